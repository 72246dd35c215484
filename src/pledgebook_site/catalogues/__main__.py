"""Bring the catalogues up to the messages: `python -m pledgebook_site.catalogues`."""

from pledgebook_site.catalogues import update

update()
