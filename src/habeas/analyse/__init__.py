"""Sentences to records: acts, and of each act its participants, time, charges and attribution."""
