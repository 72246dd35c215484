"""Figures, fingerprints, and which documents the weights have seen."""

import json

import pytest

from bench import data, seen
from bench.figures import Hits, flat, label_f1, macro_f1, percent, temperature


def test_f1_of_sets():
    """What stands in both sets is right; F1 is percent with one decimal."""
    hits = Hits()
    hits.add({1, 2, 3}, {2, 3, 4})
    hits.add({5}, set())
    assert (hits.right, hits.gold, hits.found) == (2, 4, 3)
    assert hits.f1 == 57.1


def test_nothing_is_no_error():
    """Figures of nothing are 0.0."""
    assert Hits().f1 == 0.0
    assert percent(1, 0) == 0.0
    assert macro_f1([], []) == 0.0


def test_macro_f1_counts_every_label_that_occurs():
    """A label that was only found, and never right, counts with 0."""
    assert label_f1("aab", "aac", "a") == 1.0
    assert macro_f1("aab", "aac") == 33.3


def test_flat_names():
    """Nested figures get dotted names; texts and truth values are no figures."""
    figures = {"source": {"exact_f1": 1.5}, "n": 2, "data": "ab", "ok": True, "seen": None}
    assert dict(flat(figures)) == {"source.exact_f1": 1.5, "n": 2}


def test_fingerprint_does_not_know_the_folder(tmp_path):
    """The same files elsewhere have the same fingerprint; another byte has another."""
    prints = []
    for folder, content in (("a", "x"), ("b", "x"), ("c", "y")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "one.txt").write_text(content)
        prints.append(data.fingerprint([tmp_path / folder / "one.txt"]))
    assert prints[0] == prints[1] != prints[2]
    assert len(prints[0]) == 16


def test_missing_data_says_what_to_do(tmp_path):
    """Data that is not there, or holds no fitting file, is one clear line."""
    with pytest.raises(data.DataError, match="--data"):
        data.files(tmp_path / "nowhere", "*.txt")
    with pytest.raises(data.DataError, match=r"holds no file \*\.txt"):
        data.files(tmp_path, "*.txt")


def test_data_homes(tmp_path, monkeypatch):
    """PLEDGEBOOK_CORPORA names the corpora; the gold lies beside them."""
    monkeypatch.setenv("PLEDGEBOOK_CORPORA", str(tmp_path / "corpora"))
    assert data.home("speech-acts") == tmp_path / "corpora" / "speech-acts"
    assert data.home("gold/pledges") == tmp_path / "gold" / "pledges"


def test_line_ends_are_kept(tmp_path):
    """A text keeps its carriage returns, since spans count them."""
    (tmp_path / "a.txt").write_bytes(b"one\r\ntwo")
    assert data.text_of(tmp_path / "a.txt") == "one\r\ntwo"


def test_seen_documents(tmp_path):
    """A document was seen if the training part of any corpus in splits.json names the hash of its text."""
    splits = {"some": {"train": [seen.name("known")], "dev": [seen.name("measured")]}}
    (tmp_path / "splits.json").write_text(json.dumps(splits))
    assert seen.seen(["known", "measured", "new"], model=str(tmp_path)) == 1
    assert seen.trained_on(str(tmp_path), "some") == {seen.name("known")}


def test_a_model_that_does_not_say(tmp_path):
    """Without splits.json it is unknown, not zero, how many documents were seen."""
    assert seen.seen(["known"], model=str(tmp_path)) is None


def test_temperature_tells_how_much_too_sure_somebody_is():
    """Who is right in two of three cases and says so is at 1, who says 0.8 is too sure, who says 0.6 is not enough."""
    gold = ["yes", "yes", "no"] * 100
    told = {share: temperature(gold, [{"yes": share, "no": 1 - share}] * 300) for share in (2 / 3, 0.8, 0.6)}
    assert told == {2 / 3: 1.0, 0.8: 2.0, 0.6: 0.6}
    assert temperature([], []) is None
