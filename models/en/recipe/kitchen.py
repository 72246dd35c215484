"""What every stage needs: corpora cut into units, the tokenizer, a folder for work in progress."""

import json
import os
from functools import cached_property, partial
from itertools import islice
from pathlib import Path

import torch
from tokenizers import Tokenizer

from pledgebook.analysis.weights import load

from .corpora.names import uner, wikigold, worldwide
from .corpora.parties import Labelled, labelled, shares
from .corpora.plain import speeches
from .corpora.polnear import articles
from .corpora.splits import is_dev
from .corpora.treebanks import treebank
from .decode import PRIORS, prior
from .export import OnnxInfer, write_small
from .figures import Figures
from .model.bases import empty, fresh, special_of, tokenizer
from .model.infer import Infer
from .model.network import Reader
from .model.outliers import split
from .model.shipped import put, some_layers
from .training.plan import Drawn, Larder, Stage, draw
from .training.speed import pieces_per_second, quickest
from .training.teach import Teacher
from .training.tell import tell
from .training.train import Run
from .units import Bound, Cutter
from .vocabulary import translation
from .windows import collate

TOGETHER_AT_MOST = 30  # units of a document that are drawn at once
PLAIN_EVERY = 8  # one speech of so many is read without labels
INSTALLED = {"installed": "en", "installed-small": "small"}  # in a plan: models as they ship
HOPE = 1.05
SAMPLED = 20_000  # pieces, about
TEACHER, TEACHER_PIECES = 6, 2500  # how much quicker a network teaches than it trains; the pieces of a large one
UNTOLD = {"worldwide": ("OFFICE",), "wikigold": ("NORP", "DATE", "MONEY", "OFFICE")}
UNTOLD["uner"] = (*UNTOLD["wikigold"], "MISC")


