"""Is it the same promise?"""

import os
import subprocess
import sys
from dataclasses import replace
from itertools import permutations
from math import exp, fsum
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from pledgebook import compare
from pledgebook.compare import Folded, Rarity, Wording, same
from pledgebook.compare.features import measured
from pledgebook.records import Amount, Basis, Interval, Polarity, Promisor, Sighting
from tests.work import calls

HOMES = Wording(
    text="We will build 500 new homes in Velmar by 2027.",
    promisor="Mayor Henrike Voss",
    action="build",
    object="500 new homes in Velmar",
    amount=500,
    earliest="2027",
    latest="2027",
    language="en",
)
BRIDGE = Wording(text="We will repair the old bridge at Lindane.", promisor="Henrike Voss", language="en")
WORDS = st.lists(
    st.sampled_from(
        ["we", "will", "not", "build", "500", "homes", "by", "2027", "March", "€5", "million", "школ", "ё"]
    ),
    max_size=8,
)
WORDINGS = st.builds(
    Wording,
    text=WORDS.map(" ".join) | st.text(max_size=20),
    promisor=st.sampled_from([None, "", "Voss", "Mayor Henrike Voss", "K. Ekwall", "the government"]),
    action=st.sampled_from(["", "build", "cut"]),
    object=WORDS.map(" ".join),
    amount=st.none() | st.integers(0, 600),
    unit=st.sampled_from([None, "EUR", "percent", "homes"]),
    earliest=st.sampled_from([None, "2026", "2027-03"]),
    latest=st.sampled_from([None, "2027", "2028-01-31"]),
    polarity=st.sampled_from(Polarity),
    language=st.sampled_from([None, "en", "ru", "kk", "xx"]),
)


def feature(a, b, name):
    return next(found.value for found in same(a, b).why if found.name == name)


def said(text, **told):
    return Wording(**{"text": text, "promisor": "Voss", "language": "en", **told})


@settings(max_examples=60)
@given(WORDINGS, WORDINGS)
def test_symmetric_and_between_0_and_1(a, b):
    """The order of the two does not matter, to the last digit, and no value leaves 0 to 1."""
    found = same(a, b)
    assert found == same(b, a) == same(Folded.of(a), b)
    assert 0 <= found.score <= 1
    assert all(0 <= value <= 1 for _, value, _ in found.why)


@settings(max_examples=60)
@given(WORDINGS.filter(lambda wording: wording.text.strip()))
def test_the_same_words_are_the_same_promise(wording):
    """A wording is the same as itself, whatever is known of it."""
    assert same(wording, wording).score > 0.9


def test_why_is_the_whole_sum():
    """The score is the logistic of the sum of what `why` shows, and nothing else."""
    found = same(HOMES, BRIDGE)
    assert found.score == pytest.approx(1 / (1 + exp(-fsum(f.value * f.weight for f in found.why))))


def test_every_feature_has_a_weight_and_a_reason():
    """The features and the lines of weights.yml are the same, in the same order, each line with its comment."""
    path = Path(compare.__file__).with_name("weights.yml")
    lines = [line for line in path.read_text(encoding="utf8").splitlines() if line and not line.startswith("#")]
    folded = Folded.of(HOMES)
    assert list(measured(folded, folded, rarity=Rarity())) == list(yaml.safe_load("\n".join(lines)))
    assert all(line.partition("# ")[2] for line in lines)


def test_scores_do_not_hang_on_the_hash_seed():
    """Two processes give the same digits."""
    program = (
        "from pledgebook.compare import *\n"
        "a, b = (Wording(text=t, language='en') for t in ('homes roads schools', 'roads schools and canals'))\n"
        "print(repr(same(a, b, rarity=Rarity.of([a.text, b.text, 'roads'], language='en'))))"
    )
    command = [sys.executable, "-c", program]
    outputs = {
        subprocess.run(command, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True).stdout
        for seed in "123"
    }
    assert len(outputs) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("We will build 500 new homes in Velmar.", "Voss promised to build 450 new homes in Velmar."),
        ("We will finish the harbour tunnel by 2027.", "The harbour tunnel will be finished by 2029."),
        ("We will invest in the Lindane tramway.", "An investment in the Lindane tramway is coming."),
        ("We will mend the Orrin dam.", "We will mend the Orrin dam without delay."),
        ("The council will plant ten thousand trees.", "We will plant 10,000 trees along the river."),
    ],
)
def test_a_promise_may_change_its_number_date_and_wording(one, other):
    """The same deed on the same thing stays the same promise."""
    assert same(said(one), said(other)).score > 0.5


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (said("We will raise the water tax."), said("We will cut the water tax.")),
        (said("We will close the Lindane clinic."), said("We will not close the Lindane clinic.")),
        (said("We will build a school in Velmar."), said("We will build a school in Velmar.", promisor="Ekwall")),
        (said("We will build a school in Velmar."), said("We will protect the forests of Orrin.")),
        (said("We will sell the port."), said("We will sell the port.", polarity=Polarity.NEGATED)),
    ],
)
def test_other_promises(one, other):
    """The opposite, a denial, somebody else's promise and another thing are not the same."""
    assert same(one, other).score < 0.5


