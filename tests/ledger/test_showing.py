"""What of a record is public."""

import pytest

from pledgebook.ledger.showing import rights_of
from pledgebook.ledger.values import Rights

QUOTE = "We will build the bridge by 2027,"
PROMISOR = {"name": "Ilmara Tennholt", "role": None, "person": None}


def types(book, subject=None):
    """The types of the public payloads, of one noun or of all."""
    shown = book.public().entries
    return [e.type for e in book.entries if e.index in shown and subject in (None, e.subject)]


def guess(basis, name="Ilmara Tennholt"):
    return {"name": name, "role": None, "basis": basis, "start": None, "end": None, "text": None}


@pytest.fixture
def book(books):
    """A ledger with a key, an author and a scale."""
    return books.empty()


def test_a_ledger_of_drafts_shows_the_tracker_only(book):
    """Documents, suggestions that wait, are put off or rejected: nothing of them is public."""
    document = book.take(rights="full")
    book.propose(document, QUOTE)
    book.add("sighting.put_off", {"reason": "later"}, subject=book.propose(document, QUOTE))
    book.add("sighting.rejected", {"reason": "no promise"}, subject=book.propose(document, QUOTE))
    shown = book.public()
    assert types(book) == ["key.made", "author.recorded", "scale.recorded", "setting.changed"]
    assert (shown.texts, shown.nouns()) == (frozenset(), frozenset())


def test_accepting_makes_public(book):
    """What was accepted is public with its pledge and its document, and what was decided before is not."""
    document = book.take(rights="excerpt")
    sighting = book.propose(document, QUOTE)
    book.add("sighting.put_off", {"reason": "later"}, subject=sighting)
    pledge = book.accept(sighting, promisor=PROMISOR)
    book.add("pledge.titled", {"language": "en", "title": "A bridge"}, subject=pledge)
    assert types(book, sighting) == ["sighting.proposed", "sighting.accepted"]
    assert types(book, document) == ["document.taken"]
    assert types(book, pledge) == ["pledge.titled"]
    assert book.public().nouns() == {document, sighting, pledge}


def test_rejecting_makes_private_again(book):
    """A pledge whose last sighting is no longer accepted is public no more, and nor is what was said of it."""
    sighting = book.propose(book.take(), QUOTE)
    pledge = book.accept(sighting)
    book.add("pledge.titled", {"language": "en", "title": "A bridge"}, subject=pledge)
    book.add("sighting.rejected", {"reason": "no promise"}, subject=sighting)
    assert book.public().nouns() == frozenset()
    assert types(book, pledge) == types(book, sighting) == []


@pytest.mark.parametrize("rights", list(Rights))
def test_rights_rule_words_and_texts(book, rights):
    """Without rights no payload that quotes is public; only full rights make the text so."""
    document = book.take(rights=rights.value)
    sighting = book.propose(document, QUOTE)
    book.add("sighting.bounds_changed", {"start": 0, "end": 6, "text": "Ilmara"}, subject=sighting)
    evidence = book.evidence(book.accept(sighting), document, "Nordheim")
    quoting = [] if rights is Rights.NONE else ["sighting.proposed", "sighting.bounds_changed"]
    assert types(book, sighting) == [*quoting, "sighting.accepted"]
    assert types(book, evidence) == ["evidence.proposed"] * (rights is not Rights.NONE) + ["evidence.accepted"]
    assert len(book.public().texts) == (rights is Rights.FULL)


def test_rights_that_changed_rule_now(book):
    """What counts is what the rights are now."""
    document = book.take(rights="full")
    sighting = book.propose(document, QUOTE)
    book.accept(sighting)
    book.add("document.rights_changed", {"rights": "none", "reason": "they asked"}, subject=document)
    assert types(book, sighting) == ["sighting.accepted"]
    assert book.public().texts == frozenset()
    assert rights_of(book.state(), document) is Rights.NONE


@pytest.mark.parametrize(
    ("told", "confirmed", "shown"),
    [
        (guess("inferred"), PROMISOR, True),
        (guess("inferred", "Odda Brehm"), PROMISOR, False),
        (guess("inferred"), None, False),
        (guess("inferred"), {**PROMISOR, "role": "Mayor"}, False),
        (guess("named", "Odda Brehm"), PROMISOR, True),
        (None, PROMISOR, True),
    ],
)
def test_a_wrong_guess_is_never_shown(book, told, confirmed, shown):
    """A promisor that was inferred and that nobody has confirmed as such withholds the suggestion."""
    sighting = book.propose(book.take(), QUOTE, promisor=told)
    book.accept(sighting, promisor=confirmed)
    assert ("sighting.proposed" in types(book, sighting)) == shown
    assert sighting in book.public().sightings


