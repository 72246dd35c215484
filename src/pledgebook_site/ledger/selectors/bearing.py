"""What of the log bears on one pledge, for its proof: few queries, and as few entries, however long the log."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from pledgebook.ledger.entries import open_blob
from pledgebook.ledger.folder.keychain import KEY_EVENTS, keychain
from pledgebook.ledger.folder.proving import NAMING, Logged, Part, belongs, named
from pledgebook.ledger.proof import Checkpoint, SigningKey, Tree, sign_checkpoint
from pledgebook.ledger.showing import Public, public
from pledgebook.ledger.state import State
from pledgebook.ledger.values import EvidenceState, SightingState
from pledgebook_site.boot import current
from pledgebook_site.files import Files
from pledgebook_site.ledger.models import About, EntryRow, EvidenceRow, Node, PledgeRow, SightingRow
from pledgebook_site.ledger.models.log import HASH_BYTES
from pledgebook_site.ledger.selectors import record
from pledgebook_site.ledger.selectors.log import blob_of, entry_of, key_of, read_node, the_log

AT_ONCE = 500
_ALWAYS = (*KEY_EVENTS, "scale.recorded")
_ABOUT = ("correction.made", *NAMING)
_KINDS = ("documents", "sightings", "pledges", "evidence", "verdicts", "people", "programmes", "remarks")
Found = dict[int, tuple[Logged, bytes | None]]


@dataclass(frozen=True, slots=True)
class Kept:
    """The head of the log, payloads that were read with their entries, and texts."""

    head: Checkpoint
    key: SigningKey
    blobs: dict[str, bytes | None]

    @property
    def checkpoint(self) -> str:
        return sign_checkpoint(self.head, self.key)

    def payload(self, sha256: str) -> bytes | None:
        return self.blobs[sha256]

    def text(self, sha256: str) -> bytes:
        return Files(current()).text(sha256).encode("utf8")


def bearing_on(pledge: str) -> Part:
    """What `pledgebook.ledger.folder.proving.prove_within` takes; of use only within `signable`."""
    log, found = the_log(), _entries(pledge)
    logged = [found[index][0] for index in sorted(found)]
    tree = known_tree(found, log.size)
    head = Checkpoint(log.origin, log.size, tree.root())
    blobs = {one[0].payload_sha256: blob for one, blob in found.values()}
    return Part(
        entries=[entry for entry, _ in logged],
        payloads=[payload for _, payload in logged],
        state=_state(pledge, logged),
        tree=tree,
        chain=keychain([one for one in logged if one[0].type in KEY_EVENTS], leaves=None),
        kept=Kept(head, key_of(log), blobs),
    )


def _entries(pledge: str) -> Found:
    """The entries about a pledge, about what was ever tied to it, and those of whom and what these name."""
    found = _read(_touching([pledge]))
    own = {pledge, *(entry.subject for (entry, _), _ in found.values() if belongs(entry))}
    found |= _read(_touching(own))
    told = [payload for (entry, payload), _ in found.values() if entry.subject in own and payload is not None]
    new, seen = {one for payload in told for one in named(payload)} | _corrections(found), set(own)
    while new := new - seen:
        seen |= new
        more = _read(_touching(new).filter(Q(subject__in=new) | Q(type__in=_ABOUT)))
        found |= more
        new = _corrections(more)
    authors = {entry.author for (entry, _), _ in found.values()}
    found |= _read(_touching(authors).filter(type__startswith="author."))
    return found | _read(EntryRow.objects.filter(type__in=_ALWAYS))


def _touching(subjects: Iterable[str]) -> QuerySet[EntryRow]:
    return EntryRow.objects.filter(pk__in=About.objects.filter(subject__in=list(subjects)).values("entry"))


def _read(rows: QuerySet[EntryRow]) -> Found:
    found: Found = {}
    for row in rows.select_related("payload"):
        blob = blob_of(row)
        found[row.index] = ((entry_of(row), None if blob is None else open_blob(blob)), blob)
    return found


def _corrections(found: Found) -> set[str]:
    return {entry.subject for (entry, _), _ in found.values() if entry.type == "correction.made"}


def _state(pledge: str, logged: list[Logged]) -> State:
    """The pledge and the nouns that these entries are about, with whatever else makes one of them public."""
    subjects = {pledge, *(entry.subject for entry, _ in logged)}
    state = State(**{kind: record.nouns(kind, subjects) for kind in _KINDS})
    _complete(state)
    shown = public(state, ())
    _add_sayers(state, shown)
    _add_quoting(state, shown)
    _complete(state)
    undone = (payload["entries"] for entry, payload in logged if entry.type == "event.undone" and payload is not None)
    state.undone = {number for numbers in undone for number in numbers}
    return state


def _complete(state: State) -> None:
    """Add the pledges and the documents of its sightings and of its evidence."""
    tied = [*state.sightings.values(), *state.evidence.values()]
    state.pledges.update(_more("pledges", {one.pledge for one in tied}, state))
    state.documents.update(_more("documents", {one.document for one in tied}, state))


def _more(kind: str, keys: set[str | None], state: State) -> dict[str, object]:
    return record.nouns(kind, [one for one in keys if one is not None and one not in getattr(state, kind)])


def _add_sayers(state: State, shown: Public) -> None:
    """For each programme and person that these pledges do not name any more: one that does, if there is one."""
    pledges: set[str] = set()
    for programme in set(state.programmes) - shown.programmes:
        pledges |= _one(PledgeRow.objects.filter(programme=programme, sightings__gt=0))
    for person in set(state.people) - shown.people:
        touched = About.objects.filter(entry__in=About.objects.filter(subject=person).values("entry")).values("subject")
        said = Q(pk__in=touched, data__promisor__person=person)
        pledges |= _one(PledgeRow.objects.filter(said, sightings__gt=0))
        _add(state, "sightings", _one(SightingRow.objects.filter(said, state=SightingState.ACCEPTED)))
    _add_pledges(state, pledges)


def _add_quoting(state: State, shown: Public) -> None:
    """For each document that these pledges do not stand on any more: what does, if there is something."""
    of_public = PledgeRow.objects.filter(sightings__gt=0).values("pk")
    for document in set(state.documents) - shown.documents:
        heard = _one(SightingRow.objects.filter(document=document, state=SightingState.ACCEPTED))
        _add(state, "sightings", heard)
        rows = EvidenceRow.objects.filter(document=document, state=EvidenceState.ACCEPTED, pledge__in=of_public)
        evidence = set() if heard else _one(rows)
        _add(state, "evidence", evidence)
        pledges = {state.evidence[one].pledge for one in evidence}
        _add_pledges(state, {one for one in pledges if one is not None})


def _add_pledges(state: State, keys: set[str]) -> None:
    """Add pledges, each with a sighting that makes it public."""
    _add(state, "pledges", keys)
    for key in keys:
        _add(state, "sightings", _one(SightingRow.objects.filter(pledge=key, state=SightingState.ACCEPTED)))


def _add(state: State, kind: str, keys: set[str]) -> None:
    getattr(state, kind).update(record.nouns(kind, keys) if keys else {})


def _one(rows: QuerySet[PledgeRow] | QuerySet[SightingRow] | QuerySet[EvidenceRow]) -> set[str]:
    return set(rows.values_list("pk", flat=True)[:1])


def known_tree(indexes: Iterable[int], size: int) -> Tree:
    """The log's tree at a size, with all that proves that these entries are in it read at once."""
    wanted: set[tuple[int, int]] = set()

    def note(level: int, number: int) -> bytes:
        wanted.add((level, number))
        return bytes(HASH_BYTES)

    asked = Tree(note, size)
    asked.root()
    for index in indexes:
        wanted.add((0, index))
        asked.inclusion(index)
    return Tree(_nodes(wanted), size)


def _nodes(wanted: set[tuple[int, int]]) -> Callable[[int, int], bytes]:
    by_level: dict[int, list[int]] = {}
    for level, number in wanted:
        by_level.setdefault(level, []).append(number)
    fits = Q()
    for level, numbers in by_level.items():
        fits |= Q(level=level, number__in=numbers)
    rows = Node.objects.filter(fits).values_list("level", "number", "hash")
    known = {(level, number): bytes(told) for level, number, told in rows}
    return lambda level, number: known.get((level, number)) or read_node(level, number)
