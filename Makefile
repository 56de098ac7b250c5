# make demo · make test · make test-web · make check · make bench · make docs · make wheel · make train
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test test-web messages check bench docs wheel train lock clean

demo: .venv/installed
	$(BIN)/habeas demo

test: .venv/developing
	$(BIN)/pytest

# What a person does, in Debian's chromium, which is installed where it lacks.
test-web: .venv/developing
	command -v chromium > /dev/null || { apt-get update -qq && apt-get install -qq -y --no-install-recommends chromium; }
	$(BIN)/pytest -m browser tests/browser

check: .venv/developing
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m habeas.cli.reference --check docs/cli.md
	$(BIN)/pytest tests/read/test_damaged.py

bench: .venv/developing
	bench/score.sh
	$(BIN)/python -m bench.ablation
	$(BIN)/python -m bench.coverage
	$(BIN)/python -m bench.copies
	$(BIN)/python -m bench.errata
	$(BIN)/python -m bench.linking
	$(BIN)/python -m bench.tellings
	$(BIN)/python -m bench.telling_families
	$(BIN)/python -m bench.speed

# The texts of the reading room in its languages: exits with 1 where a translation lacks.
messages: .venv/developing
	$(BIN)/python -m docs.messages

# What the documents show, put in step with the code and with bench/results.
docs: .venv/developing
	$(BIN)/python -m habeas.cli.reference --write docs/cli.md
	$(BIN)/python -m docs.figures --write
	$(BIN)/python -m docs.shown --write
	$(BIN)/python -m docs.picture

# The wheel, and the demo from it: away from the checkout, with what the wheel holds and nothing else of ours.
wheel: .venv/installed
	rm -rf build/wheel && mkdir -p build/wheel
	$(BIN)/pip wheel --quiet --disable-pip-version-check --no-deps --wheel-dir build/wheel .
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --target build/wheel/installed build/wheel/*.whl
	cd build/wheel && PYTHONPATH=installed ../../$(BIN)/python -P -m habeas demo > demo.txt
	grep -q '^1-3 of' build/wheel/demo.txt

# The weights of the learned reader, anew: needs ../shared, 3 GB of disk and some hours (docs/model-card.md).
TRAIN := .venv/train/bin
train: .venv/train/installed
	$(TRAIN)/python -m train.prepare build/train/examples.pkl
	$(TRAIN)/python -m train.tagger build/train/examples.pkl --layers 0 1 3 5 --out build/train/acts.pt --threads 2
	$(TRAIN)/python -m train.recall build/train/examples.pkl build/train/acts.pt --out build/train/recall.pt --threads 2
	$(TRAIN)/python -m train.together build/train/examples.pkl build/train/acts.pt build/train/recall.pt --out build/train/acts.pt build/train/recall.pt --threads 2
	$(TRAIN)/python -m train.export build/train/acts.pt build/train/recall.pt

.venv/train/installed: train/requirements.txt requirements.txt
	$(PYTHON) -m venv .venv/train
	$(TRAIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(TRAIN)/pip install --quiet --disable-pip-version-check -r train/requirements.txt
	$(TRAIN)/pip install --quiet --disable-pip-version-check --no-deps --editable .
	touch $@

# Pins and hashes of everything installed; no address of a registry is written.
lock: .venv/developing
	$(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --quiet --output-file requirements.txt
	$(BIN)/uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --quiet --output-file requirements-dev.txt

.venv/installed: requirements.txt pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --editable .
	touch $@

.venv/developing: .venv/installed requirements-dev.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	touch $@

clean:
	rm -rf .venv build dist
