"""The words of languages as data."""

import pytest

from pledgebook.errors import LanguageError
from pledgebook.languages import READABLE, fingerprint, known, language


def test_an_unknown_language_is_refused_in_one_line() -> None:
    """An unknown code raises LanguageError with a line that names it and the known ones."""
    with pytest.raises(LanguageError, match=r'^Language "xx" is not supported: known are .*en.*$'):
        language("xx")
    with pytest.raises(LanguageError):
        language("../en")


def test_a_missing_file_is_named() -> None:
    """Asking a language for what it does not have says which file is missing."""
    with pytest.raises(LanguageError, match=r'"kk" .* has no times\.yml'):
        language("kk").data("times")


def test_files_are_parsed_once() -> None:
    """The same file gives the same object."""
    assert language("en").data("calendar") is language("en").data("calendar")


def test_words_that_look_like_switches_stay_words() -> None:
    """Words such as "on" are not turned into booleans, nor dates into objects."""
    assert "on" in language("en").data("times")["deadlines"]["at"]
    assert language("en").data("times")["deadlines"]["bare"] is True


@pytest.mark.parametrize("code", known())
def test_every_language_has_a_calendar_and_a_fingerprint(code: str) -> None:
    """Each known language has twelve months, seven days, and a fingerprint of its own."""
    calendar = language(code).data("calendar")
    assert sorted(calendar["months"]) == list(range(1, 13))
    assert sorted(calendar["weekdays"]) == list(range(1, 8))
    assert len(fingerprint(code)) == 64
    assert len({fingerprint(other) for other in known()}) == len(known())


def test_readable_languages_are_known() -> None:
    """Every language in which promises can be read has rules for times."""
    assert all(language(code).data("times")["rules"] for code in READABLE)
