"""Ready for languages that are written from right to left."""

import re
from pathlib import Path

import pytest

import pledgebook_site.web

STYLES = sorted((Path(pledgebook_site.web.__file__).parent / "static").rglob("*.css"))
PHYSICAL = re.compile(
    r"(?:margin|padding|border|inset)-(?:left|right|top|bottom)|text-align:\s*(?:left|right)|float:\s*(?:left|right)"
    r"|(?<![\w-])(?:left|right|top|bottom|width|height|max-width|min-width|max-height|min-height)\s*:"
)


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_the_stylesheet_names_no_side_of_the_screen(path):
    """What stands at the beginning of a line stands there in every language: only logical properties are used."""
    rules = re.sub(r"@media[^{]*", "", path.read_text("utf8"))
    assert PHYSICAL.findall(rules) == []


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("kk", "ltr"), ("ar", "rtl"), ("he", "rtl")])
def test_a_page_says_its_direction(store, language, direction):
    """A page has the direction of its language, and source texts and fields that of what stands in them."""
    from django.template.loader import render_to_string
    from django.test import RequestFactory
    from django.utils import translation

    from pledgebook_site.desk.forms.fields import LineField
    from pledgebook_site.web.tracker import Tracker

    request = RequestFactory().get("/nowhere/")
    request.tracker = Tracker.now()
    with translation.override(language):
        page = render_to_string("web/404.html", request=request)
    assert f'<html lang="{language}" dir="{direction}">' in page
    assert LineField(label="Title").widget.attrs["dir"] == "auto"