@pytest.mark.parametrize(
    ("one", "other", "equal"),
    [
        ("Mayor Henrike Voss", "Voss", True),
        ("VOSS", "voss", True),
        ("H. Voss", "Henrike Voss", True),
        ("Henrike Voss", "Erik Voss", False),
        ("Zoë Ekwåll", "Zoe Ekwall", True),
        ("the Harbour Party", "Harbour Party government", True),
        ("the minister", "minister", True),
        ("Voss", "Ekwall", False),
    ],
)
def test_names_of_promisors(one, other, equal):
    """Titles, case, accents and initials do not count, first names do."""
    found = feature(said("We dig.", promisor=one), said("We dig.", promisor=other), "promisor-same")
    assert found == float(equal)


def test_an_unknown_promisor_says_nothing():
    """Where one of the two is not known, neither feature of the promisor speaks."""
    nobody = replace(HOMES, promisor=None)
    assert feature(HOMES, nobody, "promisor-same") == feature(HOMES, nobody, "promisor-other") == 0.0


@pytest.mark.parametrize(
    ("one", "other", "name"),
    [
        ("500 homes", "five hundred homes", "numbers-equal"),
        ("€2.5 billion", "2,500 million euros", "numbers-equal"),
        ("20 per cent", "20%", "numbers-equal"),
        ("500 homes", "600 homes", "numbers-different"),
        ("500 homes", "homes", "number-one-sided"),
        ("by 2027", "by March 2027", "dates-meet"),
        ("by 2027", "by 2030", "dates-apart"),
        ("by 2027", "soon", "date-one-sided"),
    ],
)
def test_numbers_and_dates(one, other, name):
    """Amounts are compared by value and kind, dates by the days that they share."""
    assert feature(said(one), said(other), name) == 1.0


def test_a_share_and_a_count_do_not_differ():
    """Numbers of different kinds are neither equal nor different; a year is no number."""
    assert feature(said("20 percent"), said("20 homes"), "numbers-equal") == 0.0
    assert feature(said("20 percent"), said("30 homes"), "numbers-different") == 0.0
    assert feature(said("in 2027"), said("in 2028"), "numbers-different") == 0.0


def test_the_deadline_wins_over_dates_in_the_text():
    """Where a deadline was read, other dates of the text do not count; open ends reach everywhere."""
    late, since = said("Since 2019 we wait.", latest="2027"), said("Since 2019 we hope.", earliest="2028")
    assert feature(late, since, "dates-apart") == 1.0
    assert feature(late, said("We wait.", latest="2026"), "dates-meet") == 1.0


def test_rare_words_weigh_more():
    """What all say unites less than what few say."""
    common = [f"We will improve public services number {letter}." for letter in "bcdfghjklm"]
    rarity = Rarity.of([*common, "The Orrin aqueduct."], language="en")
    plain = same(said("improve public services"), said("improve public gardens"), rarity=rarity).score
    rare = same(said("repair Orrin aqueduct"), said("widen Orrin aqueduct"), rarity=rarity).score
    assert rare > plain


def test_cyrillic():
    """Russian and Kazakh wordings are compared by stems, numbers and denials of their own."""
    one = Wording(text="Мы построим 500 школ до 2027 года.", promisor="Президент Ильмар Теннхольт", language="ru")
    other = Wording(text="Пятьсот школ будут построены к 2027 году.", promisor="Теннхольт", language="ru")
    assert feature(one, other, "numbers-equal") == feature(one, other, "promisor-same") == 1.0
    assert same(one, other).score > 0.5 > same(one, replace(one, text="Мы не построим 500 школ.")).score
    kazakh = Wording(text="Біз 500 мектеп саламыз.", language="kk")
    assert same(kazakh, replace(kazakh, text="Біз 450 мектепті саламыз.")).score > 0.5


def test_an_unknown_language_is_compared_plainly():
    """Without any data of a language, equal words and digits still count."""
    one = Wording(text="Rakennamme 500 koulua Velmariin.", language="fi")
    assert same(one, replace(one, text="Velmariin rakennamme 500 koulua.")).score > 0.5


def test_from_a_sighting():
    """A sighting gives all that a wording holds, and one with nothing read in it gives its text."""
    bare = Sighting(
        id="p1", statement=None, start=0, end=8, text="We build", promisor=None, action="build", object="",
        action_spans=(), object_spans=(), score=0.9, why=(),
    )  # fmt: skip
    assert Wording.of(bare, language="en") == Wording(text="We build", action="build", language="en")
    full = replace(
        bare,
        promisor=Promisor("Voss", "mayor", Basis.NAMED),
        amount=Amount(0, 1, "5", 5, "EUR"),
        deadline=Interval(0, 1, "by 2027", "2027", "2027"),
        polarity=Polarity.NEGATED,
    )
    made = Wording.of(full, language="en")
    assert (made.promisor, made.amount, made.unit, made.latest) == ("Voss", 5, "EUR", "2027")
    assert made.polarity is Polarity.NEGATED


@pytest.mark.soak
def test_comparing_does_not_fold_again():
    """To compare wordings that are folded already is less than a quarter of the work of folding and comparing."""
    wordings = [replace(HOMES, text=f"We will build {n} homes in Velmar near canal {n}.") for n in range(20)]
    folded = [Folded.of(wording) for wording in wordings]
    ready = calls(lambda: [same(one, other) for one, other in permutations(folded, 2)])
    anew = calls(lambda: [same(one, other) for one, other in permutations(wordings, 2)])
    assert ready * 4 < anew
