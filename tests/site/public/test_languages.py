"""The public pages speak English, Russian and Kazakh."""

import pytest
from django.utils import translation
from django.utils.translation import ngettext


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", {1: "1 day left", 2: "2 days left", 21: "21 days left"}),
        (
            "ru",
            {
                1: "Остался 1 день",
                2: "Осталось 2 дня",
                5: "Осталось 5 дней",
                21: "Остался 21 день",
                11: "Осталось 11 дней",
            },
        ),
        ("kk", {1: "1 күн қалды", 2: "2 күн қалды"}),
    ],
)
def test_plural_forms(store, language, told):
    """Counted words have the form that the language asks for."""
    with translation.override(language):
        assert {n: ngettext("%(n)s day left", "%(n)s days left", n) % {"n": n} for n in told} == told


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", ("12 March 2024", "Where it was said", "In the works")),
        ("ru", ("12 марта 2024", "Где это сказано", "В работе")),
        ("kk", ("12 наурыз", "Қайда айтылды", "Жұмыс жүріп жатыр")),
    ],
)
def test_a_page_in_each_language(filled, read, language, told):
    """Words, dates and the labels of the scale are those of the language; the source's words stay as they are."""
    page = read(f"/pledges/{filled.clinics}/?lang={language}")
    assert f'<html lang="{language}"' in page
    for words in (*told, "We will open forty clinics by 2027"):
        assert words in page, words


def test_a_language_that_the_tracker_does_not_speak(filled, read):
    """Who asks for another language gets the tracker's first."""
    assert '<html lang="en"' in read("/?lang=de")
