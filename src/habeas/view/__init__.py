"""Records gathered for a reader: a person's case file, a country's page."""
