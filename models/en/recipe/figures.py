"""The dev figures of a network, as `bench` defines them; in training they are of fp32 or bfloat16, not of int8."""

import json
from collections import Counter
from pathlib import Path

from pledgebook.analysis.deciding import likeliest, middle
from pledgebook.analysis.sentences import beside

from .corpora.names import uner
from .corpora.parties import Labelled
from .corpora.splits import is_dev
from .corpora.treebanks import treebank
from .decode import likely, spans, tree
from .labels import COLUMNS, HEADS
from .model.infer import Infer
from .units import LONGEST, Cutter, Unit
from .windows import Window

BRACKETS = {"-LRB-": "(", "-RRB-": ")", "``": '"', "''": '"'}
PARTIES = (
    ("speech-acts", "act"),
    ("speech-acts", "specificity"),
    ("pledge-specificity", "degree"),
    ("mimac", "pledge"),
)
MEASURED_NAMES = ("PER", "ORG", "LOC")


class Figures:
    """Measures networks on the parts that never train; with `fewer`, on one sentence of so many."""

    def __init__(
        self,
        root: Path,
        cutter: Cutter,
        dev: dict[str, list[Labelled]],
        priors: dict[str, list[list[float]]],
        *,
        shares: dict[str, list[float]],
        fewer: int = 1,
    ) -> None:
        self.root, self.cutter, self.dev, self.priors = root, cutter, dev, priors
        self.shares, self.fewer = shares, fewer

    def cut_by(self, cutter: Cutter) -> "Figures":
        """The same for a network that knows other pieces."""
        return Figures(self.root, cutter, self.dev, self.priors, shares=self.shares, fewer=self.fewer)

    def all(self, infer: Infer) -> dict[str, float]:
        """Every dev figure."""
        found = self.attribution(infer) | self.parse(infer) | self.names(infer)
        for corpus, head in PARTIES:
            found |= self.parties(infer, self.dev[corpus], head)
        return found

    def attribution(self, infer: Infer) -> dict[str, float]:
        """Exact F1 of source, cue and content on the sentence version of PolNeAR."""
        path = self.root / "polnear-sentences" / "valid.jsonl"
        rows = [json.loads(line) for line in path.read_text(encoding="utf8").splitlines()[:: self.fewer]]
        cut = [self.cutter.words([BRACKETS.get(w, w) for w in row["tokens"]]) for row in rows]
        count: Counter[tuple[str, str]] = Counter()
        scores = infer([Window([Unit(ids[:510], shapes[:510])]) for ids, shapes, _, _ in cut])
        for row, (_, _, _, first), (logits, _) in zip(rows, cut, scores, strict=True):
            gold = runs(row["labels"])
            _count(count, gold, likely(logits, first, "attribution", infer.moves))
        return {role: _f1(count, role) for role in ("source", "cue", "content")}

    def parse(self, infer: Infer) -> dict[str, float]:
        """Classes and trees of UD EWT on its own words; relations by their universal part."""
        trees = [t for d in treebank(self.root / "ud" / "en_ewt-ud-dev.conllu") for t in d.trees][:: self.fewer]
        cut = [self.cutter.words([w.form for w in t.words]) for t in trees]
        hits: Counter[str] = Counter()
        scores = infer([Window([Unit(ids[:510], shapes[:510])]) for ids, shapes, _, _ in cut])
        relations = infer.relations
        for t, (ids, _, _, first), (logits, projected) in zip(trees, cut, scores, strict=True):
            own = [min(max(p, 0), len(ids) - 1, 509) for p in first]
            pos = logits[own][:, COLUMNS["pos"]].argmax(-1).tolist()
            parsed = tree(logits, projected, own, relations)
            for word, kind, (head, relation) in zip(t.words, pos, parsed, strict=True):
                hits["words"] += 1
                hits["upos"] += word.pos == HEADS["pos"][kind]
                hits["uas"] += word.head == head
                hits["las"] += word.head == head and plain(word.relation) == plain(relation)
        return {name: round(100 * hits[name] / max(1, hits["words"]), 1) for name in ("upos", "uas", "las")}

    def names(self, infer: Infer) -> dict[str, float]:
        """F1 of persons, organisations and places on UNER EWT."""
        documents = uner(self.root / "ner" / "uner_ewt_dev.iob2")
        rows = [row for d in documents if is_dev("uner", d.name) for row in d.sentences][:: self.fewer]
        cut = [self.cutter.words(words) for words, _ in rows]
        count: Counter[tuple[str, str]] = Counter()
        scores = infer([Window([Unit(ids[:510], shapes[:510])]) for ids, shapes, _, _ in cut])
        for (_, gold), (_, _, _, first), (logits, _) in zip(rows, cut, scores, strict=True):
            found = {s for s in spans(logits, first, "name", self.priors["name"]) if s[0] in MEASURED_NAMES}
            _count(count, {(kind, a, b) for a, b, kind in gold}, found)
        return {"names": _f1(count, "")}

    def parties(self, infer: Infer, documents: list[Labelled], head: str) -> dict[str, float]:
        """Macro-F1 of one head, each sentence alone and in context; of acts promise or not, of degrees the error."""
        bounds = [[cut_off(u) for u in self.cutter.labelled(document).units] for document in documents]
        places = [(b, i) for b in bounds for i, u in enumerate(b) if head in u.acts][:: self.fewer]
        gold = [b[i].acts[head] for b, i in places]
        alone = [s[:, COLUMNS[head]].mean(0) for s, _ in infer([Window([b[i]]) for b, i in places])]
        windows = [between(b, i) for b, i in places]
        context = [
            s[len(w.units[0].ids) :][: len(w.units[1].ids), COLUMNS[head]].mean(0)
            for w, (s, _) in zip(windows, infer(windows), strict=True)
        ]
        means = [((a + c) / 2).softmax(-1) for a, c in zip(alone, context, strict=True)]
        found = [int(m.argmax()) for m in means]
        if head in self.shares:
            told = [dict(zip(HEADS[head], m.tolist(), strict=True)) for m in means]
            decide = likeliest if head == "act" else middle
            found = [HEADS[head].index(decide(scores, self.shares[head])) for scores in told]
        if head == "degree":
            return {"degree_macro_mae": macro_mae(gold, found)}
        labels = set(gold) | set(found)
        out = {f"{head}_macro_f1": round(100 * sum(f1(gold, found, k) for k in labels) / max(1, len(labels)), 1)}
        if head == "act":
            yes = [k for k, name in enumerate(HEADS["act"]) if name.startswith("commissive")]
            promised, promises = [int(g in yes) for g in gold], [int(m[yes].sum() >= 0.5) for m in means]
            out["pledge_f1"] = round(100 * f1(promised, promises, 1), 1)
        return out


