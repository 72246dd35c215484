"""Every rule is tested by the examples that it carries in times.yml."""

import pytest

from pledgebook.languages import language
from pledgebook.times import find
from pledgebook.times.finding import _Finder
from pledgebook.times.guards import GUARDS
from pledgebook.times.meanings import MEANINGS
from pledgebook.times.vocabulary import vocabulary

RULES = language("en").data("times")["rules"]
MATCHES = [(name, text, value) for name, rule in RULES.items() for text, value in rule["matches"].items()]
REFUSALS = [(name, text) for name, rule in RULES.items() for text in rule["refuses"]]


def test_every_rule_has_examples_and_code() -> None:
    """A rule has something that it matches, something that it refuses, and a function that gives it a meaning."""
    for name, rule in RULES.items():
        assert rule["matches"], name
        assert rule["refuses"], name
        assert rule["means"] in MEANINGS, name
        assert rule.get("guard", "year") in GUARDS, name


@pytest.mark.parametrize(("name", "text", "value"), MATCHES)
def test_a_rule_matches_its_examples(document, name: str, text: str, value: str | None) -> None:
    """The words of an example, and no others, are found as one time with the value told beside them."""
    told = document(f"They met in {text}, it was told.")
    (time,) = find(told)
    assert (time.text, time.value) == (text, value)
    (candidate,) = _Finder(told, vocabulary("en"))._chosen()
    assert candidate.rule is not None
    assert candidate.rule.name == name


@pytest.mark.parametrize(("name", "text"), REFUSALS)
def test_a_rule_refuses_its_examples(document, name: str, text: str) -> None:
    """In a sentence that a rule refuses, that rule finds nothing."""
    chosen = _Finder(document(text), vocabulary("en"))._chosen()
    assert name not in [candidate.rule.name for candidate in chosen if candidate.rule is not None]
