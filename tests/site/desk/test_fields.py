"""What may be typed into the fields of the desk, and what is said of the rest."""

import re

import pytest

FERRIES = "the government would build forty ferries by 2027"
ACCEPTED = "12 March 2024, 12.03.2024, 2024-03-12, March 2024 or 2024"
DATES = {
    "12 March 2024": "2024-03-12",
    "March 2024": "2024-03",
    "2024": "2024",
    "12.03.2024": "2024-03-12",
    "2024-03-12": "2024-03-12",
}


@pytest.fixture
def pledge(desk, marked) -> str:
    """A promise on record; its id."""
    from pledgebook_site.ledger.selectors import record

    key = marked(FERRIES)
    assert desk.send(f"/desk/queue/{key}/", action="accept", name="Ansa Tevrin").status_code == 303
    return record.sighting(key).pledge


def date_fields(desk):
    """Every date field of the desk: the name of its form's class and its own."""
    from django import forms

    from pledgebook_site.desk.forms import adding, deciding, editing, evidence
    from pledgebook_site.desk.views import people, programmes
    from pledgebook_site.web.forms import PartialDate

    search = evidence.SearchForm()
    found = {("SearchForm", name) for name, field in search.fields.items() if isinstance(field, PartialDate)}
    for module in (adding, deciding, editing, evidence, people, programmes):
        for kind in vars(module).values():
            if isinstance(kind, type) and issubclass(kind, forms.Form):
                fields = kind.base_fields.items()
                found |= {(kind.__name__, name) for name, field in fields if isinstance(field, PartialDate)}
    return found


def test_each_date_of_the_desk_is_of_one_kind(desk):
    """Publication, deadline, evidence, search, verdict, term and programme take dates by one field."""
    assert date_fields(desk) == {
        ("ToldForm", "published"),
        ("MarkForm", "earliest"),
        ("MarkForm", "latest"),
        ("PledgeForm", "earliest"),
        ("PledgeForm", "latest"),
        ("NoteForm", "date"),
        ("SearchForm", "from"),
        ("SearchForm", "to"),
        ("VerdictForm", "effective"),
        ("TermForm", "start"),
        ("TermForm", "end"),
        ("ProgrammeForm", "start"),
        ("ProgrammeForm", "end"),
    }


@pytest.mark.parametrize("typed", DATES)
def test_a_deadline_is_typed_as_people_write_dates(desk, pledge, typed):
    """Each form is recorded as exact as it was typed and no more exact, and stands in the form in words."""
    from pledgebook_site.ledger.selectors import record
    from pledgebook_site.web.dates import partial

    page = f"/desk/pledges/{pledge}/"
    sent = {"action": "save", "name": "Ansa Tevrin", "verdicts_of": "own", "latest": typed}
    assert desk.send(page, **sent).status_code == 303
    assert record.pledge(pledge).deadline["latest"] == DATES[typed]
    assert f'name="latest" value="{partial(DATES[typed])}"' in desk.get(page).content.decode()


def test_a_refused_date_says_what_is_accepted(desk, pledge):
    """One line beside the field names the forms; what was typed stands there still."""
    page = f"/desk/pledges/{pledge}/"
    sent = {"action": "save", "name": "Ansa Tevrin", "verdicts_of": "own", "latest": "03/04/2027"}
    answer = desk.send(page, **sent)
    assert answer.status_code == 400
    found = re.search(r'<p class="err" id="id_latest_error">([^<]+)</p>', answer.content.decode())
    assert ACCEPTED in found[1]
    assert 'value="03/04/2027"' in answer.content.decode()


@pytest.mark.parametrize(
    ("page", "first", "last", "more"),
    [
        ("/desk/pledges/KEY/", "earliest", "latest", {"action": "save", "name": "A. T.", "verdicts_of": "own"}),
        ("/desk/programmes/", "start", "end", {"name": "The Tide Plan"}),
        (
            "/desk/pledges/KEY/evidence/",
            "search-from",
            "search-to",
            {
                "action": "search",
                "search-who": "O. F.",
                "search-where": "the gazette",
                "search-terms": "ferries",
                "search-bearing": "for",
            },
        ),
    ],
)
def test_a_time_does_not_end_before_it_begins(desk, pledge, page, first, last, more):
    """Of two dates the second is refused where it lies before the first."""
    answer = desk.send(page.replace("KEY", pledge), **{first: "2027", last: "March 2026", **more})
    assert answer.status_code == 400
    assert "The end lies before the beginning" in answer.content.decode()


