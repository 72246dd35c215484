"""True quotations, as word processors, web pages and language models write them: all are found."""

import unicodedata
from pathlib import Path

import pytest

from pledgebook.grounding import Grounder, ground
from pledgebook.records import DifferenceKind, Document, Found

TEXTS = {
    code: (Path(__file__).parent / "texts" / f"{code}.txt").read_text(encoding="utf8") for code in ("en", "ru", "kk")
}
TRUE = {
    "en": [
        "We will hire 20,000 nurses by 2033,” she said. “We will not raise the fuel tax; that’s a promise.",
        "We don’t plan to sell the railway — not this year, not next year… The state will never close a rural school",
        "to 6.25 %, and the budget grew by $5.4 billion. In January the temperature was -12 degrees.",
        "Teodor Quill, said the party would plant ten million trees between 2030–2035. He said that a well-known firm",
    ],
    "ru": [
        "Мы построим 20 000 квартир к 2034 году, — сказал он. — Мы не поднимем налог на хлеб, и это наше твёрдое слово",
        "до 6,25 %. Экс-министр Ладомир Сухов с этим не согласен… Правительство выделит 5 млрд крон",
    ],
    "kk": [
        "Біз 2034 жылға дейін 20 000 пәтер саламыз, — деді ол. — Біз нан салығын көтермейміз, бұл – біздің уәдеміз",
        "6,25 % болды… Үкімет ауыл мектептерін жөндеуге 5 млрд крон бөледі, бірде-бір аурухана жабылмайды.",
    ],
}


def replacing(*pairs):
    """A way of writing that puts some characters for others."""

    def write(text):
        for old, new in pairs:
            text = text.replace(old, new)
        return text

    return write


STRAIGHT = replacing(*((mark, '"') for mark in "“”«»"), ("’", "'"), ("‘", "'"))
WAYS = {
    "straight marks": STRAIGHT,
    "curly marks": lambda text: replacing(("«", "“"), ("»", "”"))(text),
    "guillemets": replacing(("“", "«"), ("”", "»")),
    "guillemets with blanks": replacing(("“", "«\u00a0"), ("”", "\u202f»"), ("«", "« "), ("»", " »")),
    "German marks": replacing(("“", "„"), ("”", "“"), ("«", "„"), ("»", "“")),
    "LaTeX marks": replacing(("“", "``"), ("”", "''"), ("«", "``"), ("»", "''")),
    "hyphens for dashes": replacing(("—", "-"), ("–", "-")),
    "two hyphens for a dash": replacing(("—", "--")),
    "dashes without blanks": replacing((" — ", "—"), (" – ", "–")),
    "en dashes with thin blanks": replacing((" — ", "\u2009–\u2009")),
    "dashes for hyphens": replacing(("l-k", "l\u2011k"), ("с-м", "с\u2010м"), ("е-б", "е–б")),
    "three dots": replacing(("…", "...")),
    "three dots with blanks": replacing(("…", " . . .")),
    "no-break blanks": replacing((" ", "\u00a0")),
    "narrow blanks": replacing((" ", "\u202f")),
    "two blanks": replacing((" ", "  ")),
    "tabs": replacing((" ", "\t")),
    "line wraps": lambda text: "".join("\r\n" if c == " " and n % 3 == 0 else c for n, c in enumerate(text)),
    "line separators": replacing((" ", "\u2028")),
    "soft hyphens": lambda text: "".join(c + "\u00ad" if c in "aeiouаеиоы" else c for c in text),
    "zero-width blanks": lambda text: "\u200b".join(text),
    "word joiners": lambda text: "\u2060".join(text),
    "byte order mark": lambda text: "\ufeff" + text,
    "decomposed letters": lambda text: unicodedata.normalize("NFD", text),
    "percent sign set close": replacing((" %", "%")),
    "percent sign set apart": replacing((" %", "\u202f%"), ("$5", "$5")),
    "minus for hyphen": replacing((" -12", " −12")),
    "all at once": lambda text: unicodedata.normalize(
        "NFD", STRAIGHT(text).replace(" — ", "--").replace("…", "...").replace(" ", "\u00a0\n")
    ),
}
CASES = [(code, way, quote) for code, quotes in TRUE.items() for way in WAYS for quote in quotes]


@pytest.mark.parametrize(("code", "quote"), [(code, quote) for code, quotes in TRUE.items() for quote in quotes])
def test_word_for_word_is_exact(code, quote):
    """What stands in the source word for word is exact, at its place, with nothing that differs."""
    grounding = ground(TEXTS[code], quote)
    assert (grounding.found, grounding.differences, grounding.nearest) == (Found.EXACT, (), None)
    start = TEXTS[code].index(quote)
    assert [(place.start, place.end, place.text) for place in grounding.places] == [(start, start + len(quote), quote)]


@pytest.mark.parametrize(("code", "way", "quote"), CASES)
def test_typography_is_only_form(code, way, quote):
    """A true quotation in other typography is found at the same place, and each difference is shown as typography."""
    written = WAYS[way](quote)
    grounding = ground(TEXTS[code], written)
    same = written.strip("\ufeff") == quote
    assert grounding.found is (Found.EXACT if same else Found.FOLDED)
    assert [place.text.strip(" «»") for place in grounding.places] == [quote.strip(" «»")]
    assert {difference.kind for difference in grounding.differences} == (set() if same else {DifferenceKind.TYPOGRAPHY})
    assert all(TEXTS[code][d.start : d.end] == d.source for d in grounding.differences)
    assert all(d.quote in written and d.quote != d.source for d in grounding.differences)


