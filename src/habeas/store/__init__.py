"""The archive's truth: documents and records in one database, original bytes beside it by hash."""
