"""The task same-pledge and its scoring, on tiny invented data."""

import json

import pytest

from bench.data import DataError
from bench.gold_score.same_pledge import Answer, average_precision, score
from bench.options import Options
from bench.tasks import same_pledge


def side(name, text, party="Harbour"):
    return {"id": name, "doc": name[0], "text": text, "party": party}


def pair(a, b, *, same, hard=True, relation="different", change=None):
    return {"a": a, "b": b, "same": same, "hard": hard, "relation": relation, "change": change, "cross_document": True}


def answered(same, guessed, surely, **more):
    return Answer(pair({}, {}, same=same, change="same" if same else None, **more), guessed, surely)


def test_figures():
    """Precision, recall, average precision and the accuracy of each part follow the gold's definitions."""
    found = score(
        [
            answered(True, True, 0.9),
            answered(False, True, 0.8),
            answered(True, False, 0.2),
            answered(False, False, 0.1, relation="related"),
        ]
    )
    assert (found["precision"], found["recall"], found["f1"]) == (50.0, 50.0, 50.0)
    assert found["average_precision"] == 83.3
    assert (found["accuracy_hard_negatives"], found["accuracy_hard_negatives_n"]) == (50.0, 2)
    assert found["accuracy_related"] == 100.0
    assert found["recall[same]"] == 50.0
    assert "accuracy_easy_negatives" not in found


def test_equal_scores_are_one_block():
    """The order of equal scores does not matter, and nothing right is nothing won."""
    assert average_precision([(1, True), (1, False)]) == 0.5
    assert average_precision([(1, False)]) == 0.0


def test_the_task_on_a_folder(tmp_path):
    """Pairs are read, a focus stands for its sentence, and the figures name the data."""
    tunnel = side("a1", "We will dig the harbour tunnel.")
    again = {**side("b1", "Much is wrong, but we will dig the harbour tunnel."), "focus": "dig the harbour tunnel"}
    other = side("c1", "We will dig the harbour tunnel.", party="Meadow")
    rows = [pair(tunnel, again, same=True, change="same"), pair(tunnel, other, same=False, relation="other actor")]
    (tmp_path / "x.pairs.jsonl").write_text("\n".join(map(json.dumps, rows)) + "\n", encoding="utf8")
    found = same_pledge.run(tmp_path, Options())
    assert (found["f1"], found["accuracy_hard_negatives"]) == (100.0, 100.0)
    assert (found["documents"], found["measured"], found["seen"]) == (3, 3, 0)


def test_broken_data_is_named(tmp_path):
    """A file that is not JSON Lines is told by name."""
    (tmp_path / "x.pairs.jsonl").write_text("{", encoding="utf8")
    with pytest.raises(DataError, match=r"x\.pairs\.jsonl is not JSON Lines"):
        same_pledge.run(tmp_path, Options())
