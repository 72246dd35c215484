"""Dates, numbers, marks and quotations in the reader's language."""

import pytest

from pledgebook_site.web import labels

DAYS = {
    "en": ("12 March 2024", "March 2024"),
    "ru": ("12 марта 2024", "март 2024"),
    "kk": ("2024 ж. 12 наурыз", "2024 ж. наурыз"),
}


@pytest.fixture
def spoken(sqlite_template):
    """A function that renders a template in a language."""
    sqlite_template.boot()
    from django.template import Context, Template
    from django.utils import translation

    def render(source: str, language: str = "en", **told: object) -> str:
        with translation.override(language):
            return Template(source).render(Context(told))

    return render


@pytest.mark.parametrize("language", DAYS)
def test_partial_dates(spoken, language):
    """A day, a month and a year are written as the language writes them, and never made more exact."""
    written = [
        spoken("{{ told|partial_date }}", language, told=told).replace("\u202f", " ").replace("\xa0", " ")
        for told in ("2024-03-12", "2024-03", "2024", None)
    ]
    assert written == [*DAYS[language], "2024", ""]


@pytest.mark.parametrize(
    ("earliest", "latest", "said"),
    [
        ("2027", "2027", "in 2027"),
        ("2027-03-01", "2027-03-01", "on 1 March 2027"),
        ("2026", "2027-05", "not before 2026, at the latest May 2027"),
        (None, "2027", "at the latest 2027"),
        ("2027", None, "not before 2027"),
        (None, None, ""),
    ],
)
def test_deadlines(spoken, earliest, latest, said):
    """An interval says both of its ends, or the one that is known."""
    assert spoken("{% due earliest latest %}", earliest=earliest, latest=latest) == said


@pytest.mark.parametrize(
    ("told", "read"),
    [
        ("12 March 2024", "2024-03-12"),
        ("12. März 2024", None),
        ("12 марта 2024", "2024-03-12"),
        ("наурыз 2024", "2024-03"),
        (" march  2024 ", "2024-03"),
        ("12.3.2024", "2024-03-12"),
        ("2024", "2024"),
        ("March 12, 2024", "2024-03-12"),
        ("12th March 2024", "2024-03-12"),
        ("12 марта 2024 года", "2024-03-12"),
        ("2024 жылғы 12 наурыз", "2024-03-12"),
        ("2024-3", "2024-03"),
        ("3/4/2024", None),
        ("12 March", None),
        ("about 12 March 2024", None),
        ("2024-02-30", None),
        ("31 April 2024", None),
        ("soon", None),
    ],
)
def test_dates_are_read_as_people_type_them(sqlite_template, told, read):
    """Dates typed in words, with dots or as ISO are read in the three languages; days that do not exist are none."""
    sqlite_template.boot()
    from pledgebook_site.web.dates import read_partial

    assert read_partial(told) == read


@pytest.mark.parametrize("language", DAYS)
@pytest.mark.parametrize("told", ["2024-03-12", "2024-03", "2024"])
def test_what_is_written_is_read_again(spoken, language, told):
    """A date as a page writes it can be typed, or left in its field, in any language of the pages."""
    from pledgebook_site.web.dates import read_partial

    assert read_partial(spoken("{{ told|partial_date }}", language, told=told)) == told


def test_numbers(spoken):
    """Thousands are parted as the language parts them."""
    assert spoken("{{ told|number }}", told=2318) == "2,318"
    assert spoken("{{ told|number }}", "ru", told=2318).replace("\xa0", " ") == "2 318"
    assert spoken("{{ told|percent }}", told=0.285) in ("28%", "29%")


def test_status_is_shape_then_word(spoken):
    """A status has the shape of its entry and its word in the reader's language; none is not yet rated."""
    from pledgebook.ledger.rating import scale

    told = scale("politifact").to_data()
    kept = spoken("{% status 'kept' scale %}", "ru", scale=told)
    assert 'href="#m-kept"' in kept
    assert kept.index("svg") < kept.index("Обещание выполнено")
    assert "#m-none" in spoken("{% status None scale %}", scale=told)
    own = {"id": "done", "phase": "final", "label": {"en": "<Done>"}}
    assert "&lt;Done&gt;" in spoken("{% status own %}", own=own)


def test_every_shape_is_drawn(spoken):
    """The sprite holds each shape that a status can have."""
    sprite = spoken("{% include 'web/parts/sprite.html' %}")
    assert [shape for shape in labels.SHAPES if f'id="m-{shape}"' not in sprite] == []


def test_marks_only_around_verbatim_words(spoken):
    """Verbatim words stand in the marks of their language; reported ones in none, with who reports them."""
    verbatim = spoken("{% quotation 'Мост будет' verbatim=True language='ru' %}")
    assert "«Мост будет»" in verbatim
    assert 'class="said" lang="ru"' in verbatim
    reported = spoken("{% quotation words verbatim=False publisher='The Courier' %}", words="the bridge <will> stand")
    assert "As reported by The Courier" in reported
    assert "the bridge &lt;will&gt; stand" in reported
    assert not set("“”«»") & set(reported)


def test_language_is_chosen_among_the_trackers(browser, add):
    """The language asked for is remembered, else the browser's, else the tracker's first; the desk speaks others."""
    from pledgebook_site.ledger.services.settings import change_setting

    change_setting("languages", "kk,en", author=add("Ilmara").author)
    client = browser()
    assert 'lang="kk"' in client.get("/desk/sign-in/").content.decode()
    assert 'lang="en"' in client.get("/desk/sign-in/", HTTP_ACCEPT_LANGUAGE="ru,en;q=0.5").content.decode()
    assert 'lang="en"' in client.get("/desk/sign-in/?lang=en").content.decode()
    assert '<html lang="en"' in client.get("/desk/sign-in/").content.decode()
    assert '<html lang="en"' in client.get("/?lang=ru").content.decode()
    assert '<html lang="ru"' in client.get("/desk/sign-in/?lang=ru").content.decode()
