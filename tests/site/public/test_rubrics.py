"""What a status means is told in the language of the page, and is what the verdict was measured by."""

import re

import pytest
import yaml

from pledgebook.ledger.rating import known, read_scale, reasons, scale
from pledgebook_site.catalogues.rubrics import DRAFTS, rubric

LANGUAGES = ("ru", "kk")


def texts() -> list[str]:
    scales = [entry.text["en"] for name in known() for entry in scale(name).entries]
    return [*scales, *(one.text["en"] for one in reasons().values())]


def test_every_rubric_is_drafted_in_each_language():
    """Each text of the scales and reasons that come with pledgebook has a draft, and no draft is of another text."""
    listed = yaml.safe_load(DRAFTS.read_text("utf8"))
    assert sorted(one["en"] for one in listed) == sorted(set(texts()))
    assert all(one[language].strip() for one in listed for language in LANGUAGES)
    assert "Drafted by a machine" in DRAFTS.read_text("utf8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_labels_are_said_in_each_language(language):
    """What an entry is called is said in each language by the scale itself."""
    labels = [entry.label for name in known() for entry in scale(name).entries] + [
        one.label for one in reasons().values()
    ]
    assert all(label.get(language) for label in labels)


def test_only_the_text_that_was_translated_is_shown_so():
    """A text of another version, or of one's own, is shown as it is on record; one's own translation goes first."""
    told = texts()[0]
    assert rubric({"en": told}, language="ru").drafted
    assert rubric({"en": told}, language="kk-KZ").drafted
    assert rubric({"en": told}, language="en") == rubric({"en": told}, language="de")
    changed = rubric({"en": told + " Or not."}, language="ru")
    assert (changed.text, changed.drafted) == (told + " Or not.", False)
    own = rubric({"en": told, "ru": "Своё"}, language="ru")
    assert (own.text, own.drafted) == ("Своё", False)


def test_a_page_tells_the_rubric_in_its_language(at_desk, filled, read):
    """The slip says in Russian what the status means and that a machine has translated it; the event says neither."""
    from pledgebook_site.ledger.selectors import record

    page = read(f"/pledges/{filled.clinics}/?lang=ru")
    (entry,) = (one for one in record.scale()["entries"] if one["id"] == "in-the-works")
    assert rubric(entry["text"], language="ru").text in page
    assert set(entry["text"]) == {"en"}
    assert rubric(entry["text"], language="en").text in read(f"/pledges/{filled.clinics}/?lang=en")


OWN = """
id: politifact
name: PolitiFact's six, with two
rubric: "2"
source: ours
entries:
  - {id: not-yet-rated, label: {en: Not yet rated}, phase: initial, text: {en: Nobody has looked.}}
  - {id: in-the-works, label: {en: In the works}, phase: progress, text: {en: A NEWTEXT of the same status.}}
"""


def test_a_verdict_means_what_its_rubric_said(at_desk, filled, read, tmp_path):
    """Where the rubric has changed since, the page of a promise tells the text with which the verdict was given."""
    from pledgebook_site.ledger.services.settings import use_scale

    path = tmp_path / "own.yml"
    path.write_text(OWN, encoding="utf8")
    use_scale(read_scale(path), author=at_desk.author)
    page = read(f"/pledges/{filled.clinics}/")
    assert "NEWTEXT" not in page
    assert "Work has begun that can be seen" in page
    at_desk.judge(filled.clinics, "in-the-works", "Still.")
    assert "NEWTEXT" in read(f"/pledges/{filled.clinics}/")


OURS = """
id: ours
name: Ours
rubric: "1"
source: ours
entries:
  - {id: done, label: {en: Done}, phase: final, text: {en: It is done.}}
  - {id: dropped, label: {en: Dropped}, phase: final, broken: true, text: {en: It was given up.}}
"""


def test_a_scale_of_ones_own_in_public(at_desk, filled, read, tmp_path):
    """The front page and the list speak with the words of the tracker's own scale, with shapes that differ."""
    from pledgebook_site.ledger.services.settings import use_scale

    path = tmp_path / "ours.yml"
    path.write_text(OURS, encoding="utf8")
    use_scale(read_scale(path), author=at_desk.author)
    at_desk.judge(filled.clinics, "dropped", "The minister has said so.")
    front = read("/")
    assert "Of 2 promises tracked, 1 with a final verdict" in front
    assert re.search(r'<use href="#m-diamond"/></svg>\s*Dropped', front)
    assert re.search(r'<use href="#m-square"/></svg>\s*Done', front)
    assert "Dropped" in read("/pledges/?status=dropped")


def test_a_status_of_another_scale_keeps_its_name(at_desk, filled, read):
    """After a change of scale older verdicts are called what their own scale calls them, and final ones are over."""
    from pledgebook.ledger.rating import scale as shipped
    from pledgebook_site.ledger.services.settings import use_scale

    at_desk.judge(filled.clinics, "compromise", "Half of them.")
    use_scale(shipped("polimetre"), author=at_desk.author)
    for path in ("/", "/pledges/", f"/pledges/{filled.clinics}/"):
        text = re.sub(r"<[^>]*>", "", read(path))
        assert "Compromise" in text, path
        assert "compromise" not in text, path
    assert "1 has a final verdict." in read("/")
