"""The command line: `habeas VERB`, one file a verb."""
