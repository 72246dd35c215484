"""A suggestion that was two promises, as strangers see them."""

from pledgebook.ledger.state import to_data

WHOLE = "We will repair the north bridge and the south bridge by March 2027"
OBJECT, SECOND, BY = "the north bridge and the south bridge", "and the south bridge by March 2027", "by March 2027"
PROMISOR = {"name": "Ilsa Verrin", "role": None, "basis": "named", "start": None, "end": None, "text": None}


def read_as(text: str) -> dict:
    """What a reader tells of the whole."""

    def place(words: str) -> list[int]:
        return [text.index(words), text.index(words) + len(words)]

    due = dict(zip(("start", "end"), place(BY), strict=True)) | {"text": BY}
    return {
        "action": "repair",
        "object": OBJECT,
        "spans": {"action": [place("repair")], "object": [place(OBJECT)]},
        "deadline": due | {"earliest": "2027-03", "latest": "2027-03"},
        "specificity": "specific",
        "testable": "yes",
    }


def test_each_half_tells_what_its_own_words_say(store, at_desk, read):
    """The deadline goes with the half that holds its words, both stay quoted, and a rebuild tells the same."""
    from pledgebook_site.ledger.models import PledgeRow, SightingRow
    from pledgebook_site.ledger.selectors import record
    from pledgebook_site.ledger.services import dividing

    text = f"“{WHOLE},” Ilsa Verrin said.\n"
    source = at_desk.take(text, "full", published="2026-05-01", publisher="Radio Anselm")
    first = at_desk.propose(source, WHOLE, quoted=True, promisor=PROMISOR, **read_as(text))
    start = text.index(SECOND)
    second = dividing.divide(first, author=at_desk.author, place=(start, start + len(SECOND)))
    one, other = at_desk.accept(first), at_desk.accept(second)
    assert BY not in read(f"/pledges/{one}/")
    assert record.sighting(first).told["object"] == "the north bridge"
    page = read(f"/pledges/{other}/")
    assert f"In the words of the source: {BY}" in page
    assert "As reported" not in page
    assert to_data(record.sighting(second))["told"]["deadline"]["text"] == BY

    def rows():
        return [list(kind.objects.order_by("pk").values_list("pk", "data")) for kind in (PledgeRow, SightingRow)]

    before = rows()
    assert store.run("ledger", "rebuild").exit_code == 0
    assert rows() == before
    export = store.data.path.parent / "export"
    assert store.run("ledger", "export", str(export)).exit_code == 0
    told = store.run("verify", str(export))
    assert told.exit_code == 0, told.output
