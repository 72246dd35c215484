"""A form of the review page that was refused: open, with what was typed and what is wrong beside it."""

import re

import pytest

from pledgebook.ledger.values import AccountRole

FERRIES = "the government would build forty ferries by 2027"
SCHOOL = "We will open a school on every island"


def opened(page: str, name: str) -> str:
    """The unfolded part with this id, or whose summary is this."""
    found = re.search(rf'<details(?: id="{name}")? open><summary>(?:(?!</details>).)*</details>', page, re.DOTALL)
    if name in ("Join to another one", "Accept it after all"):
        found = re.search(rf"<details open><summary>{name}(?:(?!</details>).)*</details>", page, re.DOTALL)
    assert found is not None, name
    return found[0]


FORMS = {
    "accepting": ({"action": "accept", "name": "", "title": "Forty ferries"}, "id_name", "Forty ferries"),
    "reject": ({"action": "reject", "own_reason": "  "}, "r_own_reason", None),
    "bounds": ({"action": "bounds", "b-words": "fifty ferries"}, "b_b-words", "fifty ferries"),
    "split": ({"action": "split", "d-words": "sixty ferries"}, "d_d-words", "sixty ferries"),
    "Join to another one": ({"action": "join", "pledge": "0000ffff"}, "j_pledge", "0000ffff"),
}


@pytest.mark.parametrize("name", FORMS)
def test_a_refused_form_stays_open_with_what_was_typed(desk, marked, name):
    """Whatever is refused on the review page is said at its field, in its form, with a link that leads there."""
    sent, field, typed = FORMS[name]
    page = f"/desk/queue/{marked(FERRIES)}/"
    before = desk.seen(page)
    answer = desk.send(page, **sent)
    assert answer.status_code == 400
    whole = answer.content.decode()
    part = opened(whole, name)
    assert f'<p class="err" id="{field}_error">' in part
    assert typed is None or typed in part
    assert f'<a href="#{field}">' in whole
    assert "Undo" not in whole
    assert desk.types_after(before) == []


def test_the_parts_that_were_ticked_stay_ticked(desk, marked):
    """Too few parts are refused, and the boxes stand as they were sent."""
    from pledgebook_site.ledger.models import SightingRow
    from pledgebook_site.ledger.selectors import record

    first = marked("build forty ferries")
    second = marked("by 2027", document=record.sighting(first).document)
    statement = {"start": 60, "end": 170, "act": "pledge", "manner": "indirect", "quoted": []}
    for row in SightingRow.objects.all():
        row.data["told"]["statement"] = statement
        row.save()
    sent = {"parts": "on", "sighting": [first], "name": "Ansa Tevrin", "title": "Ferries"}
    answer = desk.send(f"/desk/queue/{first}/", **sent)
    assert answer.status_code == 400
    part = opened(answer.content.decode(), "parts")
    assert f'value="{first}" checked' in part
    assert f'value="{second}">' in part
    assert 'value="Ferries"' in answer.content.decode()


@pytest.mark.parametrize(
    "typed", ["KEY", "SHORT", "SAID", "https://tracker.example/desk/pledges/KEY/", "/pledges/KEY/"]
)
def test_a_known_promise_is_joined_by_what_was_pasted(desk, marked, typed):
    """Its id, the first digits of it, the id of words that said it before, or an address of one of its pages."""
    from pledgebook_site.ledger.selectors import record

    first = marked(FERRIES)
    second = marked(SCHOOL, document=record.sighting(first).document)
    desk.send(f"/desk/queue/{first}/", action="accept", name="Ansa Tevrin", title="Forty ferries")
    known = record.sighting(first).pledge
    told = typed.replace("KEY", known).replace("SHORT", known[:8]).replace("SAID", first)
    answer = desk.send(f"/desk/queue/{second}/", action="join", pledge=told)
    assert answer.status_code == 303, answer.content.decode()
    assert record.sighting(second).pledge == known
    assert "You joined it to “Forty ferries”" in desk.get(f"/desk/queue/{second}/").content.decode()


def test_accepting_after_all_stays_open(desk, marked):
    """Also what was rejected before, and is accepted without saying who promises, keeps its form."""
    page = f"/desk/queue/{marked(FERRIES)}/"
    desk.send(page, action="reject", reason="view")
    answer = desk.send(page, action="accept", name="", role="Minister of Ports")
    assert answer.status_code == 400
    part = opened(answer.content.decode(), "Accept it after all")
    assert 'value="Minister of Ports"' in part
    assert "Say who" in part


@pytest.mark.parametrize("action", ["record-only", "withdraw"])
def test_a_decision_about_a_promise_says_why(desk, marked, action):
    """Recording only and taking back are refused without a reason, which is said at the field."""
    from pledgebook_site.ledger.selectors import record

    key = marked(FERRIES)
    desk.send(f"/desk/queue/{key}/", action="accept", name="Ansa Tevrin")
    page = f"/desk/pledges/{record.sighting(key).pledge}/"
    answer = desk.send(page, action=action, reason=" ")
    assert answer.status_code == 400
    prefix = {"record-only": "track", "withdraw": "back"}[action]
    assert f'<p class="err" id="{prefix}_reason_error">Say why' in answer.content.decode()
    assert desk.send(page, action=action, reason="a trial").status_code == 303


def test_words_that_are_not_in_a_document_stay_in_its_form(desk, added):
    """Marking by hand what does not stand in the text is refused beside the words, in the open form."""
    page = f"/desk/documents/{added()}/"
    answer = desk.send(page, action="mark", words="nine ferries", name="Ansa Tevrin", latest="2027")
    assert answer.status_code == 400
    whole = answer.content.decode()
    assert '<details open id="mark">' in whole
    assert '<p class="err" id="m_words_error">' in whole
    assert "nine ferries</textarea>" in whole


def test_who_may_not_is_told_so_at_the_desk(desk_of):
    """An editor who asks for an administrator's page stays within the desk; a stranger is in public."""
    desk = desk_of(role=AccountRole.EDITOR)
    answer = desk.get("/desk/accounts/")
    assert answer.status_code == 403
    assert '<a href="/desk/queue/"' in answer.content.decode()
    assert "Sign out" in answer.content.decode()
    answer = desk.get("/desk/pledges/0/")
    assert answer.status_code == 404
    assert "Sign out" in answer.content.decode()
    answer = desk.get("/pledges/0/")
    assert answer.status_code == 404
    assert "Sign out" not in answer.content.decode()
