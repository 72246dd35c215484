"""python -m recipe [encoder|polish|export …]: train by the recipe; a stage keeps its work and is skipped when done."""

import argparse
import json
import os
import random
from pathlib import Path

from tokenizers import Tokenizer

from .corpora import articles, is_dev, labelled, tagged
from .decode import prior
from .export import export
from .figures import all_figures, torch_logits
from .network import Reader, minilm, minilm_folder
from .train import Plan, Run, autocast
from .windows import Window, article_windows, sentence_windows, tagged_windows

HERE = Path(__file__).resolve().parents[1]
TARGET = HERE / "src" / "pledgebook_en"
CORPORA = Path(os.environ.get("PLEDGEBOOK_CORPORA", HERE.parents[2] / "shared" / "corpora"))
VERSION = "0.1.0"
ENCODER = Plan("encoder", epochs=4, rate=1.5e-4)
POLISH = Plan("polish", epochs=2, rate=6e-5, seed=2)
STAGES = ("encoder", "polish", "export")


class Kitchen:
    """What every stage needs: corpora, tokenizer, special ids, a folder for work in progress."""

    def __init__(self, root: Path, work: Path) -> None:
        self.root, self.work = root, work
        self.tokenizer = Tokenizer.from_file(str(minilm_folder() / "tokenizer.json"))
        self.tokenizer.no_truncation()
        self.tokenizer.no_padding()
        self.special = tuple(self.tokenizer.token_to_id(t) for t in ("[CLS]", "[SEP]", "[PAD]"))
        documents = labelled(root)
        self.train = {c: [d for d in ds if not is_dev(c, d.name)] for c, ds in documents.items()}
        self.dev = {c: [d for d in ds if is_dev(c, d.name)] for c, ds in documents.items()}
        self.tagged = list(tagged(root / "ud" / "en_ewt-ud-train.conllu"))
        self.articles = list(articles(root / "polnear" / "train"))

    def windows(self, rng: random.Random) -> list[Window]:
        """One epoch: every article, half of the documents labelled by the sentence, half of the tagged sentences."""
        found = [w for a in self.articles for w in article_windows(a, self.tokenizer, rng)]
        drawn = [d for documents in self.train.values() for d in rng.sample(documents, (len(documents) + 1) // 2)]
        found += [w for d in drawn for w in sentence_windows(d, self.tokenizer, rng)]
        at = rng.randrange(len(self.tagged) // 2)
        return found + tagged_windows(self.tagged[at : at + len(self.tagged) // 2], self.tokenizer, rng)

    def report(self, model: Reader) -> str:
        """The dev figures of a model as one line."""
        logits = torch_logits(model, self.special, autocast)
        return json.dumps(all_figures(logits, self.tokenizer, self.root, self.dev))

    def trained(self, stage: str) -> Reader:
        """The model after a stage, trained as far as it is not yet."""
        model = minilm() if stage == "encoder" else self.trained("encoder")
        plan = ENCODER if stage == "encoder" else POLISH
        return Run(model, plan, self.work, self.windows, self.special, self.report).finish()

    def averaged(self) -> Reader:
        """The mean of the weights after the two stages, better on the dev parts than either."""
        first = {name: value.clone() for name, value in self.trained("encoder").state_dict().items()}
        model = self.trained("polish")
        second = model.state_dict()
        mean = {n: (v + second[n]) / 2 if v.is_floating_point() else v for n, v in first.items()}
        model.load_state_dict(mean)
        return model


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stages", nargs="*", metavar="STAGE", help=f"of {', '.join(STAGES)}; default: export")
    parser.add_argument("--corpora", type=Path, default=CORPORA)
    parser.add_argument("--work", type=Path, default=HERE / "work", help="where checkpoints are kept")
    options = parser.parse_args()
    stages = options.stages or ["export"]
    if unknown := set(stages) - set(STAGES):
        parser.error(f"no stage {min(unknown)}: choose of {', '.join(STAGES)}")
    if not (options.corpora / "polnear").is_dir():
        parser.error(f"no corpora in {options.corpora}: set --corpora or PLEDGEBOOK_CORPORA (see models/en/CARD.md)")
    options.work.mkdir(parents=True, exist_ok=True)
    kitchen = Kitchen(options.corpora, options.work)
    for stage in stages:
        if stage == "export":
            transitions = prior(kitchen.windows(random.Random(1)))
            export(kitchen.averaged(), transitions, TARGET, options.work, options.corpora, VERSION)
            print("wrote", ", ".join(sorted(p.name for p in TARGET.iterdir() if p.is_file())))
        else:
            kitchen.trained(stage)


if __name__ == "__main__":
    main()
