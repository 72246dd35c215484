"""`pledgebook add`: documents come into the record, and sightings are proposed."""

from typing import TYPE_CHECKING, Any

import click

from pledgebook.cli.frame import (
    BAD_INPUT,
    FINE,
    Progress,
    Sources,
    document_flags,
    document_options,
    fetch_flags,
    fetch_options,
)
from pledgebook.errors import MissingExtraError, ModelError, PledgebookError
from pledgebook.ledger.values import Rights
from pledgebook_site.commands.lines import NOTHING, count, name_of, one_line, short
from pledgebook_site.commands.store import Store, store_command
from pledgebook_site.commands.told import values_of
from pledgebook_site.errors import StoreError

if TYPE_CHECKING:
    from pledgebook_site.ledger.services.documents import Added


@click.command("add")
@click.argument("sources", metavar="SOURCE...", nargs=-1, required=True)
@click.option(
    "--rights", type=values_of(Rights), help="What may be shown of the text; else what the tracker is set to."
)
@document_flags
@click.option("--model", metavar="NAME|FOLDER", help="The model that reads.")
@fetch_flags
@store_command
def command(store: Store, *, sources: tuple[str, ...], rights: str | None, **told: Any) -> int:
    """Take in documents and propose what they promise.

    SOURCE is a file, a folder, an http(s) address, or - for standard input. What is on record already is not added
    again. Bad sources are named on standard error and the others added; the exit status is then 2.
    """
    with store.opened():
        taking = _Taking(sources, store.author().author, None if rights is None else Rights(rights), told)
        added = taking.take()
        if added or not taking.failed:
            store.show([_plain(one) for one in added], lambda: _lines(added))
        return BAD_INPUT if taking.failed else FINE


class _Taking(Sources):
    """Sources that come in one by one."""

    def __init__(self, sources: tuple[str, ...], author: str, rights: Rights | None, told: dict[str, Any]) -> None:
        super().__init__(sources)
        self.author, self.rights, self.told = author, rights, told

    def take(self) -> "list[Added]":
        added = []
        with Progress(len(self.names), label="Adding") as bar:
            for name in self.names:
                one = self._taken(name, bar)
                added += [] if one is None else [one]
                bar.step()
        return added

    def _taken(self, name: str, bar: Progress) -> "Added | None":
        from pledgebook_site.ledger.services.documents import add
        from pledgebook_site.reading import open_for_keeping

        try:
            source = open_for_keeping(name, options=document_options(self.told), fetch=fetch_options(self.told))
            return add(source, author=self.author, rights=self.rights, model=self.told["model"])
        except (ModelError, MissingExtraError, StoreError):
            raise
        except PledgebookError as error:
            with bar.aside():
                self.fail(error)
            return None


def _plain(added: "Added") -> dict[str, Any]:
    return {
        "document": added.document,
        "new": added.new,
        "readable": added.readable,
        "sightings": added.proposed,
        "same_text": _twin(added),
        "offers": {
            key: [{"pledge": one.pledge, "score": one.score, "why": _why(one)} for one in some]
            for key, some in _offers(added).items()
        },
    }


def _twin(added: "Added") -> str | None:
    """The id of another document with the very text of a new one."""
    from pledgebook_site.ledger.selectors import documents, record

    if not added.new:
        return None
    found = documents.same_text(record.document(added.document).text_sha256, other_than=added.document)
    return None if found is None else found.id


def _offers(added: "Added") -> dict[str, list[Any]]:
    from pledgebook_site.ledger.selectors.offers import offers

    return {key: some for key, some in offers(added.proposed).items() if some} if added.proposed else {}


def _why(offer: Any) -> list[dict[str, Any]]:
    return [{"name": one.name, "value": one.value, "weight": one.weight} for one in offer.sameness.why]


def _lines(added: "list[Added]") -> list[str]:
    lines = [line for one in added for line in _document(one)]
    first = next((key for one in added for key in one.proposed), None)
    if first is None:
        return [*lines, "Nothing new was proposed; 'pledgebook list' shows what is on record."]
    return [
        *lines,
        f"Next: pledgebook accept {short(first)}, or reject {short(first)}; "
        "'pledgebook list --state waiting' shows all that wait.",
    ]


def _document(added: "Added") -> list[str]:
    from pledgebook_site.ledger.selectors import record

    noun = record.document(added.document)
    what = "new" if added.new else "known"
    title = one_line(noun.title or noun.file_name or noun.url)
    proposed = f"{len(added.proposed)} proposed" if added.readable else _unread(noun.language)
    return [f"{short(noun.id)}  {title} ({what}, {proposed})", *_same(added), *_sightings(added)]


def _same(added: "Added") -> list[str]:
    from pledgebook_site.ledger.selectors import record

    twin = _twin(added)
    if twin is None:
        return []
    noun = record.document(twin)
    where = one_line(noun.url or noun.title or noun.file_name)
    return [f"          The same text is already here as {short(twin)}, {where}."]


def _unread(language: str | None) -> str:
    return f"stored unread: there is no reader for the language {language or NOTHING} yet; mark what you see in it"


def _sightings(added: "Added") -> list[str]:
    from pledgebook_site.ledger.selectors import record

    offered = _offers(added)
    known = record.nouns("sightings", added.proposed)
    lines = []
    for key in added.proposed:
        who = name_of(known[key].told.get("promisor"))
        lines.append(f"  {short(key)}  {who}: {one_line(known[key].text)}")
        lines += [_offer(key, one) for one in offered.get(key, [])]
    return lines


def _offer(key: str, offer: Any) -> str:
    from pledgebook_site.ledger.selectors import lists, record

    (known,) = lists.pledges_told([record.pledge(offer.pledge)])
    words = one_line(known["title"] or known["text"])
    said = count(known["sightings"], "sighting")
    return (
        f"            perhaps {short(offer.pledge)} ({offer.score:.2f}, {said}): {words}; "
        f"then: pledgebook join {short(key)} {short(offer.pledge)}"
    )
