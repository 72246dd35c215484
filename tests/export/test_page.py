"""The page needs nothing but itself, shows what was found, and never obeys a document."""

from dataclasses import fields, is_dataclass, replace
from enum import Enum
from html.parser import HTMLParser

import pytest

from pledgebook.export.page import reading_page, readings_page

VOID = {"meta", "br", "input"}
HOSTILE = "</style></title><script>alert(1)</script>\"'><img src=x onerror=alert(1)>"


class Page(HTMLParser):
    """The elements and the text of a page; fails where tags do not nest."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.tags, self.stack, self.words = [], [], []
        self.feed(html)
        self.close()
        assert self.stack == []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.stack.append(tag)

    def handle_endtag(self, tag):
        assert self.stack.pop() == tag

    def handle_data(self, data):
        if "style" not in self.stack:
            self.words.append(data)

    def all(self, name):
        return [attrs for tag, attrs in self.tags if tag == name]

    @property
    def text(self):
        return "".join(self.words)

    @property
    def ids(self):
        return [attrs["id"] for _, attrs in self.tags if "id" in attrs]


def poisoned(record):
    """The same record with hostile words in place of every free text, and the text itself hostile in front."""
    if isinstance(record, tuple):
        return tuple(poisoned(item) for item in record)
    if isinstance(record, str) and not isinstance(record, Enum):
        return HOSTILE
    if not is_dataclass(record):
        return record
    kept = {"id", "statement", "within", "published", "retrieved", "earliest", "latest", "type", "language"}
    changed = {f.name: poisoned(getattr(record, f.name)) for f in fields(record) if f.name not in kept}
    return replace(record, **changed)


def test_page_is_self_contained(reading):
    """No script, no other file, no style attribute, and a policy that allows none of them."""
    page = Page(reading_page(reading))
    names = {tag for tag, _ in page.tags}
    assert names.isdisjoint({"script", "link", "img", "iframe", "object", "embed", "form", "base"})
    assert not [attrs for _, attrs in page.tags if {"style", "src"} & set(attrs) or any(a[:2] == "on" for a in attrs)]
    assert "default-src 'none'" in page.all("meta")[1]["content"]
    assert "url(" not in reading_page(reading)
    assert "@import" not in reading_page(reading)


def test_page_shows_what_was_found(reading):
    """The text stands there whole, with its statements, promises, deadlines, conditions and refusals marked."""
    page = Page(reading_page(reading))
    kinds = [attrs["class"].split()[1] for attrs in page.all("mark")]
    assert (kinds.count("due"), kinds.count("if"), kinds.count("cue")) == (3, 1, 4)
    assert {"p1", "p2", "p3", "s1", "s2", "s3", "s4"} <= set(page.ids)
    assert "by 2028" in page.text
    assert "Promised by: Orla Tenby, Minister of Health" in page.text


def test_no_word_of_the_text_is_lost(reading):
    """Between the marks every word of the document is there, in its order."""
    words = iter(Page(reading_page(reading)).text.replace("\n", " ").split(" "))
    assert all(any(word in shown for shown in words) for word in reading.document.text.split())


def test_reasons_are_at_hand(reading):
    """Reasons are told to a pointer on the mark, to the keyboard at the number, and to all in the note."""
    page = Page(reading_page(reading))
    pledge = next(attrs for attrs in page.all("mark") if attrs.get("id") == "p2")
    assert "We will" in pledge["title"]
    ref = next(attrs for attrs in page.all("a") if attrs.get("href") == "#n2")
    assert ref["aria-describedby"] in page.ids
    assert len(page.all("details")) == 3


def test_links_lead_somewhere(reading):
    """Every link within the page has its target, and no anchor is given twice, also with several documents."""
    for html in (reading_page(reading), readings_page([reading, reading])):
        page = Page(html)
        assert len(page.ids) == len(set(page.ids))
        inner = [attrs["href"][1:] for attrs in page.all("a") if attrs["href"].startswith("#")]
        assert len(inner) > 8
        assert set(inner) <= set(page.ids)


def test_documents_do_not_command_the_page(reading):
    """Markup in any field of a reading is shown as the words that it is."""
    hostile = poisoned(reading)
    page = Page(reading_page(hostile))
    assert {tag for tag, _ in page.tags} <= {tag for tag, _ in Page(reading_page(reading)).tags}
    assert HOSTILE in page.text
    assert len(page.all("style")) == 1


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "JAVASCRIPT:alert(1)", "data:text/html,x", "//evil.example", "http://[", "file:///etc"],
)
def test_only_web_addresses_are_links(make_document, make_reading, url):
    """An address that is not http or https is shown and never linked."""
    page = Page(reading_page(make_reading(make_document("Nothing.", url=url))))
    assert [attrs["href"] for attrs in page.all("a")] == ["#main"]
    assert url in page.text


def test_web_addresses_are_links(reading):
    """An http or https address is a link to the original."""
    assert "https://courier.example/clinics" in [attrs["href"] for attrs in Page(reading_page(reading)).all("a")]


def test_languages_are_told(make_document, make_reading):
    """The page bears the language of its labels, the text its own, and each paragraph finds its direction."""
    page = Page(reading_page(make_reading(make_document("Біз мектеп саламыз.", language="kk")), labels="ru"))
    assert page.all("html")[0]["lang"] == "ru"
    assert next(attrs for attrs in page.all("div") if attrs.get("class") == "source")["lang"] == "kk"
    assert "Обещания: 0." in page.text


def test_a_document_without_promises_says_so(bare):
    """Where nothing was found the page says that, and shows the text."""
    page = Page(reading_page(bare))
    assert "No promise was found" in page.text
    assert bare.document.text in page.text


def test_a_long_text_is_quick(make_document, make_reading):
    """A text of ten thousand paragraphs becomes a page in linear time."""
    text = "A short paragraph.\n\n" * 10_000
    assert reading_page(make_reading(make_document(text))).count('class="para"') == 10_000
