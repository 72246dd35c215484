"""Verbs have base forms."""

import pytest

from pledgebook.extract.lemmas import lemmatiser
from pledgebook.languages import language
from pledgebook.records import Token

BASE = lemmatiser(language("en"))
IRREGULAR = """build built built; spend spent spent; give gave given; take took taken; keep kept kept; cut cut cut
hold held held; fall fell fallen; rise rose risen; write wrote written; undertake undertook undertaken; do did done
pay paid paid; rebuild rebuilt rebuilt; set set set; swear swore sworn; go went gone; be was been; have had had"""
SILENT = """close promise raise reduce ensure create provide guarantee decide introduce improve approve release propose
measure secure require prepare include combine finance balance enforce urge pledge manage encourage restore continue
update translate negotiate evaluate initiate associate modernise privatise organise analyse rescue issue enable double
settle tackle recycle achieve receive serve resolve complete promote vote contribute invite compare escape write tape
rate live argue"""
PLAIN = """open offer deliver limit cover strengthen consider focus repair extend restrict support protect build
help need appoint visit develop fix tax follow show review train employ destroy stay lower answer benefit fund expand
publish abolish reach teach launch approach attack check press discuss pull sell call fill install
conduct adopt accept report request count present implement reveal appeal
transform perform inform return earn loan"""
DOUBLED = """plan stop ban drop cut step trim submit admit permit commit transfer prefer refer hop rob tap control
travel cancel model patrol expel"""
CHANGED = "carry study apply supply try deny ratify modify"
AGREEING = "free agree guarantee disagree"


def base(form, tag):
    return BASE(Token(0, len(form), form, tag))


@pytest.mark.parametrize("line", [part.strip() for line in IRREGULAR.split("\n") for part in line.split(";")])
def test_irregular_verbs(line):
    """Past form and participle of an irregular verb lead back to it."""
    verb, past, participle = line.split()
    assert (base(past, "VBD"), base(participle, "VBN")) == (verb, verb)


@pytest.mark.parametrize("verb", SILENT.split())
def test_a_silent_e_comes_back(verb):
    """Forms that have lost the final e of their verb lead back to it."""
    ing = verb + "ing" if verb.endswith("ee") else verb[:-1] + "ing"
    assert [base(verb + "d", "VBD"), base(ing, "VBG"), base(verb + "s", "VBZ")] == [verb] * 3


@pytest.mark.parametrize("verb", [v for v in PLAIN.split() if v not in ("build", "show", "teach", "sell")])
def test_nothing_is_added(verb):
    """Forms of a verb without a final e get none."""
    assert [base(verb + "ed", "VBN"), base(verb + "ing", "VBG")] == [verb] * 2


@pytest.mark.parametrize("verb", DOUBLED.split())
def test_doubled_letters_are_halved(verb):
    """Forms in which the last letter was doubled lead back to the verb, in British spelling too."""
    assert base(verb + verb[-1] + "ing", "VBG") == verb


@pytest.mark.parametrize("verb", CHANGED.split())
def test_y_comes_back(verb):
    """Forms in which y became i lead back to it."""
    assert [base(verb[:-1] + "ied", "VBD"), base(verb[:-1] + "ies", "VBZ"), base(verb + "ing", "VBG")] == [verb] * 3


@pytest.mark.parametrize("verb", AGREEING.split())
def test_double_e_stays(verb):
    """Verbs in -ee keep both."""
    assert [base(verb + "d", "VBD"), base(verb + "ing", "VBG")] == [verb] * 2


@pytest.mark.parametrize(
    ("form", "verb"),
    [
        ("passes", "pass"),
        ("reaches", "reach"),
        ("taxes", "tax"),
        ("goes", "go"),
        ("closes", "close"),
        ("focuses", "focus"),
        ("pays", "pay"),
        ("has", "have"),
        ("is", "be"),
    ],
)
def test_third_persons(form, verb):
    """The third person leads back to the verb."""
    assert base(form, "VBZ") == verb


def test_base_forms_stay():
    """What is tagged as a base form is one."""
    assert [base(v, "VB") for v in ("Build", "lay", "read", "close")] == ["build", "lay", "read", "close"]
