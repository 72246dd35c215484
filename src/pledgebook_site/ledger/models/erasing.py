"""What a redaction has still to do once it is committed: this stands beside the log, and is empty most of the time."""

from typing import ClassVar

from django.db import models


class Erasure(models.Model):
    """A file that has to go, by kind and hash; `payloads` and no hash where only rows have to be overwritten."""

    TEXT, SOURCE, PAYLOADS = "text", "source", "payloads"

    kind = models.CharField(max_length=10)
    sha256 = models.CharField(max_length=64, default="")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=("kind", "sha256"), name="erasure_once")]