@pytest.mark.parametrize(
    "typed", ["KEY", "SHORT", "http://localhost/desk/pledges/KEY/evidence/", "/pledges/KEY?as_of=2026"]
)
def test_a_whole_is_named_by_its_id_or_by_the_address_of_a_page(desk, pledge, marked, typed):
    """The id, its first digits, and the addresses of the pages of a promise lead to it, pasted with blanks around."""
    from pledgebook_site.ledger.selectors import record

    other = marked("We will open a school on every island")
    assert desk.send(f"/desk/queue/{other}/", action="accept", name="Ansa Tevrin").status_code == 303
    part = record.sighting(other).pledge
    told = typed.replace("KEY", pledge).replace("SHORT", pledge[:10])
    sent = {"action": "save", "name": "Ansa Tevrin", "verdicts_of": "own", "part_of": f" {told} "}
    assert desk.send(f"/desk/pledges/{part}/", **sent).status_code == 303
    assert record.pledge(part).part_of == pledge


@pytest.mark.parametrize("typed", ["https://tracker.example/people/1234abcd/", "the ferries", "0000ffff"])
def test_what_names_no_promise_is_said_at_its_field(desk, pledge, typed):
    """An address of something else, words, and digits that begin no id are refused beside the field."""
    sent = {"action": "save", "name": "Ansa Tevrin", "verdicts_of": "own", "part_of": typed}
    answer = desk.send(f"/desk/pledges/{pledge}/", **sent)
    assert answer.status_code == 400
    assert 'id="id_part_of_error"' in answer.content.decode()


@pytest.mark.parametrize("typed", ["javascript:alert(1)", "example.org/a", "file:///etc/passwd"])
def test_only_addresses_on_the_web_are_taken(desk, pledge, typed):
    """What is told as an address of evidence, or of a source to be fetched, leads to a page or is refused there."""
    page = f"/desk/pledges/{pledge}/evidence/"
    sent = {"note-url": typed, "note-note": "Seen.", "note-bearing": "for"}
    answer = desk.send(page, action="note", **sent)
    assert answer.status_code == 400
    assert 'id="id_note-url_error"' in answer.content.decode()
    answer = desk.client.post("/desk/add/", {"rights": "excerpt", "address": typed})
    assert answer.status_code == 400
    assert 'id="id_address_error"' in answer.content.decode()


def test_an_address_that_leads_nowhere_is_not_linked(desk, pledge):
    """Evidence that came with a false address before such were refused is shown by its words, without a link."""
    from pledgebook_site.ledger.models import EvidenceRow

    page = f"/desk/pledges/{pledge}/evidence/"
    sent = {"note-url": "https://example.org/a", "note-note": "Seen.", "note-bearing": "for"}
    assert desk.send(page, action="note", **sent).status_code == 303
    assert 'href="https://example.org/a"' in desk.get(page).content.decode()
    for row in EvidenceRow.objects.all():
        row.data["url"] = "javascript:alert(1)"
        row.save()
    shown = desk.get(page).content.decode()
    assert "javascript:alert(1)" in shown
    assert 'href="javascript' not in shown


@pytest.mark.parametrize(
    ("field", "typed", "fault"),
    [
        ("language", '"><script>', "no code of a language"),
        ("language", "x" * 400, "no code of a language"),
        ("language", "en" + "-ab" * 50, "no code of a language"),
        ("published", "2999", "has not come yet"),
        ("published", "12 March 2999", "has not come yet"),
    ],
)
def test_what_a_document_cannot_be(desk, marked, field, typed, fault):
    """No text but a code is a language, and nothing was published on a day to come: the field says so."""
    from pledgebook_site.ledger.selectors import record
    from pledgebook_site.ledger.selectors.log import the_log

    page, size = f"/desk/documents/{record.sighting(marked(FERRIES)).document}/", the_log().size
    told = {"action": "correct", "language": "pt-BR", "genre": "news", "rights": "excerpt"}
    answer = desk.send(page, **told | {field: typed})
    assert answer.status_code == 400
    assert re.search(f'id="id_{field}_error">[^<]*{fault}', answer.content.decode())
    assert the_log().size == size
    assert desk.send(page, **told | {"published": "2024"}).status_code == 303
