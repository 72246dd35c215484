"""The layouts of the corpora, on tiny invented data."""

import json

import pytest

from bench import polnear
from bench.data import DataError
from bench.tasks import acts, attribution, attribution_sentences, pledges, speed
from pledgebook.records import Act as Does
from pledgebook.records import ActScores, Genre, Manner, Quote, Statement

TEXT = "“We will dig,” Mayor Voss\r\nsaid, “and soon.” Ekwall doubted that she would."


def at(words, *, start=0):
    place = TEXT.index(words, start)
    return place, place + len(words)


def ann(words):
    return " ".join(map(str, at(words)))


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "b.txt").write_bytes(TEXT.encode())
    lines = [
        f"T1\tSource {ann('Mayor')};{ann('Voss')}\tMayor Voss",
        f"T2\tCue {ann('said')}\tsaid",
        f"T3\tContent {ann('“We will dig,”')};{ann('“and soon.”')}\t…",
        f"T4\tAttribution {ann('said')}\tsaid",
        f"T5\tDiscuss {ann('dig')}\tdig",
        f"T6\tCue {ann('doubted')}\tdoubted",
        f"T7\tContent {ann('that she would')}\tthat she would",
        "E1\tAttribution:T4 Content:T3 Cue:T2 Source:T1",
        "E2\tAttribution-no-source:T6 Cue:T6 Content2:T7",
        "E3\tAttribution-no-source:T6",
        "A1\tNote E1",
    ]
    (tmp_path / "b.ann").write_text("\n".join(lines), encoding="utf8")
    return tmp_path


def test_articles(folder):
    """Events tie spans to roles; broken extents stay apart unless only blanks stand between; offsets count CRLF."""
    (article,) = polnear.articles(folder)
    first, second = article.relations
    assert article.text == TEXT
    assert first["source"] == (at("Mayor Voss"),)
    assert first["content"] == (at("“We will dig,”"), at("“and soon.”"))
    assert second == {"source": (), "cue": (at("doubted"),), "content": (at("that she would"),)}
    assert article.extents("cue") == {at("said"), at("doubted")}


def test_an_article_needs_its_annotations(tmp_path):
    """A text without its .ann file is told by name."""
    (tmp_path / "a.txt").write_text("Nobody said anything.")
    with pytest.raises(DataError, match=r"a\.ann is not there"):
        list(polnear.articles(tmp_path))


def quote(words):
    start, end = at(words)
    return Quote(start, end, words)


def statement(*, source, cue, content):
    return Statement(
        id="s1",
        start=0,
        end=1,
        manner=Manner.DIRECT,
        act=Does.ASSERTION,
        source=source and quote(source),
        cue=cue and quote(cue),
        content=tuple(map(quote, content)),
        quoted=(),
        speaker=None,
        score=1.0,
    )


def test_relations_agree_in_all_three_roles(folder):
    """A trimmed statement agrees with its attribution; one with another source, or a source too many, with none."""
    (article,) = polnear.articles(folder)
    gold = attribution.gold_words(article)
    trimmed = statement(source="Voss", cue="said", content=["We will dig,", "and soon."])
    bare = statement(source=None, cue="doubted", content=["she would"])
    wrong = statement(source="Ekwall", cue="doubted", content=["she would"])
    found = [attribution.words_of(TEXT, s) for s in (trimmed, bare, wrong)]
    assert attribution.agreeing(gold, found) == (2, 2, 3)
    assert attribution.agreeing(gold, found[2:]) == (0, 2, 1)


def test_each_statement_agrees_once(folder):
    """The same statement twice is right once."""
    (article,) = polnear.articles(folder)
    found = [attribution.words_of(TEXT, statement(source="Voss", cue="said", content=["We will dig,", "and soon."]))]
    assert attribution.agreeing(attribution.gold_words(article), found * 2) == (1, 2, 2)


