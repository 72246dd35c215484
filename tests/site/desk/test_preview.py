"""The preview: exactly the page that the public would see, before it sees it."""

import re

import pytest
from lxml import html

from pledgebook.ledger.values import AccountRole
from tests.site.public.conftest import MARKERS, at_desk, filled, read, stranger  # noqa: F401

PASSWORD = "seven grey herons"


@pytest.fixture
def editor(store):
    """A client that is signed in as an editor."""
    from django.test import Client

    from pledgebook_site.ledger.selectors.accounts import account
    from pledgebook_site.ledger.services.accounts import add_account

    made = add_account("Ilmara", password=PASSWORD, role=AccountRole.EDITOR, by=account("local"))
    client = Client(SERVER_NAME="localhost")
    client.force_login(made, backend="pledgebook_site.web.signing.Accounts")
    return client


def seen(client, key: str, told: dict | None = None, *, status: int = 200) -> str:
    path = f"/desk/pledges/{key}/preview/"
    answer = client.get(path) if told is None else client.post(path, told)
    assert answer.status_code == status
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Robots-Tag"] == "noindex"
    return answer.content.decode()


def main(page: str) -> str:
    """What stands between the banner and the foot, without what is only said of the moment."""
    return re.sub(r"\s+", " ", re.search(r"<main.*</main>", page, re.S)[0])


def size() -> int:
    from pledgebook_site.ledger.selectors.log import the_log

    return the_log().size


def test_it_is_the_public_page(editor, filled, read):  # noqa: F811
    """Where nothing waits the preview is the public page, to the letter, under a banner that says what it is."""
    page = seen(editor, filled.fish)
    assert main(page) == main(read(f"/pledges/{filled.fish}/"))
    assert "A preview: this page itself is not public." in page
    assert "Nothing waits" in page
    assert '<meta name="robots" content="noindex">' in page
    assert f'href="/desk/pledges/{filled.fish}/"' in page
    assert "A preview" not in read(f"/pledges/{filled.fish}/")


def test_a_verdict_that_waits_for_a_signature(editor, at_desk, filled, read):  # noqa: F811
    """The verdict that lacks a signature is shown as if it had it; once it is signed the public sees that page."""
    from pledgebook_site.ledger.models import VerdictRow
    from pledgebook_site.ledger.selectors.accounts import account
    from pledgebook_site.ledger.services import accounts, verdicts

    before = size()
    page = seen(editor, filled.clinics)
    assert "UNSIGNED" in page
    assert "Stalled" in page
    assert "shown as if it had it" in page
    assert size() == before
    assert "UNSIGNED" not in read(f"/pledges/{filled.clinics}/")
    assert [one for one in MARKERS if one in page and one != "UNSIGNED"] == []
    waiting = VerdictRow.objects.get(standing="unsigned").pk
    for name in ("Tarn", "Oda"):
        made = accounts.add_account(name, password=PASSWORD, role=AccountRole.PUBLISHER, by=account("local"))
        verdicts.sign(waiting, author=made.author)
    told = (
        re.search(r'<aside class="slip".*?</aside>', one, re.S)[0]
        for one in (page, read(f"/pledges/{filled.clinics}/"))
    )
    assert len({re.sub(r"Signed by[^.]*[.]", "", one) for one in told}) == 1


def test_a_suggestion_as_if_it_were_accepted(editor, at_desk, filled):  # noqa: F811
    """A suggestion that waits has the page that it would have; a promisor that nobody has confirmed is not on it."""
    guess = {"name": "GUESSED Minister", "role": None, "basis": "inferred", "start": None, "end": None, "text": None}
    words = "FULLAFTER stands in the next paragraph"
    waiting = at_desk.propose(filled.full, words, quoted=True, promisor=guess)
    before = size()
    page = seen(editor, waiting)
    assert words in page
    assert "GUESSED" not in page
    assert "if the suggestion were accepted" in page
    assert f'href="/desk/queue/{waiting}/"' in page
    assert size() == before
    hidden = seen(editor, at_desk.propose(filled.none, "NONEAFTER"))
    assert "NONE" not in re.sub(r"<title>.*?</title>", "", hidden)


def test_what_is_written_and_not_saved(editor, filled, read):  # noqa: F811
    """A form is shown as it would look, and nothing of it is recorded; one that is not whole says so."""
    page = html.fromstring(editor.get(f"/desk/pledges/{filled.clinics}/").content)
    told = dict(next(one for one in page.forms if "title_en" in one.fields).form_values())
    before = size()
    page = seen(editor, filled.clinics, told | {"title_en": "Forty clinics and a half", "latest": "2028"})
    assert "Forty clinics and a half" in page
    assert "31 December 2028" in page
    assert "not saved yet" in page
    assert size() == before
    assert "and a half" not in read(f"/pledges/{filled.clinics}/")
    for wrong in ({"latest": "soon"}, {"part_of": "f" * 32}):
        assert 'aria-invalid="true"' in seen(editor, filled.clinics, told | wrong, status=400)


def test_who_may_see_it(editor, filled, stranger):  # noqa: F811
    """Nobody who is not signed in gets it, and the editor of a promise leads to it."""
    path = f"/desk/pledges/{filled.clinics}/preview/"
    assert stranger.get(path).status_code == 302
    assert stranger.post(path).status_code == 403
    assert editor.get(f"/desk/pledges/{'0' * 32}/preview/").status_code == 404
    assert path in editor.get(f"/desk/pledges/{filled.clinics}/").content.decode()
