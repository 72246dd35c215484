"""Promises, degrees, trees and names are measured on files like those of their corpora, also on invented ones."""

import json
from collections import Counter
from types import SimpleNamespace

import pytest
from click.testing import CliRunner

from bench import __main__ as command
from bench import seen, table
from bench.data import DataError
from bench.options import Options
from bench.tasks import names, parse, party_words, specificity
from pledgebook.analysis import Analyst
from pledgebook.analysis.words import Parsed

TREE = """\
# newdoc id = one
# text = Voss didn't dig.
1\tVoss\tVoss\tPROPN\tNNP\t_\t4\tnsubj\t_\t_
2-3\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_
2\tdid\tdo\tAUX\tVBD\t_\t4\taux\t_\t_
3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_
3.1\tdug\tdig\tVERB\tVBN\t_\t_\t_\t_\t_
4\tdig\tdig\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No
5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_

# newdoc id = two
1\tSoon\tsoon\tADV\tRB\t_\t0\troot\t_\t_

"""
NAMES = (
    "# newdoc id = one\n1\tMayor\tO\t-\t-\n2\tVera\tB-PER\t-\t-\n3\tVoss\tI-PER\t-\t-\n4\tin\tO\n5\tLindane\tB-LOC\n\n"
)


def invoke(*arguments):
    return CliRunner().invoke(command.main, [str(argument) for argument in arguments])


def test_manifestos_are_measured(tmp_path):
    """A folder of manifestos never seen before gives a figure, counted by manifesto and not by file."""
    rows = [
        "file,party,binary_pledge,text",
        "a,P,1,We will build forty new clinics by next spring.",
        "a,P,0,The old clinics were built long ago.",
        "b,P,0,",
        "c,Q,0,Our opponents sleep.",
    ]
    (tmp_path / "all.csv").write_text("\n".join(rows), encoding="utf8")
    told = json.loads(invoke("mimac", "--data", tmp_path, "--json").output)
    assert (told["sentences"], told["documents"], told["measured"], told["seen"]) == (3, 2, 2, 0)
    assert 0 <= told["macro_f1"] <= 100


def test_a_code_that_is_none_is_told(tmp_path):
    """Of a row whose code is neither yes nor no the file and the line are named."""
    (tmp_path / "a.csv").write_text("text,binary_pledge\nWe will dig.,maybe\n", encoding="utf8")
    failed = invoke("mimac", "--data", tmp_path)
    assert (failed.exit_code, len(failed.output.splitlines())) == (2, 1)
    assert "line 2" in failed.output


def test_degrees_are_measured(tmp_path):
    """Rows without a degree are left out; stray blanks do not matter."""
    (tmp_path / "a.csv").write_text("Sentence,Flag,labels\n We will dig. ,,3 \nOh!,,\nWe sow.,,1\n", encoding="utf8")
    assert specificity.manifesto(tmp_path / "a.csv") == [("We will dig.", 3), ("We sow.", 1)]
    told = json.loads(invoke("specificity", "--data", tmp_path, "--json").output)
    assert (told["sentences"], told["documents"]) == (2, 1)
    assert 0 <= told["macro_mae"] <= 6


def test_rare_degrees_count_as_much():
    """The error is averaged over the labels of the gold first."""
    assert specificity.macro_mae([1, 1, 1, 7], [1, 1, 2, 3]) == round((1 / 3 + 4) / 2, 2)
    assert specificity.macro_mae([], []) == 0.0


def test_tables_need_their_columns(tmp_path):
    """A CSV file of something else is told by name."""
    (tmp_path / "other.csv").write_text("a,b\n1,2\n")
    with pytest.raises(DataError, match="no columns sentence and labels"):
        specificity.manifesto(tmp_path / "other.csv")


def test_nothing_unseen_is_told(monkeypatch):
    """Where the model was trained on every document, that is said instead of a figure of nothing."""
    monkeypatch.setattr(table, "trained_on", lambda model: {seen.name("We dig.")})
    with pytest.raises(DataError, match="--all"):
        table.held_out([[("We dig.", 1)]], Options())
    assert table.held_out([[("We dig.", 1)]], Options(everything=True)).counts["seen"] == 1


def test_trees_are_read(tmp_path):
    """Contractions and empty nodes are no words, the root has no head, and documents are told apart."""
    path = tmp_path / "a.conllu"
    path.write_text(TREE, encoding="utf8")
    first, second = parse.documents(path)
    assert [word.form for word in first.sentences[0]] == ["Voss", "did", "n't", "dig", "."]
    assert [word.head for word in first.sentences[0]] == [3, 3, 3, -1, 3]
    assert second.text == "Soon"
    path.write_text("no word\n\n")
    with pytest.raises(DataError, match="line 1"):
        list(parse.documents(path))