@pytest.mark.parametrize(("code", "way", "quote"), CASES)
def test_typography_of_the_source_is_only_form(code, way, quote):
    """A plain quotation is found in a source written in other typography, and the place is cut from that source."""
    source = WAYS[way](TEXTS[code])
    grounding = ground(source, quote)
    assert grounding.found in (Found.EXACT, Found.FOLDED)
    assert len(grounding.places) == 1
    assert all(source[place.start : place.end] == place.text for place in grounding.places)


@pytest.mark.parametrize("marks", ["“”", '""', "''", "‘’", "«»", "„“", "„”", "‹›", "»«", "`'", "「」"])
def test_a_pair_of_marks_around_is_no_part_of_the_quotation(marks):
    """Marks that enclose the whole quotation are taken off before it is looked for, blanks too."""
    grounding = ground(TEXTS["en"], f"  {marks[0]} We will hire 20,000 nurses{marks[1]}\n")
    assert grounding.found is Found.EXACT
    assert [place.text for place in grounding.places] == ["We will hire 20,000 nurses"]


def test_two_quotations_in_one_are_no_pair():
    """The first mark of one and the last of another do not enclose what is between."""
    source = 'He said "yes" and then "no" to it.'
    assert ground(source, '"yes" and then "no"').places[0].text == '"yes" and then "no"'
    assert ground(source.replace('"yes"', "“yes”"), "“yes” and then “no”").places[0].text == '“yes” and then "no"'


def test_an_ellipsis_at_an_end_only_says_that_the_source_goes_on():
    """An ellipsis before or after the words is form, and is shown to be missing in the source."""
    for before, after in (("… ", " …"), ("[...] ", ""), ("", "..."), ("", " [ … ]")):
        grounding = ground(TEXTS["en"], f"{before}We will hire 20,000 nurses{after}")
        assert grounding.found is Found.FOLDED
        assert [place.text for place in grounding.places] == ["We will hire 20,000 nurses"]
        assert {(d.source, d.kind) for d in grounding.differences} == {("", DifferenceKind.TYPOGRAPHY)}


def test_every_place_is_told():
    """A quotation that stands in several places has all of them, also overlapping ones, in order."""
    places = [(place.start, place.end) for place in ground("very very very well, very well", "very very").places]
    assert places == [(0, 9), (5, 14)]
    assert [place.start for place in ground("cut taxes, cut taxes. Cut taxes", "cut taxes").places] == [0, 11]


def test_exact_places_come_before_folded_ones():
    """If the very characters stand somewhere, only such places are told."""
    grounding = ground("it's done. It is. it’s done.", "it’s done")
    assert (grounding.found, [place.start for place in grounding.places]) == (Found.EXACT, [18])


def test_each_difference_is_shown_where_it_is():
    """The differences name the quotation's characters, those of the source, and where these stand."""
    source = "“It’s ours — all of it…”"
    grounding = ground(source, "It's ours-all of it...")
    shown = [(d.quote, d.source, source[d.start : d.end]) for d in grounding.differences]
    assert shown == [("'", "’", "’"), ("-", " — ", " — "), ("...", "…", "…")]


def test_other_scripts():
    """Languages without blanks between words are read character by character, others word by word."""
    assert ground("我们明年将建造一百所新学校。", "将建造一百所新学校").found is Found.EXACT
    assert ground("私たちは学校を建てます。", "学校を建てます").found is Found.EXACT
    assert ground("เราจะสร้างโรงเรียนใหม่", "สร้างโรงเรียน").found is Found.EXACT
    assert ground("우리는 학교를 짓겠습니다.", "학교를 짓겠습니다").found is Found.EXACT
    assert ground("سنبني ٢٠ مدرسة جديدة", "٢٠ مدرسة").found is Found.EXACT
    assert ground("हम नए स्कूल बनाएंगे।", "नए स्कूल").found is Found.EXACT


def test_a_document_is_as_good_as_a_text():
    """A Document gives what its text gives, and a Grounder what `ground` gives, in whatever language."""
    for code, text in TEXTS.items():
        document = Document(
            text=text,
            text_sha256="0" * 64,
            source_sha256="0" * 64,
            extractor="test",
            media_type="text/plain",
            language=code,
        )
        grounder = Grounder(document)
        for quote in TRUE[code]:
            assert ground(document, quote) == ground(text, quote) == grounder.ground(quote)


def test_a_language_without_word_lists():
    """A language of which we know no words is checked as well."""
    document = Document(
        text="Kita akan membangun 20.000 rumah.",
        text_sha256="0" * 64,
        source_sha256="0" * 64,
        extractor="test",
        media_type="text/plain",
        language="id",
    )
    assert ground(document, "akan membangun 20.000 rumah").found is Found.EXACT
    assert ground(document, "akan membangun 10.000 rumah").differences[0].kind is DifferenceKind.NUMBER


@pytest.mark.parametrize("quote", ["", "  \n", "…", "“”", "—", "\u00ad", '"', "?!"])
def test_nothing_to_look_for_is_absent(quote):
    """A quotation without a letter or a digit is absent, and nothing is near it."""
    grounding = ground(TEXTS["en"] + "… — ?!", quote)
    assert (grounding.found, grounding.places, grounding.nearest) == (Found.ABSENT, (), None)


def test_an_empty_source():
    """Nothing is found in an empty source, and nothing breaks."""
    for source in ("", " ", "…", "\u0301"):
        assert ground(source, "We will").found is Found.ABSENT
