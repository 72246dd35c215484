"""Django, started when a command needs it."""

from pledgebook.errors import MissingExtraError
from pledgebook_site.config import DataFolder


def boot(data: DataFolder) -> None:
    """Configure Django for a tracker; called again with another one, `point` it there. Touches no file of a tracker.

    MissingExtraError if Django or the driver of the database is not installed.
    """
    try:
        _boot(data)
    except ImportError as error:
        raise MissingExtraError(
            f"this command keeps a tracker, and {error.name} is not installed: "
            "run 'pip install \".[site]\"' in the repository's folder."
        ) from None


def _boot(data: DataFolder) -> None:
    import django
    from django.apps import apps
    from django.conf import settings

    from pledgebook_site.django_settings import django_settings

    if not settings.configured:
        settings.configure(**django_settings(data))
    if not apps.ready:
        django.setup(set_prefix=False)
    if data != current():
        point(data)


def current() -> DataFolder:
    """The folder of the tracker that is open."""
    from django.conf import settings

    folder: DataFolder = settings.PLEDGEBOOK_DATA
    return folder


def point(data: DataFolder) -> None:
    """Point a Django that is already started at another tracker, of either database.

    For this thread, and for others from their next connection on; only while no transaction is open.
    """
    from django.conf import settings
    from django.db import connections

    from pledgebook_site.django_settings import django_settings

    for name, value in django_settings(data).items():
        setattr(settings, name, value)
    connections["default"].close()
    del connections["default"]
    connections.databases["default"] = connections.configure_settings(settings.DATABASES)["default"]
