"""From a pasted text to a verdict signed by two, in the browser, by plain forms."""

import re

import pytest

from pledgebook.ledger.values import AccountRole

pytest.importorskip("pledgebook_en", reason="the weights are not installed")


def test_a_pasted_text_becomes_a_verdict_that_two_have_signed(desk_of):
    """The whole walk: paste, correct, review, accept, edit, evidence, verdict, second signature."""
    from pledgebook_site.ledger.selectors.accounts import account
    from pledgebook_site.ledger.services.settings import change_setting

    one, other = desk_of("Oda Fenwick"), desk_of("Jonas Pell")
    change_setting("two_signatures", "on", author=account("local").author)

    sighting = _pasted(one)
    page = one.get(f"/desk/queue/{sighting}/").content.decode()
    assert "mk pledge here" in page
    answer = one.send(f"/desk/queue/{sighting}/", action="accept", name="Ansa Tevrin", title="Forty ferries by 2027")
    assert answer.status_code == 303
    pledge = _pledge(sighting)

    answer = one.send(f"/desk/pledges/{pledge}/", action="save", **_saved(summary_en="Forty ferries."))
    assert answer.status_code == 303, answer.content.decode()
    search = {"who": "O. F.", "where": "the gazette", "from": "2024", "to": "2026-03", "terms": "ferries"}
    told = {f"search-{name}": value for name, value in {**search, "bearing": "against"}.items()}
    assert one.send(f"/desk/pledges/{pledge}/evidence/", action="search", **told).status_code == 303

    from pledgebook_site.ledger.selectors import record

    (evidence,) = record.pledge(pledge).evidence
    verdict = {"status": "stalled", "explanation": "Nothing was found.", "evidence": evidence}
    assert one.send(f"/desk/pledges/{pledge}/verdict/", action="give", **verdict).status_code == 303
    assert record.pledge(pledge).status is None
    (given,) = record.pledge(pledge).verdicts
    sign = {"action": "sign", "verdict": given}
    page = f"/desk/pledges/{pledge}/verdict/"
    assert b"two different persons" in one.send(page, password=one.password, **sign).content
    assert other.send(page, password="not his password", **sign).status_code == 400
    assert other.send(page, password=other.password, **sign).status_code == 303
    assert record.pledge(pledge).status == "stalled"


def test_a_reader_of_drafts_sees_and_decides_nothing(desk_of, marked):
    """Who may only read finds no form, and what he sends is refused."""
    desk = desk_of(role=AccountRole.READER)
    key = marked("forty ferries by 2027")
    page = desk.get(f"/desk/queue/{key}/")
    assert page.status_code == 200
    assert b'value="accept"' not in page.content
    assert desk.client.post(f"/desk/queue/{key}/", {"seen": "99", "action": "accept"}).status_code == 403


def _pasted(desk):
    answer = desk.client.post("/desk/add/", {"text": desk.article, "rights": "excerpt"})
    assert answer.status_code == 303, answer.content.decode()
    job = answer["Location"]
    page = desk.get(job).content.decode()
    (prefix,) = re.findall(r'name="([0-9a-f]{8})-published"', page)
    told = {"title": "Ferries to the islands", "published": "2024-03-12", "language": "en", "genre": "news"}
    told |= {"publisher": "The Bay Letter", "rights": "excerpt"}
    answer = desk.client.post(job, {f"{prefix}-{name}": value for name, value in told.items()})
    assert answer.status_code == 303, answer.content.decode()
    page = desk.get(job).content.decode()
    assert "suggestion" in page
    found = re.search(r'href="(/desk/queue/)"', page)
    assert found is not None, page
    queue = desk.get("/desk/queue/").content.decode()
    return re.search(r"/desk/queue/([0-9a-f]{32})/", queue)[1]


def _pledge(sighting):
    from pledgebook_site.ledger.selectors import record

    return record.sighting(sighting).pledge


def _saved(**told):
    return {"title_en": "Forty ferries by 2027", "name": "Ansa Tevrin", "verdicts_of": "own", **told}