def test_evidence_is_public_once_accepted(book):
    """Evidence that waits or was rejected is not public, nor is a document that only it quotes."""
    pledge = book.accept(book.propose(book.take(), QUOTE))
    other = book.take("The bridge is being built.\n")
    waiting = book.evidence(pledge, other, "The bridge", accept=False)
    refused = book.evidence(pledge, other, "The bridge", accept=False)
    book.add("evidence.rejected", {"reason": "another bridge"}, subject=refused)
    assert types(book, waiting) == types(book, refused) == types(book, other) == []
    book.add("evidence.accepted", {}, subject=waiting)
    assert types(book, waiting) == ["evidence.proposed", "evidence.accepted"]
    assert types(book, other) == ["document.taken"]


def test_a_verdict_is_public_once_signed(book):
    """A verdict short of a signature is a draft; one that was in force stays public when it is withdrawn."""
    pledge = book.accept(book.propose(book.take(), QUOTE))
    evidence = book.evidence(pledge)
    book.add("setting.changed", {"key": "two_signatures", "value": True})
    draft = book.verdict(pledge, evidence, signatures=2)
    assert types(book, draft) == []
    second = book.id()
    book.add("author.recorded", {"role": "editor", "sign_in": True}, subject=second)
    book.add("verdict.signed", {}, subject=draft, author=second)
    book.add("verdict.withdrawn", {"reason": "too early"}, subject=draft)
    assert types(book, draft) == ["verdict.given", "verdict.signed", "verdict.withdrawn"]


def test_what_was_undone_is_withheld(book):
    """The payload of an undone event is not public; that it was undone is."""
    pledge = book.accept(book.propose(book.take(), QUOTE))
    undone = book.add("pledge.topics_given", {"topics": ["roads"]}, subject=pledge)
    undoing = book.add("event.undone", {"entries": [undone]})
    assert undone not in book.public().entries
    assert undoing in book.public().entries


def test_only_named_people_and_programmes_are_public(book):
    """Persons, their terms and offices, and programmes are public where a public pledge names them, and else not."""
    ids = {name: book.id() for name in ("ilmara", "odda", "mayor", "term", "ours", "theirs")}
    for name in ("ilmara", "odda"):
        book.add("person.recorded", {"name": name, "names": {}}, subject=ids[name])
    book.add("office.recorded", {"name": "Mayor", "body": None}, subject=ids["mayor"])
    term = {"person": ids["ilmara"], "office": ids["mayor"], "start": "2024", "end": None}
    book.add("term.recorded", term, subject=ids["term"])
    for name in ("ours", "theirs"):
        book.add("programme.opened", {"name": name, "kind": None, "start": None, "end": None}, subject=ids[name])
    sighting = book.propose(book.take(), QUOTE)
    assert book.public().nouns() == frozenset()
    pledge = book.accept(sighting, promisor={**PROMISOR, "person": ids["ilmara"]})
    book.add("pledge.programme_given", {"programme": ids["ours"]}, subject=pledge)
    shown = book.public()
    assert (shown.people, shown.terms, shown.offices, shown.programmes) == (
        {ids["ilmara"]},
        {ids["term"]},
        {ids["mayor"]},
        {ids["ours"]},
    )
    assert types(book, ids["odda"]) == []


def test_corrections_and_replies(book):
    """Replies about public pledges and corrections of public things are public; a correction of a draft is not."""
    document = book.take()
    pledge, draft = book.accept(book.propose(document, QUOTE)), book.propose(document, QUOTE)
    reply, open_one, hidden, own, again = (book.id() for _ in range(5))
    told = {"pledge": pledge, "by": "Ilmara Tennholt", "text": "It will come.", "date": None, "url": None}
    book.add("reply.received", told, subject=reply)
    for name, about in ((open_one, pledge), (hidden, draft), (own, book.tracker), (again, hidden)):
        book.add("correction.made", {"about": about, "text": "We were wrong."}, subject=name)
    assert book.public().remarks == {reply, open_one, own}


def test_redacted_documents_have_no_rights(book):
    """Of a document whose payload is gone nothing may be shown, whatever its rights were."""
    document = book.take(rights="full")
    taken = len(book.entries) - 1
    book.redact(taken, texts=[document])
    assert rights_of(book.state(), document) is Rights.NONE
    assert rights_of(book.state(), "0" * 32) is rights_of(book.state(), None) is Rights.NONE
