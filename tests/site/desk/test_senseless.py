"""Forms and addresses that no page of ours makes: refused, with nothing recorded."""

import re

import pytest

from pledgebook.errors import LedgerError

FERRIES = "the government would build forty ferries by 2027"
NUMBERS = ["x", "", "-1", "9" * 5000, "²"]


@pytest.mark.parametrize("number", NUMBERS)
def test_undoing_nothing_undoes_nothing(desk, marked, number):
    """Only the entry that a form names is taken back, and never the last one for want of a number."""
    page = f"/desk/queue/{marked(FERRIES)}/"
    before = desk.seen(page)
    assert desk.send(page, action="reject", reason="view").status_code == 303
    for told in ({"entry": number, "back": page}, {"back": page}):
        assert desk.client.post("/desk/undo/", told).status_code == 400
    assert desk.types_after(before) == ["sighting.rejected"]


@pytest.mark.parametrize("number", NUMBERS)
def test_a_form_that_tells_no_entry_is_not_whole(desk, marked, number):
    """What an editor has seen is the number of an entry, and a form without one is refused."""
    page = f"/desk/queue/{marked(FERRIES)}/"
    before = desk.seen(page)
    assert desk.send(page, seen=number, action="reject", reason="view").status_code == 400
    assert desk.types_after(before) == []


@pytest.mark.parametrize("reason", ["because", "view" * 999, "vi\0ew"])
def test_the_reasons_of_the_buttons_are_those_of_the_list(desk, marked, reason):
    """A button's reason is one of those that the page offers."""
    page = f"/desk/queue/{marked(FERRIES)}/"
    before = desk.seen(page)
    assert desk.send(page, action="reject", reason=reason).status_code == 400
    assert desk.types_after(before) == []


def test_evidence_that_is_sent_twice_is_brought_once(desk, marked):
    """The same form sent again is told that it was sent already."""
    first = marked(FERRIES)
    accepted = desk.send(f"/desk/queue/{first}/", action="accept", name="Ansa Tevrin")
    assert accepted.status_code == 303
    from pledgebook_site.ledger.selectors import record

    page = f"/desk/pledges/{record.sighting(first).pledge}/evidence/"
    seen = re.search(r'name="seen" value="(\d+)"', desk.get(page).content.decode())[1]
    told = {"seen": seen, "action": "note", "note-bearing": "for", "note-note": "The keel of the first was laid."}
    assert desk.client.post(page, told).status_code == 303
    assert desk.client.post(page, told).status_code == 409
    assert desk.types_after(int(seen)) == ["evidence.proposed", "evidence.accepted"]


@pytest.mark.parametrize(
    "address", ["people/%00/", "pledges/%00/", "pledges/%00/proof.json", "documents/%00/", "programmes/%00/"]
)
def test_an_address_without_a_meaning_is_no_page(desk, address):
    """An address with the one character that no text holds is not found, on either database."""
    assert desk.client.get(f"/{address}").status_code == 404


@pytest.mark.parametrize("address", ["/pledges/?person=%00", "/pledges/?programme=a%00", "/desk/queue/?document=%00"])
def test_what_no_text_holds_is_not_asked_for(desk, address):
    """The same in what is asked for is a bad request."""
    assert desk.client.get(address).status_code == 400


def test_what_no_text_holds_is_not_sent(desk):
    """The same in what somebody sends, also a stranger, is a bad request."""
    assert desk.client.post("/desk/sign-in/", {"username": "a\0b", "password": "c"}).status_code == 400


def test_what_no_text_holds_is_not_recorded(store, marked):
    """The log refuses it from every side, so that what one database holds can be restored into the other."""
    from pledgebook_site.ledger.services import sightings

    with pytest.raises(LedgerError, match="0000"):
        sightings.reject(marked(FERRIES), author="editor", reason="vi\0ew")
