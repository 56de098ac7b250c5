"""`python -m habeas`: the command line."""

from habeas.cli.main import run

if __name__ == "__main__":
    run()
