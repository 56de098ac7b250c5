"""The domain as data: act types, institutions, countries and words, loaded typed and frozen."""
