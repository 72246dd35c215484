"""What is told of a sighting whose bounds have changed."""

from pledgebook.ledger.folding.narrowing import taken_out, within

TEXT = "We will repair the north bridge and the south bridge by March 2027 if two banks agree"
BY, IF, TWO = "by March 2027", "if two banks agree", "two banks"


def placed(words: str, **more) -> dict:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), "text": words, **more}


def span(words: str) -> list[int]:
    start = TEXT.index(words)
    return [start, start + len(words)]


OBJECT = "the north bridge and the south bridge"
TOLD = {
    "statement": {"start": 0, "end": len(TEXT), "quoted": []},
    "action": "repair",
    "object": OBJECT,
    "spans": {"action": [span("repair")], "object": [span(OBJECT)]},
    "beneficiary": None,
    "amount": placed(TWO, value=2, unit="banks"),
    "deadline": placed(BY, earliest="2027-03", latest="2027-03"),
    "condition": placed(IF),
    "polarity": "affirmed",
    "kind": "action",
    "firmness": "conditional",
    "specificity": "specific",
    "testable": "yes",
    "missing": ["owner"],
}


def cut(words: str) -> tuple[tuple[int, int], str]:
    start, end = span(words)
    return (start, end), words


def test_what_lies_outside_is_not_told():
    """Words that were taken out take with them what was read in them, and what that was the reason for."""
    told = within(TOLD, *cut("We will repair the north bridge"))
    assert (told["action"], told["object"]) == ("repair", "the north bridge")
    assert told["spans"]["object"] == [span("the north bridge")]
    assert [told[name] for name in ("deadline", "amount", "condition", "firmness", "testable")] == [None] * 5
    assert told["missing"] == ["date", "number", "owner"]
    assert told["statement"] == TOLD["statement"]


def test_wider_bounds_bring_it_back():
    """Nothing that was read is lost by bounds that were too narrow for a while."""
    narrow = within(TOLD, *cut("We will repair the north bridge"))
    wider = within(narrow, *cut(TEXT.removesuffix(f" {IF}")))
    assert wider["deadline"] == TOLD["deadline"]
    assert wider["object"] == OBJECT
    assert wider["condition"] is None
    assert within(wider, *cut(TEXT)) == TOLD


def test_the_other_half_takes_what_it_holds():
    """Of a sighting's words some have with them what was read within them, and nothing that a person typed."""
    told = taken_out(TOLD, *cut("and the south bridge by March 2027 if two banks agree"))
    assert [told[name]["text"] for name in ("deadline", "amount", "condition")] == [BY, TWO, IF]
    assert not {"action", "object", "kind"} & set(told)
    assert told["statement"] == TOLD["statement"]
    first = taken_out(
        TOLD | {"deadline": {"earliest": "2027", "latest": "2027"}}, *cut("We will repair the north bridge")
    )
    assert (first["action"], first["object"], first["kind"]) == ("repair", "the north bridge", "action")
    assert "deadline" not in first


def test_what_a_person_typed_stays():
    """A deadline without a place in the source does not hang on the bounds; nor need anything have been read."""
    typed = TOLD | {"deadline": {"earliest": "2027", "latest": "2027", "text": None}}
    assert within(typed, *cut("We will repair"))["deadline"] == typed["deadline"]
    assert within({"deadline": None}, (0, 7), TEXT[:7]) == {"deadline": None}
