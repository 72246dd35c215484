"""Projections: the record as rows, made from the log and made anew from it at any time (`ledger rebuild`).

`data` is the noun of `pledgebook.ledger.state` as JSON; the other columns are what is searched and sorted by.
"""

from django.db import models

ID = {"max_length": 32}


class Noun(models.Model):
    """A noun of the record by its id."""

    id = models.CharField(primary_key=True, **ID)
    data = models.JSONField()

    class Meta:
        abstract = True


class DocumentRow(Noun):
    """A text that was taken in; `identity` is the hash of what makes it one document for good."""

    identity = models.CharField(max_length=64, unique=True, null=True)
    text_sha256 = models.CharField(max_length=64, null=True, db_index=True)
    source_sha256 = models.CharField(max_length=64, null=True, db_index=True)
    url = models.TextField(null=True)
    taken_at = models.CharField(max_length=27, db_index=True)


_QUEUE = ("proposed_at", "document", "start", "id")
_LATELY = ("changed_at", "id", "present")


class SightingRow(Noun):
    """A place where a pledge is made; `words` are its first 600 characters, folded: what it is searched by."""

    document = models.CharField(null=True, **ID)
    state = models.CharField(max_length=10)
    pledge = models.CharField(null=True, db_index=True, **ID)
    start = models.IntegerField(null=True)
    score = models.FloatField(null=True)
    promisor = models.TextField(null=True)
    words = models.TextField()
    proposed_at = models.CharField(max_length=27)

    class Meta:
        indexes = (
            models.Index(fields=("document", "start"), name="sighting_place"),
            models.Index(fields=("state", *_QUEUE, "words"), name="sighting_queue"),
            models.Index(fields=("promisor", "state", *_QUEUE), name="sighting_promisor"),
        )


class PledgeRow(Noun):
    """A promise; `words` is everything that it is searched by, folded; `topics` stand in lines.

    `shown_words` are those by which strangers find it, null where they are all of them: the words of a source that may
    not be shown are not found either. `in_whole`: it is a part that is judged with its whole.
    """

    made_at = models.CharField(max_length=27)
    changed_at = models.CharField(max_length=27)
    present = models.BooleanField()
    tracked = models.BooleanField()
    status = models.CharField(max_length=60, null=True)
    promisor = models.TextField(null=True)
    programme = models.CharField(null=True, db_index=True, **ID)
    part_of = models.CharField(null=True, db_index=True, **ID)
    earliest = models.CharField(max_length=10, null=True)
    latest = models.CharField(max_length=10, null=True)
    sightings = models.IntegerField()
    firmness = models.CharField(max_length=20, null=True)
    topics = models.TextField(default="")
    words = models.TextField()
    in_whole = models.BooleanField(default=False)
    shown_words = models.TextField(null=True)

    class Meta:
        indexes = (
            models.Index(fields=_LATELY, name="pledge_lately"),
            models.Index(fields=("status", *_LATELY), name="pledge_status"),
            models.Index(fields=("promisor", *_LATELY), name="pledge_promisor"),
            models.Index(fields=("latest", *_LATELY), name="pledge_due"),
        )


class PledgeWord(models.Model):
    """That a content word stands in one of the wordings of a pledge: by these known pledges are found again."""

    pk = models.CompositePrimaryKey("word", "pledge")
    word = models.CharField(max_length=100)
    pledge = models.CharField(**ID)

    class Meta:
        indexes = (models.Index(fields=("pledge", "word"), name="words_of_pledge"),)


class WordCount(models.Model):
    """How many pledges a word leads to in PledgeWord; the empty word tells how many pledges there are in it."""

    word = models.CharField(primary_key=True, max_length=100)
    pledges = models.IntegerField()


class EvidenceRow(Noun):
    """What bears on a pledge."""

    pledge = models.CharField(null=True, db_index=True, **ID)
    document = models.CharField(null=True, db_index=True, **ID)
    state = models.CharField(max_length=10, db_index=True)


class VerdictRow(Noun):
    """A status given to a pledge."""

    pledge = models.CharField(null=True, db_index=True, **ID)
    standing = models.CharField(max_length=10, db_index=True)
    status = models.CharField(max_length=60, null=True)
    given_at = models.CharField(max_length=27)


class OtherRow(models.Model):
    """Nouns of which a tracker has few: authors, persons, offices, terms, programmes, remarks, settings, scales."""

    kind = models.CharField(max_length=12)
    name = models.CharField(max_length=80)
    data = models.JSONField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("kind", "name"), name="other_once"),)


class Span(models.Model):
    """Something was so from the clock `since` until the clock `until`, or still is."""

    since = models.CharField(max_length=27)
    until = models.CharField(max_length=27, null=True)
    effective = models.CharField(max_length=27)

    class Meta:
        abstract = True


class DecisionSpan(Span):
    """What was decided about a sighting in that time."""

    sighting = models.CharField(db_index=True, **ID)
    state = models.CharField(max_length=10)
    pledge = models.CharField(null=True, db_index=True, **ID)


class StatusSpan(Span):
    """What was so about a pledge in that time: whether it was there, tracked, and which verdict was in force."""

    pledge = models.CharField(db_index=True, **ID)
    present = models.BooleanField()
    tracked = models.BooleanField()
    verdict = models.CharField(null=True, **ID)
    status = models.CharField(max_length=60, null=True)
    in_whole = models.BooleanField(default=False)
