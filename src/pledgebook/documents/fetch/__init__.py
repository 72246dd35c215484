"""The only door to the network."""

from pledgebook.documents.fetch.addresses import Resolver, is_public, resolve
from pledgebook.documents.fetch.download import Fetched, fetch

__all__ = ["Fetched", "Resolver", "fetch", "is_public", "resolve"]
