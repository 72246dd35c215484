"""Labels: one table a language, and a sentence for every rule."""

import string

import pytest

from pledgebook import records
from pledgebook.export.words import Labels, shortened
from pledgebook.extract.rules import Rule
from pledgebook.languages import language
from pledgebook.records import Reason

CODES = ("en", "ru", "kk")
VALUES = {
    "act": records.Act,
    "manner": records.Manner,
    "kind": records.Kind,
    "firmness": records.Firmness,
    "specificity": records.Specificity,
    "testable": records.Testable,
    "polarity": records.Polarity,
    "basis": records.Basis,
    "missing": records.Missing,
    "genre": records.Genre,
    "published_from": records.PublishedFrom,
}


def shape(table):
    return {key: shape(value) for key, value in table.items()} if isinstance(table, dict) else type(table).__name__


def placeholders(sentence):
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


@pytest.mark.parametrize("code", CODES)
def test_tables_have_the_same_labels(code):
    """Every language has the labels of English, no more and no fewer, and a word for each value of the record."""
    table = language(code).data("labels")
    assert shape(table) == shape(language("en").data("labels"))
    assert all(set(table[section]) == {str(value) for value in values} for section, values in VALUES.items())
    assert all(len(table["date"][months]) == 12 for months in ("months", "months_alone"))


@pytest.mark.parametrize("code", CODES)
def test_every_rule_has_a_sentence(code):
    """The table of reasons explains exactly the rules by which promises are judged."""
    assert set(language(code).data("labels")["why"]) == {rule.value for rule in Rule}


@pytest.mark.parametrize("code", CODES)
def test_sentences_can_be_filled(code):
    """A sentence of a rule asks for nothing but the words that the rule saw."""
    for sentence in language(code).data("labels")["why"].values():
        assert placeholders(sentence) <= {"words"}


@pytest.mark.parametrize(
    ("code", "date", "said"),
    [
        ("en", "2024-03-12", "12 March 2024"),
        ("en", "2024-03", "March 2024"),
        ("en", "2024", "2024"),
        ("ru", "2024-03-12", "12 марта 2024 года"),
        ("kk", "2024-03-12", "2024 жылғы 12 наурыз"),
    ],
)
def test_dates_are_written_out(code, date, said):
    """A partial date is written in words, and no day is invented."""
    assert Labels(code).date(date) == said


@pytest.mark.parametrize(
    ("earliest", "latest", "said"),
    [
        ("2027", "2027", "2027"),
        (None, "2027-06", "at the latest June 2027"),
        ("2026", None, "not before 2026"),
        ("2026", "2027", "not before 2026, at the latest 2027"),
        (None, None, None),
    ],
)
def test_intervals_are_written_out(earliest, latest, said):
    """An interval says what is known of its ends."""
    assert Labels("en").interval(earliest=earliest, latest=latest) == said


@pytest.mark.parametrize("code", CODES)
def test_an_unknown_rule_is_readable(code, make_document):
    """A rule without a sentence is shown by its name and its words, braces and all."""
    told = Labels(code).reason(Reason("not-yet_told", True, 0, 6, 0.1), document=make_document("{will} do"))
    assert "not yet told" in told
    assert "{will}" in told


def test_long_words_are_shortened_openly():
    """What is left out of a long stretch is shown as […], between whole words."""
    assert shortened("one two three four five", 12) == "one […] five"
    assert shortened("one\n two", 12) == "one two"
    assert shortened("x" * 30, 10) == "xxxxx […] xxxxx"
