"""What the record refuses is said in the language of the page."""

import pytest
from django.utils import translation

from pledgebook_site.catalogues import LANGUAGES, all_refusals, refusals

SAID = {
    "refused: the pledge is withdrawn already.": "отказано: обещание уже снято с учёта.",
    "refused: entry 5 (pledge.titled) came after it; undo that first.": (
        "отказано: после неё была строка 5 (pledge.titled); сначала отмените её."
    ),
    "old.gz: is a gzip archive; unpack it first.": "old.gz: это архив gzip; сначала распакуйте его.",
    "quay.pdf: page 3 of the PDF is broken; save it once more.": (
        "quay.pdf: страница 3 в PDF повреждена; сохраните файл ещё раз."
    ),
}


@pytest.mark.parametrize("line", SAID)
def test_a_refusal_is_recognised(django, line):
    """A line is told in the words of its message, with the same things in their places; a line within it, too."""
    with translation.override("ru"):
        assert refusals.told(line) == SAID[line]
    with translation.override("en"):
        assert refusals.told(line) == line


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_refusal_is_recognised(django, language):
    """Whatever stands in its places, each line that the library may refuse with is told in the language."""
    filled = [refusals._PLACE.sub("Ωμέγα", line) for _, line in all_refusals()]
    with translation.override(language):
        assert [line for line in filled if refusals.told(line) == line] == []


def test_a_line_that_no_message_makes_stays(django):
    """What is not known is shown as it is; nothing is nothing."""
    with translation.override("kk"):
        assert refusals.told("Nobody has translated this line.") == "Nobody has translated this line."
        assert refusals.told("") == ""


def test_lines_are_collected_with_the_names_of_their_places():
    """A place is called as the thing that stands there, so that a translator sees what it will be."""
    lines = {line for _, line in all_refusals()}
    assert "the text of the document {id} was taken out of the record." in lines
    assert "the pledge is withdrawn" in lines
    assert "{name}: is {description}." in lines
