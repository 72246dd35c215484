"""The network: what it begins with, what it learns from, and how it is asked."""
