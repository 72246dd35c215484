"""The app of the public site."""

from django.apps import AppConfig


class PublicConfig(AppConfig):
    name = "pledgebook_site.public"
    label = "public"