def analyst(**said):
    """What stands in for a model that was trained for everything."""
    return lambda *_: SimpleNamespace(**said)


def test_heads_and_relations_are_counted(tmp_path, monkeypatch):
    """A right head counts for uas, with its universal relation for las; a class by itself."""
    (tmp_path / "a.conllu").write_text(TREE, encoding="utf8")
    found = [Parsed("PROPN", 3, "nsubj:pass"), Parsed("AUX", 3, "mark"), Parsed("PART", 0, "advmod")]
    found += [Parsed("NOUN", -1, "root"), Parsed("PUNCT", 3, "punct")]
    said = {5: found, 1: [Parsed("ADV", -1, "root")]}
    monkeypatch.setattr(Options, "analyst_telling", analyst(parse=lambda words: said[len(words)]))
    told = parse.run(tmp_path, Options())
    assert (told["words"], told["upos"], told["uas"], told["las"]) == (6, 83.3, 83.3, 66.7)


def test_names_are_counted(tmp_path, monkeypatch):
    """A name counts where both ends and the kind agree; kinds that the corpus does not mark are left out."""
    (tmp_path / "a.iob2").write_text(NAMES, encoding="utf8")
    found = [("OFFICE", 0, 1), ("PER", 1, 3), ("ORG", 4, 5)]
    monkeypatch.setattr(Options, "analyst_telling", analyst(names=lambda words: found))
    told = names.run(tmp_path, Options())
    assert (told["f1"], told["kinds"]["PER"]["f1"], told["kinds"]["LOC"]["f1"]) == (50.0, 100.0, 0.0)


def test_documents_of_names_that_were_seen_are_left_out(tmp_path, monkeypatch):
    """A document whose names the model was trained on is measured only if everything is asked for."""
    (tmp_path / "a.iob2").write_text(NAMES + NAMES.replace("one", "two").replace("Vera", "Ada"), encoding="utf8")
    monkeypatch.setattr(Options, "analyst_telling", analyst(names=lambda words: []))
    monkeypatch.setattr(names, "trained_on", lambda model: {seen.name("Mayor Vera Voss in Lindane")})
    told = names.run(tmp_path, Options())
    assert (told["documents"], told["measured"]) == (2, 1)
    assert names.run(tmp_path, Options(everything=True))["measured"] == 2


def test_sure_words_are_counted():
    """Words that have one class everywhere count, and articles that hang on a word after them."""
    found = Counter()
    parsed = [("DET", 2, "det"), ("NUM", 2, "nummod"), ("NOUN", -1, "root"), ("ADP", 4, "case"), ("X", 1, "det")]
    party_words.count(found, ["The", "20,000", "nurses", "of", "an"], parsed)
    assert found == {"sure": 4, "sure right": 3, "articles": 2, "articles right": 1}


def test_annotators_stand_beside(tmp_path, monkeypatch):
    """A file with classes tells how often its annotators agree; releases have none, and are cut into words."""
    (tmp_path / "a.conllu").write_text(TREE, encoding="utf8")
    monkeypatch.setattr(Options, "analyst_telling", analyst(parse=lambda words: [Parsed("X", -1, "root")] * len(words)))
    told = party_words.run(tmp_path, Options())
    assert (told["sure"], told["gold"]["sure"], told["documents"]) == (0.0, 100.0, 2)
    (tmp_path / "a.csv").write_text("Sentence,Categories,Specificity\nWe should dig.,Directive,\n", encoding="utf8")
    told = party_words.run(tmp_path, Options())
    assert (told["words"], told["sure"], "gold" in told) == (3, 0.0, False)


def test_names_need_their_columns(tmp_path):
    """A line of something else is named."""
    (tmp_path / "a.iob2").write_text("Vera B-PER\n\n")
    with pytest.raises(DataError, match="line 1"):
        list(names.documents(tmp_path / "a.iob2"))


@pytest.mark.parametrize(("task", "content"), [("parse", TREE), ("names", NAMES)])
def test_a_model_without_the_head_is_told(tmp_path, task, content):
    """A model that was not trained for a task is one line and exit status 2, and is skipped when floors are held."""
    head = {"parse": "pos", "names": "name"}[task]
    if head in Analyst().weights.heads:
        pytest.skip("the installed model was trained for it")
    path = tmp_path / f"a.{'conllu' if task == 'parse' else 'iob2'}"
    path.write_text(content, encoding="utf8")
    failed = invoke(task, "--data", path)
    assert (failed.exit_code, len(failed.output.splitlines())) == (2, 1)
    assert "was not trained to tell" in failed.output
