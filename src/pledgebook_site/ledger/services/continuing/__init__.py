"""A log goes on: under a new key, or in a new place."""
