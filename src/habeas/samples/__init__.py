"""Four reports about a country and by publishers that do not exist, for `habeas demo` and for tests."""