def test_label_runs():
    """A run ends where the role changes or a new B begins; an I without its B begins a run."""
    labels = ["B-cue", "B-cue", "I-cue", "I-source", "O", "B-content", "I-content"]
    assert attribution_sentences.runs(labels) == {("cue", 0, 1), ("cue", 1, 3), ("source", 3, 4), ("content", 5, 7)}


def test_sentences(tmp_path):
    """Rows are read in order, articles gathered by id, and a line that is no sentence is named."""
    path = tmp_path / "valid.jsonl"
    rows = [
        {"tokens": ["Voss", "spoke"], "labels": ["O", "O"], "id": "a"},
        {"tokens": ["."], "labels": ["O"], "id": "a"},
    ]
    path.write_text("\n".join(map(json.dumps, rows)))
    assert attribution_sentences.documents(attribution_sentences.sentences(path)) == ["Voss spoke\n."]
    path.write_text(json.dumps(rows[0]) + '\n{"tokens": ["a"], "labels": []}')
    with pytest.raises(DataError, match="line 2"):
        attribution_sentences.sentences(path)


def test_releases(tmp_path):
    """Stray blanks and the case of labels do not matter; rows without a known label are left out."""
    path = tmp_path / "one.csv"
    rows = [
        "Id,Sentence,Categories,Specificity",
        '1," We will dig. ",Commissive-A\n,Specific ',
        "2,Dig!,Directive,",
        "3,x,,",
    ]
    path.write_text("\n".join([rows[0], '1," We will dig. ","Commissive-A\n",Specific ', *rows[2:]]))
    assert acts.release(path).sentences == [
        acts.Labelled("We will dig.", "commissive-action", "specific"),
        acts.Labelled("Dig!", "directive", None),
    ]
    assert acts.release(path).text == "We will dig.\nDig!"


def test_releases_need_their_columns(tmp_path):
    """A CSV file of something else is told by name."""
    (tmp_path / "other.csv").write_text("a,b\n1,2\n")
    with pytest.raises(DataError, match="no columns"):
        acts.release(tmp_path / "other.csv")


def test_act_figures():
    """The act that was given counts, and half of the probability for a pledge."""
    sentences = [acts.Labelled("a", "commissive-action", "specific"), acts.Labelled("b", "assertive", None)]
    scores = [scored(action=0.3, outcome=0.3, assertive=0.4), scored(action=0.1, outcome=0.1, assertive=0.8)]
    found = acts.figures(sentences, scores, ["assertive", "assertive"])
    assert found == {"macro_f1": 33.3, "pledge_f1": 100.0, "specificity_macro_f1": 100.0}


def scored(*, action, outcome, assertive):
    act = {"commissive-action": action, "commissive-outcome": outcome, "assertive": assertive}
    return ActScores(0, 1, {"act": act, "specificity": {"vague": 0.2, "specific": 0.8}})


def test_gold_is_told_to_the_reader(tmp_path):
    """The reader gets the gold's date and speaker, and reads a speech where there is a speaker."""
    (tmp_path / "a.gold.json").write_text(json.dumps({"published": "2025-03-14", "speaker": "Ilmara Tennholt"}))
    (tmp_path / "a.txt").write_text("We will dig.")
    document = pledges.told(pledges.load(tmp_path / "a.gold.json"))
    assert (document.text, document.published, document.speaker) == ("We will dig.", "2025-03-14", "Ilmara Tennholt")
    assert document.genre is Genre.SPEECH


def test_speeches_are_spread(tmp_path):
    """Speeches are taken at even distances, and all of them where there are few."""
    paths = [tmp_path / str(number) for number in range(10)]
    assert speed.spread(paths, 3) == [paths[0], paths[3], paths[6]]
    assert speed.spread(paths[:2], 3) == paths[:2]


def test_an_article_has_six_hundred_words():
    """The text for the cold start is whole lines, as many as an article has words."""
    text = speed.article_sized("one two three\n" * 1000)
    assert len(text.split()) == 600
    assert text.endswith("three\n")
