"""The pages of those who promise."""

import pytest

WORDS = "We will open forty clinics by 2027"


@pytest.mark.parametrize("name", ["?", ".", "..", "!!!", "\N{WAVING HAND SIGN}"])
def test_a_name_without_a_letter_has_no_page(at_desk, read, name):
    """A promisor whose name makes no address is told without a link, and breaks no page of the public site."""
    promisor = {"name": name, "role": "First Minister", "person": None}
    source = at_desk.take(f"“{WORDS},” she said.", "full", published="2026-05-01")
    pledge = at_desk.accept(at_desk.propose(source, WORDS, quoted=True, promisor=promisor), "Clinics")
    for path in ("/", "/pledges/", f"/pledges/{pledge}/", f"/documents/{source}/", "/feed.atom"):
        told = read(path)
        assert "/people//" not in told, path
        assert 'href="/people/.' not in told, path
    assert f"<b>{name}</b>, First Minister" in read(f"/pledges/{pledge}/")
    assert "nobody has promised" in read("/people/")
    read(f"/people/{name.replace('?', '%3F')}/", status=404)
    read("/people/-/", status=404)
