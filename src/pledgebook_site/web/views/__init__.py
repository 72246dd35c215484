"""The pages of the base."""
