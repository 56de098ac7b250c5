"""Full-text search over passages: an index of its own, derived from the archive and rebuilt at will."""
