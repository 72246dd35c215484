"""The log as it is stored: what is on record is never changed, and only a redaction deletes, and only payloads."""

from typing import ClassVar

from django.db import models

ID, CLOCK, HASH, HASH_BYTES = 32, 27, 64, 32  # digits, characters, digits, bytes


class Log(models.Model):
    """The one row that every writer locks: whose log it is, how long it is, and its last clock."""

    id = models.SmallIntegerField(primary_key=True, default=1, editable=False)
    origin = models.TextField()
    tracker = models.CharField(max_length=ID)
    vkey = models.TextField()
    size = models.BigIntegerField(default=0)
    recorded_at = models.CharField(max_length=CLOCK, default="")

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=models.Q(id=1), name="one_log")]


class EntryRow(models.Model):
    """One entry of the log; `line` is its leaf, to the byte (it is ASCII), and the columns beside it say the same."""

    index = models.BigIntegerField(primary_key=True)
    type = models.CharField(max_length=40)
    subject = models.CharField(max_length=ID)
    author = models.CharField(max_length=ID)
    recorded_at = models.CharField(max_length=CLOCK)
    effective_at = models.CharField(max_length=CLOCK)
    payload_sha256 = models.CharField(max_length=HASH)
    line = models.TextField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["type", "index"], name="entry_type"),
            models.Index(fields=["recorded_at", "index"], name="entry_recorded_at"),
        ]


class PayloadRow(models.Model):
    """The blob of an entry's payload with its salt; a redaction deletes the row."""

    entry = models.OneToOneField(EntryRow, models.PROTECT, primary_key=True, related_name="payload")
    blob = models.BinaryField()


class Node(models.Model):
    """The hash of a complete subtree: `number` counts those of its level from the left, from 0."""

    pk = models.CompositePrimaryKey("level", "number")
    level = models.SmallIntegerField()
    number = models.BigIntegerField()
    hash = models.BinaryField(max_length=HASH_BYTES)


class About(models.Model):
    """That an entry touches a noun, by the noun's id."""

    subject = models.CharField(max_length=ID)
    entry = models.ForeignKey(EntryRow, models.PROTECT, related_name="abouts")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["subject", "entry"], name="about_once")]
