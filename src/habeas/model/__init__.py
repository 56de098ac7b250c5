"""The domain as frozen dataclasses: anchors, documents, records, cases; standard library only."""
