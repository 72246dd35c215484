"""The desk says of a verdict that another has followed since when it is no longer in force."""

import re


def test_a_verdict_that_another_has_followed(desk, marked, store):
    """Only the last verdict is in force; of the one before stands when it was superseded and by which status."""
    from pledgebook_site.ledger.services import sightings, verdicts

    author = desk.account.author
    pledge = sightings.accept(marked("the government would build forty ferries by 2027"), author=author)
    for why in ("Nobody looked.", "It is too early."):
        verdicts.give(pledge, "not-yet-rated", author=author, explanation=why)
    page = desk.get(f"/desk/pledges/{pledge}/verdict/").content.decode()
    heads = re.findall(r"<header><h2>.*?</header>", page, re.S)
    assert "In force" in heads[0]
    assert "In force" not in heads[1]
    assert re.search(r"Superseded on \d+ \w+ \d{4}: .*Not yet rated", heads[1])
