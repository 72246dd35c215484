"""The public pages in each language of the tracker."""

import pytest

FIRST = {"en": "Promises", "ru": "Обещания", "kk": "Уәделер"}
PATHS = ("/", "/pledges/", "/pledges/{kept}/", "/people/", "/programmes/", "/accuracy/")
HEADS = """[...document.querySelectorAll("h1, h2, h3, th, nav a, dt, label, button")]
  .map((one) => one.innerText.trim().split("\\n")[0])"""


@pytest.fixture
def heads(demo, new_page):
    """A function that gives the headings and labels of a page in a language, read by a reader who speaks it."""

    kept = demo.pledge("The eastern quay repaired by September 2025")["id"]

    def read(language, path):
        page = new_page(locale=language)
        page.goto(demo.url(path.format(kept=kept)))
        assert page.locator("html").get_attribute("lang") == language
        assert page.locator("html").get_attribute("dir") == "ltr"
        return page.evaluate(HEADS)

    return read


@pytest.mark.parametrize("language", FIRST)
def test_a_reader_is_met_in_his_language_and_may_choose_another(demo, new_page, language):
    """The browser's language is taken, where the tracker speaks it; a choice at the foot stays for the next pages."""
    page = new_page(locale=language)
    page.goto(demo.url("/"))
    assert page.locator("header nav a").first.inner_text() == FIRST[language]
    for other in (one for one in (*FIRST, language) if one != language):
        page.locator(f"footer a[hreflang={other}]").click()
        page.goto(demo.url("/pledges/"))
        assert page.locator("header nav a").first.inner_text() == FIRST[other]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("language", ["ru", "kk"])
def test_no_heading_stays_english(heads, language, path):
    """No heading, label or button of a page is the same in English, but for names and words of the sources."""
    kept = {
        "The Velmar Record",
        "The eastern quay repaired by September 2025",
        "Harbour budget 2025",
        "Henrike Voss",
        "English",
        "Русский",
        "Қазақша",
        "",
    }
    same = set(heads("en", path)) & set(heads(language, path)) - kept
    assert {one for one in same if any(letter.isalpha() for letter in one)} == set()
