"""The catalogues are whole, keep the places of their messages, count as their languages do, and are compiled."""

import re
from pathlib import Path

import pytest
from django.utils import translation
from django.utils.translation import ngettext

from pledgebook_site.catalogues import (
    BORROWED,
    DOMAINS,
    LANGUAGES,
    all_refusals,
    catalogue,
    compiled,
    messages,
    po_of,
    template,
)

PLACE = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w+\}|<[^>]+>")
WHOLE = [(language, domain) for language in LANGUAGES for domain in DOMAINS]


def forms(told) -> tuple[str, ...]:
    """A message or a translation in all its forms."""
    return told if isinstance(told, tuple) else (told,)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_in_the_catalogue(language):
    """Every string of the pages and every refusal is known and translated: else a reader would meet it in English."""
    known, refusing = catalogue(language), catalogue(language, "refusals")
    wanted = [(path.name, told, context) for path, told, context in messages("web", "public", "desk")]
    assert len(wanted) > 1000
    lacking = [one for one in wanted if known.get(one[1], one[2]) is None]
    lacking += [(path.name, line, None) for path, line in all_refusals() if refusing.get(line) is None]
    assert lacking == []


@pytest.mark.parametrize(("language", "domain"), WHOLE)
def test_nothing_is_empty_or_guessed(language, domain):
    """Every message has all its forms, none is marked as fuzzy, and none is kept that no page says any more."""
    known = catalogue(language, domain)
    assert [one.id for one in known if one.id and not all(forms(one.string))] == []
    assert [one.id for one in known if one.id and one.fuzzy] == []
    assert known.obsolete == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_places_of_a_message_are_kept(language):
    """What is filled in, and what is marked up, stands in each form of a translation as in the message."""
    wrong = []
    for one in catalogue(language):
        if one.id and one.id not in BORROWED:
            wanted = sorted(PLACE.findall(forms(one.id)[-1]))
            wrong += [(one.id, form) for form in forms(one.string) if sorted(PLACE.findall(form)) != wanted]
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_places_of_a_refusal_are_known(language):
    """A refusal may leave a place out, and names none that its message does not fill."""
    wrong = []
    for one in catalogue(language, "refusals"):
        if one.id and not set(PLACE.findall(one.string)) <= set(PLACE.findall(one.id)):
            wrong.append((one.id, one.string))
    assert wrong == []


@pytest.mark.parametrize(("language", "domain"), WHOLE)
def test_the_compiled_catalogue_is_that_of_the_source(language, domain):
    """What gettext reads is compiled from the catalogue that people read, which says that a machine drafted it."""
    assert po_of(language, domain).with_suffix(".mo").read_bytes() == compiled(language, domain)
    assert "Drafted by a machine" in Path(po_of(language, domain)).read_text(encoding="utf8").splitlines()[0]


@pytest.mark.parametrize(
    ("language", "wanted"),
    [
        ("en", {1: "1 suggestion", 2: "2 suggestions", 5: "5 suggestions", 21: "21 suggestions"}),
        ("ru", {1: "1 находка", 2: "2 находки", 5: "5 находок", 11: "11 находок", 21: "21 находка", 22: "22 находки"}),
        ("kk", {1: "1 ұсыныс", 2: "2 ұсыныс", 5: "5 ұсыныс", 21: "21 ұсыныс"}),
    ],
)
def test_plural_forms(django, language, wanted):
    """Counted words have the form that the language asks for."""
    with translation.override(language):
        told = {n: ngettext("%(number)s suggestion", "%(number)s suggestions", n) % {"number": n} for n in wanted}
    assert told == wanted


@pytest.mark.parametrize("number", [1, 2, 5, 21])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_counted_message_can_be_filled(django, language, number):
    """Each message with a number is said for one, for few and for many, with nothing left to fill."""
    counted = [one.id for one in template() if isinstance(one.id, tuple)]
    assert len(counted) > 30
    with translation.override(language):
        for one in counted:
            filled = dict.fromkeys(re.findall(r"%\((\w+)\)", one[1]), number) or number
            told, english = (
                say(*one, number) for say in (ngettext, lambda single, many, n: single if n == 1 else many)
            )
            assert told != english, one
            assert "%" not in (told % filled if "%" in told else told)
