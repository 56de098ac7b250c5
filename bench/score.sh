#!/usr/bin/env bash
# Reads all annotated reports into a fresh archive, scores the export, freezes the figures in bench/results/.
# usage: bench/score.sh            needs ../shared beside the checkout
set -euo pipefail
cd "$(dirname "$0")/.."
shared=../shared
[ -d "$shared/gold" ] || { echo "bench/score.sh: no $shared/gold beside the checkout: nothing to score" >&2; exit 3; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
.venv/bin/habeas --archive "$work/archive" ingest "$shared/texts" >"$work/ingest.txt"
.venv/bin/habeas --archive "$work/archive" export --format jsonl -o "$work/records.jsonl"
held=$(.venv/bin/python -m bench.held | sed "s|^|$shared/gold/|")
rest=$(ls "$shared"/gold/*.json | grep -v -x -F "$held")
score() { python3 "$shared/bench/score.py" "$work/records.jsonl" "$@"; }
{
  echo "## seed report"; score "$shared/gold/seed.json"
  echo; echo "## all annotated reports"; score "$shared"/gold/*.json
  echo; echo "## the kept-back quarter (bench/results/held.txt)"; score $held
  echo; echo "## the rest"; score $rest
} | tee bench/results/score.txt
