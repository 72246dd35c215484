"""What a sentence does, on the campaign releases of speech-acts, by their own eight labels.

`macro_f1`: the mean F1 over the corpus's labels, each found through `LABELS` by the act that the model gives where
every act matters alike (its probability, weighed by how rare the act was in training).
`pledge_f1`: yes for the two commissive labels; the model says yes where they have half the probability or more.
`specificity_macro_f1`: vague or specific, on the sentences that are labelled so. `temperature`: how much too sure the
network is of the acts (1: not at all). Each sentence is read alone and between its neighbours. Documents that the model
was trained on are left out, unless everything is asked for.
"""

from dataclasses import dataclass, field
from pathlib import Path

from bench import table
from bench.data import files, fingerprint
from bench.figures import label_f1, macro_f1, percent, temperature
from bench.options import Options
from pledgebook.records import ActScores

HOME = "speech-acts"
PINNED = ("macro_f1", "pledge_f1", "specificity_macro_f1")
# The corpus's label: the model's label.
LABELS = {
    "Assertive": "assertive",
    "Assertive-V": "assertive-verdict",
    "Assertive-S": "assertive-stance",
    "Commissive-A": "commissive-action",
    "Commissive-O": "commissive-outcome",
    "Directive": "directive",
    "Expressive": "expressive",
    "Interrogative": "interrogative",
}
COLUMNS = ("Sentence", "Categories")
SPECIFICITY = {"specific", "vague"}
YES = 0.5


@dataclass(frozen=True, slots=True)
class Labelled:
    """A sentence with the model's name of its act, and how specific it is where the corpus says so."""

    text: str
    act: str
    specificity: str | None


@dataclass(slots=True)
class Release:
    """A document given sentence by sentence."""

    sentences: list[Labelled] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join(sentence.text for sentence in self.sentences)


def run(data: Path, options: Options) -> dict[str, object]:
    """The figures of every document that the model has not seen."""
    paths = files(data, "*.csv")
    held = unseen(paths, options)
    analyst = options.analyst()
    scores = held.scores(analyst)
    return {
        **figures(held.labels, scores, [analyst.act(said) for said in scores]),
        "temperature": temperature([s.act for s in held.labels], [said.heads["act"] for said in scores]),
        **held.counts,
        "data": fingerprint(paths),
    }


def unseen(paths: list[Path], options: Options) -> table.Held[Labelled]:
    """The sentences of every release that the model has not seen."""
    releases = [release(path) for path in paths]
    return table.unseen([[(sentence.text, sentence) for sentence in r.sentences] for r in releases], options)


def figures(sentences: list[Labelled], scores: list[ActScores], found: list[str]) -> dict[str, float]:
    """The three figures of some sentences, what the model says of each, and the act that it gives."""
    gold = [s.act for s in sentences]
    promised, promises = [is_pledge(act) for act in gold], [s.commissive >= YES for s in scores]
    pairs = [(s.specificity, likeliest(p, "specificity")) for s, p in zip(sentences, scores, strict=True)]
    specific = [pair for pair in pairs if pair[0] is not None]
    return {
        "macro_f1": macro_f1(gold, found),
        "pledge_f1": percent(label_f1(promised, promises, True), 1),
        "specificity_macro_f1": macro_f1([g for g, _ in specific], [f for _, f in specific]),
    }


def likeliest(scores: ActScores, head: str) -> str:
    """The most probable label of a head."""
    labels = scores.heads[head]
    return max(labels, key=labels.__getitem__)


def is_pledge(act: str) -> bool:
    return act.startswith("commissive")


def release(path: Path) -> Release:
    """One CSV file; rows without a sentence or a known label are no part of it."""
    found = Release()
    for row in table.rows(path, COLUMNS):
        act, specificity = LABELS.get(row.get("categories", "")), row.get("specificity", "").lower()
        if row.get("sentence") and act is not None:
            told = specificity if specificity in SPECIFICITY else None
            found.sentences.append(Labelled(row["sentence"], act, told))
    return found
