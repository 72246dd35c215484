"""The ledger as Django knows it."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "pledgebook_site.ledger"
    label = "ledger"
