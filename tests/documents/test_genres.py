"""What a title tells of a text."""

import pytest

from pledgebook.documents import from_text
from pledgebook.documents.genres import guess
from pledgebook.settings import DocumentOptions

TOLD = [
    ("en", "Speech at the opening of the fishing year", "", "speech", None),
    ("en", "Speech at the opening", "Oda Fenwick, Minister of Ports\n\nMarrow Bay", "speech", "Oda Fenwick"),
    ("en", "Remarks by President Ansa Tevrin on the ferries", "", "speech", "Ansa Tevrin"),
    ("en", "Statement by the Prime Minister, Jonas van der Pell", "", "speech", None),
    ("en", "Address to the nation", "Marrow Bay, the capital", "speech", None),
    ("en", "The Tide Plan: election manifesto", "", "manifesto", None),
    ("en", "Coalition agreement 2024", "", "manifesto", None),
    ("en", "A Fair Deal: manifesto 2026", "", "manifesto", None),
    ("en", "Transcript: the minister on ferries", "", "transcript", None),
    ("en", "Speech shocks the council", "", "news", None),
    ("en", "Statements differ on the ferries", "", "news", None),
    ("en", "Ferries to the islands", "Oda Fenwick, Minister of Ports", "news", None),
    ("ru", "Послание президента народу", "", "speech", None),
    ("ru", "Предвыборная программа на 2024 год", "", "manifesto", None),
    ("de", "Rede zur Lage", "", "news", None),
]


@pytest.mark.parametrize(("language", "title", "line", "genre", "speaker"), TOLD)
def test_a_title_tells_what_kind_of_text_it_is(language, title, line, genre, speaker):
    """A speech, a manifesto and a transcript are known by their titles, a speaker by the title or a line under it."""
    text = f"{title}\n\n{line}\n\nWe will build forty ferries. The council listened and said nothing."
    document = from_text(text, options=DocumentOptions(title=title, language=language))
    assert guess(document) == (genre, speaker)


def test_what_was_told_is_not_guessed():
    """A speaker whom somebody has named stays."""
    options = DocumentOptions(title="Speech at the opening", language="en", speaker="Jonas Pell")
    document = from_text("Speech at the opening\n\nOda Fenwick, Minister of Ports\n\nWe will.", options=options)
    assert guess(document) == ("speech", "Jonas Pell")


def test_a_note_offers_the_kind_that_the_title_tells():
    """What is read as news though its title tells another kind says so with the option, and nothing else does."""
    hinted = [
        [note for note in from_text(f"# {title}\n\nWe will build.", options=options).notes if "it may be" in note]
        for title, options in (
            ("The Tide Plan: manifesto", DocumentOptions(title="The Tide Plan: manifesto")),
            ("The Tide Plan: manifesto", DocumentOptions(genre="manifesto", title="The Tide Plan: manifesto")),
            ("Ferries", DocumentOptions(title="Ferries")),
        )
    ]
    assert hinted == [["Genre: news; by its title it may be a manifesto: then read it with --genre manifesto."], [], []]
