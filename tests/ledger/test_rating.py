"""Scales as data: those that come with pledgebook, and a tracker's own."""

import copy
import json
from pathlib import Path

import pytest

from pledgebook.errors import LedgerError
from pledgebook.ledger.rating import counterpart, known, read_scale, reasons, scale, scale_from, words
from pledgebook.ledger.values import Phase

SIZES = {"politifact": 6, "polimetre": 5, "comparative-pledges": 3, "delivery": 4}
OWN = {
    "id": "harbour",
    "name": "The harbour's two",
    "rubric": "2024-1",
    "source": "our own",
    "entries": [
        {"id": "open", "label": "Open", "phase": "initial", "text": "Nothing is decided."},
        {
            "id": "done",
            "label": {"en": "Done"},
            "phase": "final",
            "text": "It is there.",
            "maps": {"politifact": "kept"},
        },
    ],
}


def changed(**more):
    return {**copy.deepcopy(OWN), **more}


def with_entry(**more):
    return changed(entries=[OWN["entries"][0], {**OWN["entries"][1], **more}])


def test_four_scales_come_along():
    """The four scales of the design are there, with as many entries as their makers gave them."""
    assert {name: len(scale(name).entries) for name in known()} == SIZES


@pytest.mark.parametrize("name", sorted(SIZES))
def test_every_entry_speaks_three_languages(name):
    """Each entry has a label in English, Russian and Kazakh, and a rubric."""
    assert all(set(entry.label) >= {"en", "ru", "kk"} and entry.text["en"] for entry in scale(name).entries)


@pytest.mark.parametrize("name", sorted(SIZES))
def test_every_entry_is_mapped(name):
    """Each entry names its counterpart on every other scale or says that there is none, and what it names exists."""
    for entry in scale(name).entries:
        assert set(entry.maps) == set(SIZES) - {name}
        for other, same in entry.maps.items():
            assert same is None or scale(other).entry(same).id == same


def test_finals_map_to_finals():
    """A final entry has only final counterparts, and one that is broken only broken ones."""
    for name in known():
        for entry in scale(name).entries:
            others = [counterpart(entry, of=scale(name), on=scale(other)) for other in known()]
            assert {o.phase is Phase.FINAL for o in others if o is not None} <= {entry.phase is Phase.FINAL}
            assert {o.broken for o in others if o is not None} <= {entry.broken}


@pytest.mark.parametrize("name", sorted(SIZES))
def test_a_scale_survives_its_data(name):
    """What a scale gives as data is JSON, and gives the same scale back."""
    assert scale_from(json.loads(json.dumps(scale(name).to_data()))) == scale(name)


def test_five_reasons():
    """The reasons for broken promises are the five of the design."""
    assert list(reasons()) == ["blocked-by-others", "court", "no-money", "changed-mind", "superseded"]


def test_an_own_scale():
    """A tracker's own scale may have plain words in place of a table of languages."""
    own = scale_from(OWN)
    assert [words(entry.label, language="kk") for entry in own.entries] == ["Open", "Done"]
    assert own.initial == own.entries[0]
    assert counterpart(own.entries[1], of=own, on=scale("politifact")).id == "kept"
    assert counterpart(own.entries[0], of=own, on=scale("politifact")) is None


def test_an_own_scale_from_a_file(tmp_path):
    """The same from a file, JSON or YAML."""
    (tmp_path / "own.yml").write_text(json.dumps(OWN), encoding="utf8")
    assert read_scale(tmp_path / "own.yml") == scale_from(OWN)


@pytest.mark.parametrize(
    ("told", "complaint"),
    [
        ([], "not a table"),
        ({key: value for key, value in OWN.items() if key != "rubric"}, "rubric is missing"),
        (changed(colour="red"), '"colour" is not a field'),
        (changed(rubric=2024), "rubric is not text"),
        (changed(id="Our Scale"), "is not small letters"),
        (changed(entries=[]), "entries is not a list"),
        (changed(entries=[OWN["entries"][0]] * 2), '"open" is there twice'),
        (with_entry(id=True), "entry 2: id True"),
        (with_entry(phase="finished"), "entry 2: phase is not one of initial, progress, final"),
        (with_entry(phase=["final"]), "entry 2: phase is not one of"),
        (with_entry(label={}), "entry 2: label is neither"),
        (with_entry(label={"en": 5}), "entry 2: label is not text"),
        (with_entry(label={"en": "\ud800"}), "entry 2: label has half a character"),
        (with_entry(text=" "), "entry 2: text is not text"),
        (with_entry(broken="yes"), "entry 2: broken is not true or false"),
        (with_entry(broken=True, phase="progress"), "must be final"),
        (with_entry(maps=["kept"]), "entry 2: maps is not a table"),
        (with_entry(maps={"politifact": 1}), "entry 2, maps: id 1"),
    ],
)
def test_a_bad_scale_is_refused(told, complaint):
    """A scale that is wrong is refused with one line that names the place and the fault."""
    with pytest.raises(LedgerError) as caught:
        scale_from(told, where="own.yml")
    assert complaint in str(caught.value)
    assert str(caught.value).startswith("own.yml")
    assert "\n" not in str(caught.value)


BAD_VALUES = [
    b"a: 2024-99-99",
    b'!!timestamp "foo"',
    b"a: !!int abc",
    b"!!bool x",
    b'!!int ""',
    b"a: " + b"9" * 5000,
    b"0x" + b"f" * 5000 + b": a",
]


@pytest.mark.parametrize("content", [b"a: [", b"\xff\xfe\x00", b"- x: \x00", b"[" * 5000, *BAD_VALUES])
def test_a_broken_file_is_refused(tmp_path, content):
    """A file that is no YAML, or no scale, is refused in one line."""
    (tmp_path / "own.yml").write_bytes(content)
    with pytest.raises(LedgerError) as caught:
        read_scale(tmp_path / "own.yml")
    assert "\n" not in str(caught.value)


def test_unknown_names_are_answered_with_the_known():
    """Who asks for a scale or an entry that there is not is told those that there are."""
    with pytest.raises(LedgerError, match="politifact"):
        scale("stars")
    with pytest.raises(LedgerError, match="stalled"):
        scale("politifact").entry("lost")
    with pytest.raises(LedgerError, match="cannot be read"):
        read_scale(Path("no-such-file.yml"))
