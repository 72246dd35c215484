"""What the desk remembers beside the ledger: sources on their way in, and where each editor has stopped."""

from typing import ClassVar

from django.conf import settings
from django.db import models

KEY = 32
CLOCK = 27
LANGUAGE = 10


class Incoming(models.Model):
    """A source that was brought in; its bytes lie among the sources, and nothing is on record before it is `done`.

    `told` is what is said of it: guessed first, then as an editor has left it. `twin` is a document with the very text.
    """

    OPENED, QUEUED, READING, DONE, FAILED, LEFT = "opened", "queued", "reading", "done", "failed", "left"

    id = models.CharField(primary_key=True, max_length=KEY)
    batch = models.CharField(max_length=KEY, db_index=True)
    author = models.CharField(max_length=KEY)
    made_at = models.CharField(max_length=CLOCK)
    name = models.TextField()
    state = models.CharField(max_length=10)
    source_sha256 = models.CharField(max_length=64, null=True)
    path = models.TextField(null=True)
    url = models.TextField(null=True)
    content_type = models.TextField(null=True)
    retrieved = models.TextField(null=True)
    guessed = models.JSONField(default=dict)
    told = models.JSONField(default=dict)
    rights = models.CharField(max_length=10)
    read = models.BooleanField(default=True)
    pledge = models.CharField(max_length=KEY, null=True)
    document = models.CharField(max_length=KEY, null=True)
    twin = models.CharField(max_length=KEY, null=True)
    proposed = models.IntegerField(null=True)
    fault = models.TextField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["state"], name="incoming_state")]


class Place(models.Model):
    """Where an account has stopped, its last decision at the desk, whether single keys are on, and its language."""

    account = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True)
    sighting = models.CharField(max_length=KEY, null=True)
    stopped_at = models.CharField(max_length=CLOCK, null=True)
    decision = models.BigIntegerField(null=True)
    keys = models.BooleanField(default=True)
    language = models.CharField(max_length=LANGUAGE, null=True)
