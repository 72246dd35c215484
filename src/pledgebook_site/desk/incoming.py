"""Sources on their way in: brought, looked at, corrected, then taken into the record and read."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from django.utils.translation import gettext_noop

from pledgebook.documents import Loaded
from pledgebook.documents.genres import guess
from pledgebook.errors import PledgebookError
from pledgebook.ledger.values import Rights
from pledgebook.records import Document, Genre
from pledgebook.settings import DocumentOptions, FetchOptions
from pledgebook_site import reading
from pledgebook_site.boot import current
from pledgebook_site.desk.models import Incoming
from pledgebook_site.files import Files
from pledgebook_site.ledger.ids import new_id
from pledgebook_site.ledger.selectors import documents
from pledgebook_site.ledger.services.documents import Added, add
from pledgebook_site.ledger.services.log import CLOCK

TOLD = ("title", "published", "language", "genre", "speaker", "publisher")
OPTIONS = ("title", "published", "language", "genre", "speaker")
SECONDS = 20.0


def now() -> str:
    """This moment as clocks are written."""
    return datetime.now(UTC).strftime(CLOCK)


def bring(
    sources: Iterable[tuple[str, Loaded | PledgebookError]], *, author: str, rights: str, pledge: str | None = None
) -> str:
    """Keep what was brought, each with what can be guessed of it or with what is wrong; the id of the batch.

    With a `pledge` it is brought as evidence: it is stored and not read.
    """
    batch = new_id()
    for name, loaded in sources:
        one = Incoming(id=new_id(), batch=batch, author=author, made_at=now(), name=name, rights=rights, pledge=pledge)
        one.read = pledge is None
        _open(one, loaded)
        one.save()
    return batch


def fetched(address: str, *, allow_private: bool) -> Loaded | PledgebookError:
    """What lies at an address, or why it cannot be had."""
    try:
        return reading.fetch(address, options=FetchOptions(allow_private=allow_private, seconds=SECONDS))
    except PledgebookError as error:
        return error


def pasted(text: str) -> Loaded:
    """A pasted text as bytes; browsers send line ends as CR LF, and a text has plain ones."""
    return Loaded(data=text.replace("\r\n", "\n").encode(), content_type="text/plain; charset=utf-8")


def _open(one: Incoming, loaded: Loaded | PledgebookError) -> None:
    try:
        if isinstance(loaded, PledgebookError):
            raise loaded
        one.path, one.url = loaded.path, loaded.url
        one.content_type, one.retrieved = loaded.content_type, loaded.retrieved
        document = reading.source_of(loaded, options=DocumentOptions()).document
    except PledgebookError as error:
        one.state, one.fault = Incoming.FAILED, str(error)
        return
    one.source_sha256 = Files(current()).keep_source(loaded.data)
    one.guessed = {name: _plain(getattr(document, name)) for name in TOLD}
    genre, speaker = guess(document)
    one.told = one.guessed | {"genre": genre.value, "speaker": speaker}
    known = documents.known(document)
    one.document = None if known is None else known.id
    twin = documents.same_text(document.text_sha256) if known is None else None
    one.twin = None if twin is None else twin.id
    one.state = Incoming.OPENED


def _plain(value: Any) -> str | None:
    return None if value is None else str(getattr(value, "value", value))


def tell(one: Incoming, told: Mapping[str, str | None], *, rights: str) -> None:
    """Take what an editor says of a source, and let it wait for its reading."""
    one.told, one.rights, one.state, one.fault = dict(told), rights, Incoming.QUEUED, None
    one.save()


def leave(one: Incoming) -> None:
    """Do not take a source in after all."""
    one.state = Incoming.LEFT
    one.save(update_fields=["state"])


def take(key: str) -> None:
    """Take a source into the record and read it; called twice, or cut off and called again, it does so once."""
    one = Incoming.objects.filter(pk=key).first()
    if one is None or one.state not in (Incoming.QUEUED, Incoming.READING):
        return
    Incoming.objects.filter(pk=key).update(state=Incoming.READING)
    try:
        added = _added(one)
    except PledgebookError as error:
        Incoming.objects.filter(pk=key).update(state=Incoming.FAILED, fault=str(error))
        return
    except Exception:
        Incoming.objects.filter(pk=key).update(
            state=Incoming.FAILED, fault=gettext_noop("Something in it broke the reader.")
        )
        raise
    found = len(documents.sightings_in(added.document))
    Incoming.objects.filter(pk=key).update(state=Incoming.DONE, document=added.document, proposed=found)


def unfinished() -> set[str]:
    """The sources that wait to be read or are said to be."""
    return set(Incoming.objects.filter(state__in=(Incoming.QUEUED, Incoming.READING)).values_list("pk", flat=True))


def give_up(key: str) -> None:
    """Say of a source that reading it ended its process each time."""
    fault = gettext_noop("Reading it ended in the middle each time, and it is not tried again.")
    Incoming.objects.filter(pk=key).update(state=Incoming.FAILED, fault=fault)


def _added(one: Incoming) -> Added:
    source = reading.source_of(_loaded(one), options=_options(one))
    source = replace(source, document=_corrected(source.document, one))
    return add(source, author=one.author, rights=Rights(one.rights), read=one.read)


def _loaded(one: Incoming) -> Loaded:
    data = Files(current()).source(one.source_sha256 or "")
    return Loaded(data=data, path=one.path, url=one.url, content_type=one.content_type, retrieved=one.retrieved)


def _changed(one: Incoming, names: Iterable[str]) -> dict[str, str | None]:
    return {name: one.told.get(name) for name in names if one.told.get(name) != one.guessed.get(name)}


def _options(one: Incoming) -> DocumentOptions:
    """What differs from the guess, as the command line takes it."""
    told: dict[str, Any] = {name: value for name, value in _changed(one, OPTIONS).items() if value is not None}
    if "genre" in told:
        told["genre"] = Genre(told["genre"])
    elif "speaker" in told:
        told["genre"] = Genre(one.told["genre"])
    return DocumentOptions(**told)


def _corrected(document: Document, one: Incoming) -> Document:
    """What options cannot say: the publisher, and what an editor has emptied."""
    changed: dict[str, Any] = _changed(one, ("publisher",))
    emptied = [name for name, value in _changed(one, ("title", "published", "speaker")).items() if value is None]
    changed |= dict.fromkeys(emptied)
    if "published" in emptied:
        changed["published_from"] = None
    return replace(document, **changed)
