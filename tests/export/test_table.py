"""The table shows every word of a promise at any width, and nothing that commands a terminal."""

import re
from dataclasses import replace

import pytest
from rich.cells import cell_len

from pledgebook.export.table import reading_table

ESCAPES = re.compile("\x1b\\[[0-9;]*m")


@pytest.mark.parametrize("width", [24, 40, 70, 80, 120, 200])
@pytest.mark.parametrize("labels", ["en", "ru", "kk"])
def test_no_word_is_cut(reading, width, labels):
    """At every width all words of promise, promisor and deadline are there, and no line is too long."""
    table = reading_table(reading, width=width, labels=labels)
    assert all(cell_len(line) <= width for line in table.splitlines())
    bare = re.sub(r"\s", "", table)
    words = [word for sighting in reading.pledges for word in sighting.text.split()]
    assert [word for word in [*words, "Minister", "government", "145"] if word not in bare] == []


def test_table_is_plain_unless_asked(reading):
    """Without colours there is no escape; with them the words are the same."""
    plain, coloured = reading_table(reading), reading_table(reading, colours=True)
    assert "\x1b" not in plain
    assert "\x1b" in coloured
    assert ESCAPES.sub("", coloured).split() == plain.split()


def test_guesses_are_shown(reading):
    """The head tells the source, the date with where it was found, and what was guessed."""
    table = reading_table(reading, width=200)
    assert "https://courier.example/clinics" in table
    assert "published 9 January 2026 (from the metadata)" in table
    assert "Language guessed: en." in table


def test_explaining_tells_why(reading):
    """Reasons and refusals are told on demand and not otherwise."""
    explained = reading_table(reading, width=200, explain=True)
    assert "they promised me rain (332–353" in explained
    assert "against: “If they”: it is only imagined (0.40)" in explained
    assert "they promised me rain" not in reading_table(reading, width=200)


def test_nothing_found_is_said(bare):
    """A document without promises says so."""
    assert "No promise was found in this document." in reading_table(bare)


def test_documents_do_not_command_the_terminal(make_document, make_reading, reading):
    """Escapes, control characters, marks of direction and rich's own markup are shown and not obeyed."""
    hostile = "\x1b]0;title\x07[bold]\x9b31m\u202e\r\x08[/bold][link=x]"
    told = dict.fromkeys(("title", "publisher", "speaker", "path", "language"), hostile)
    found = (replace(reading.pledges[0], text=hostile),)
    table = reading_table(
        make_reading(make_document(hostile * 30, notes=(hostile,), **told), pledges=found), explain=True
    )
    assert not set(table) & set("\x1b\x07\x9b\u202e\r\x08")
    assert "[bold]" in table