class Kitchen:
    """The corpora of a folder and the stages cooked from them in another."""

    def __init__(self, root: Path, work: Path, stages: dict[str, Stage], *, fewer: int = 1) -> None:
        self.root, self.work, self.stages, self.fewer = root, work, stages, fewer
        self.tokenizer = tokenizer()
        self.special = special_of(self.tokenizer)
        self.cutter = Cutter(self.tokenizer)
        self._told: dict[str, Larder] = {}  # by the stage that told it
        work.mkdir(parents=True, exist_ok=True)

    @cached_property
    def parties(self) -> dict[str, list[Labelled]]:
        return labelled(self.root)

    @cached_property
    def larder(self) -> Larder:
        """All that trains; with `fewer`, one document of so many."""
        cut, ner = self.cutter, self.root / "ner"
        found = {"polnear": [cut.article(a) for a in self._some(articles(self.root / "polnear" / "train"))]}
        for corpus, documents in self.parties.items():
            kept = [d for d in documents if not is_dev(corpus, d.name)]
            found[corpus] = [cut.labelled(d) for d in self._some(kept)]
        for bank, mentions in (("ewt", False), ("gum", True)):
            read = treebank(self.root / "ud" / f"en_{bank}-ud-train.conllu")
            found[bank] = [cut.treebank(d, mentions=mentions) for d in self._some(read)]
        for corpus, marked in (
            ("worldwide", worldwide(ner / "worldwide")),
            ("wikigold", wikigold(ner / "wikigold.conll.txt")),
            ("uner", uner(ner / "uner_ewt_dev.iob2")),
        ):
            kept = [d for d in marked if not is_dev(corpus, d.name)]
            deaf = ("name",) if corpus == "uner" else ()  # its names are those that are asked
            found[corpus] = [cut.marked(d, untold=UNTOLD[corpus], deaf=deaf) for d in self._some(kept)]
        if any(stage.plain for stage in self.stages.values()):
            found["plain"] = [cut.plain(d) for d in speeches(self.root / "ungdc", every=PLAIN_EVERY * self.fewer)]
        return Larder({corpus: broken_up(documents) for corpus, documents in found.items()})

    def _some(self, documents):
        return islice(documents, 0, None, self.fewer)

    @cached_property
    def priors(self) -> dict[str, list[list[float]]]:
        """Of some heads, which label follows which in what trains."""
        documents = [d for found in self.larder.documents.values() for d in found]
        return {head: prior(documents, head) for head in PRIORS}

    @cached_property
    def samples(self) -> list[tuple[torch.Tensor, torch.Tensor]]:
        """Ids and shapes `(1, t)` of some windows of every corpus, for a look at what flows through a network."""
        sizes = self.larder.sizes()
        drawn = Drawn(max(1, sum(sizes.values()) // SAMPLED), {c: 1.0 for c, n in sizes.items() if n})
        batches = (collate([window], self.special) for window in self.larder.round(drawn, 0, 0))
        return [(batch.ids, batch.shapes) for batch in batches]

    @property
    def shares(self) -> dict[str, list[float]]:
        """How often each act and each degree occurs in what trains."""
        kept = {c: [d for d in ds if not is_dev(c, d.name)] for c, ds in self.parties.items()}
        return {
            head: shares(kept[corpus], head)
            for corpus, head in (("speech-acts", "act"), ("pledge-specificity", "degree"))
        }

    @cached_property
    def figures(self) -> Figures:
        dev = {c: [d for d in ds if is_dev(c, d.name)] for c, ds in self.parties.items()}
        return Figures(self.root, self.cutter, dev, self.priors, shares=self.shares, fewer=self.fewer)

    def report(self, model: Reader, kind: torch.dtype = torch.float32) -> dict[str, float]:
        """The dev figures of a network."""
        return self.figures.all(Infer(model, self.special, kind))

    def speed(self, stage: Stage) -> tuple[torch.dtype, float]:
        """The precision for a stage and its pieces a second, measured once for this folder and so many threads."""
        path = self.work / "speed.json"
        known = json.loads(path.read_text()) if path.exists() else {}
        name = f"{stage.base}/{stage.batch}/{torch.get_num_threads()}" + f"/{stage.frozen}" * bool(stage.frozen)
        if name not in known:
            kind, speed = quickest(partial(pieces_per_second, stage, self.larder, self.work, self.special))
            known[name] = [str(kind).removeprefix("torch."), round(speed, 1)]
            path.write_text(json.dumps(known, indent=1) + "\n")
        return getattr(torch, known[name][0]), known[name][1]

    def drawn(self, stage: Stage) -> tuple[torch.dtype, Drawn]:
        """How a stage spends its minutes; a little more than was measured is hoped for, as rounds may be left out."""
        kind, speed = self.speed(stage)
        share = 1.0 if stage.teacher is None else self._taught_share(stage, speed)
        return kind, draw(self.larder.sizes(), stage, per_second=HOPE * speed * share)

    def _taught_share(self, stage: Stage, speed: float) -> float:
        """The share of a taught stage's time that is its own, and not its teacher's."""
        quick = TEACHER_PIECES if stage.teacher in INSTALLED else TEACHER * self.speed(self.stages[stage.teacher])[1]
        return 1 / (1 + stage.distinct_share * speed / quick)

    def teacher(self, name: str) -> Teacher:
        """A trained stage as a teacher, or the installed model: by its int8 file, which is several times as quick."""
        path, known_as = self.work / f"{name}.teacher.onnx", None
        if name in INSTALLED:
            folder = load(INSTALLED[name]).folder
            path = folder / "model.onnx"
            known_as = translation(self.tokenizer, Tokenizer.from_file(str(folder / "tokenizer.json")))
        elif not path.exists():
            model = split(self.trained(name), self.samples)
            write_small(model, self.work / name, part := path.with_suffix(".part"))
            part.replace(path)
        return Teacher(OnnxInfer(path, self.special, torch.zeros(0), [], known_as=known_as), self.work)

    def begun(self, stage: Stage) -> Reader:
        """The network that a stage begins with."""
        model = fresh(stage.base, self.work)
        if stage.begins in INSTALLED:
            weights = load(INSTALLED[stage.begins])
            model = put(weights.folder / "model.onnx", model, stage.base)
            model.moves.data = torch.tensor(weights.priors["attribution"])
            return model
        if stage.begins is not None:
            model.load_state_dict(some_layers(self.trained(stage.begins).state_dict(), model, stage.base))
        return model

    def trained(self, name: str) -> Reader:
        """The network after a stage, trained as far as it is not yet."""
        stage = self.stages[name]
        done = self.work / f"{name}.pt"
        if done.exists():
            model = empty(stage.base)
            model.load_state_dict(torch.load(done))
            return self._finished(model, stage)
        kind, drawn = self.drawn(stage)
        teacher = None if stage.teacher is None else self.teacher(stage.teacher)
        report = partial(self.report, kind=kind)
        run = Run(
            self.begun(stage),
            stage,
            drawn,
            self._larder_of(stage),
            self.work,
            self.special,
            report=report,
            kind=kind,
            teacher=teacher,
        )
        return self._finished(run.finish(), stage)

    def _larder_of(self, stage: Stage) -> Larder:
        """What a stage trains on: the words of parties' sentences are told by another, where it is told to be so."""
        if stage.words is None:
            return self.larder
        if stage.words not in self._told:
            infer = Infer(self.trained(stage.words), self.special, self.speed(self.stages[stage.words])[0])
            told = {c: tell(documents, infer) for c, documents in self.larder.documents.items()}
            self._told[stage.words] = Larder(told)
        return self._told[stage.words]

    def _finished(self, model: Reader, stage: Stage) -> Reader:
        """The mean of what a stage made and what it began with, where it is told to be one."""
        if stage.share < 1:
            before = self.begun(stage).state_dict()
            after = model.state_dict()
            model.load_state_dict({name: torch.lerp(before[name], after[name], stage.share) for name in after})
        return model


def broken_up(documents: list[Bound]) -> list[Bound]:
    """Long documents as several, each of neighbouring units, so that a round holds some of every one."""
    return [
        Bound(d.name, d.units[at : at + TOGETHER_AT_MOST])
        for d in documents
        for at in range(0, len(d.units), TOGETHER_AT_MOST)
    ]


def corpora_folder(here: Path) -> Path:
    """PLEDGEBOOK_CORPORA, else `shared/corpora` beside the checkout."""
    return Path(os.environ.get("PLEDGEBOOK_CORPORA") or here.parents[2] / "shared" / "corpora")
