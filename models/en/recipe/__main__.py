"""python -m recipe [teacher|student|plain]: train by the recipe; each stage keeps its work and is skipped when done."""

import argparse
import json
import os
import random
from pathlib import Path

from tokenizers import Tokenizer

from .corpora import articles, is_dev, labelled, tagged
from .figures import all_figures, torch_logits
from .network import minilm, minilm_folder, mpnet
from .train import Plan, autocast, teach, train
from .windows import Window, article_windows, sentence_windows, tagged_windows

PLANS = {
    "plain": Plan("plain", epochs=6, rate=1.5e-4),
    "teacher": Plan("teacher", epochs=1, rate=4e-5),
    "student": Plan("student", epochs=5, rate=1.5e-4),
}


class Kitchen:
    """What every stage needs: corpora, tokenizer, special ids, folder of work."""

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

    def report(self, model) -> str:
        logits = torch_logits(model, self.special, autocast)
        return json.dumps(all_figures(logits, self.tokenizer, self.root, self.dev))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stages", nargs="*", default=["teacher", "student"], choices=[*PLANS, []])
    parser.add_argument("--corpora", type=Path, default=Path(os.environ.get("PLEDGEBOOK_CORPORA", "../../../shared/corpora")))
    parser.add_argument("--work", type=Path, default=Path("work"))
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    kitchen = Kitchen(options.corpora, options.work)
    for stage in options.stages:
        run(stage, kitchen)


def run(stage: str, kitchen: Kitchen) -> None:
    plan = PLANS[stage]
    if stage == "teacher":
        train(mpnet(kitchen.work), kitchen.windows, plan, kitchen.work, kitchen.special, kitchen.report)
    elif stage == "plain":
        train(minilm(), kitchen.windows, plan, kitchen.work, kitchen.special, kitchen.report)
    else:
        teacher = train(mpnet(kitchen.work), kitchen.windows, PLANS["teacher"], kitchen.work, kitchen.special, kitchen.report)
        taught = teach(kitchen.windows(random.Random(7)), teacher, kitchen.work, kitchen.special, random.Random(7))
        train(minilm(), lambda rng: taught, plan, kitchen.work, kitchen.special, kitchen.report)


if __name__ == "__main__":
    main()