def cut_off(unit: Unit) -> Unit:
    return Unit(unit.ids[:LONGEST], unit.shapes[:LONGEST], acts=unit.acts)


def between(units: list[Unit], place: int) -> Window:
    """A unit and its neighbours, as far as they find room."""
    before, after = beside(units, place, longest=LONGEST)
    return Window([before, units[place], after])


def plain(relation: str) -> str:
    """The universal part of a relation."""
    return relation.partition(":")[0]


def macro_mae(gold: list[int], found: list[int]) -> float:
    """The mean absolute error of each gold label, averaged over the labels."""
    errors: dict[int, list[int]] = {}
    for g, f in zip(gold, found, strict=True):
        errors.setdefault(g, []).append(abs(g - f))
    return round(sum(sum(e) / len(e) for e in errors.values()) / max(1, len(errors)), 2)


def f1(gold: list[int], found: list[int], label: int) -> float:
    hit = sum(g == f == label for g, f in zip(gold, found, strict=True))
    return 2 * hit / max(1, gold.count(label) + found.count(label))


def runs(labels: list[str]) -> set[tuple[str, int, int]]:
    """Maximal runs of BIO labels as `(kind, first, one past the last)`; an I that continues nothing begins one."""
    found, start, kind = set(), 0, ""
    for i, label in enumerate([*labels, "O"]):
        now = label[2:]
        if kind and (now != kind or label[0] == "B"):
            found.add((kind, start, i))
            kind = ""
        if now and not kind:
            start, kind = i, now
    return found


def _count(count: Counter[tuple[str, str]], gold: set[tuple[str, int, int]], found: set[tuple[str, int, int]]) -> None:
    for kind in {s[0] for s in gold | found}:
        g, f = {s for s in gold if s[0] == kind}, {s for s in found if s[0] == kind}
        for key in (kind, ""):
            count[key, "hit"] += len(g & f)
            count[key, "all"] += len(g) + len(f)


def _f1(count: Counter[tuple[str, str]], kind: str) -> float:
    return round(200 * count[kind, "hit"] / max(1, count[kind, "all"]), 1)
