"""The dev figures of a run: exact F1 of spans, macro-F1 of acts."""

import random
from collections import Counter
from pathlib import Path

import torch
from tokenizers import Tokenizer

from .corpora import Labelled, sentence_rows, tagged
from .decode import runs, viterbi
from .labels import COLUMNS, HEADS
from .windows import UNLABELLED, Window, collate, tagged_windows

BRACKETS = {"-LRB-": "(", "-RRB-": ")", "``": '"', "''": '"'}


def score_sentences(logits, tokenizer: Tokenizer, path: Path) -> dict[str, float]:
    """Exact F1 of source, cue and content on the sentence version; `logits(windows)` yields one tensor a window."""
    rows = sentence_rows(path)
    windows, firsts = [], []
    for row in rows:
        words = [BRACKETS.get(w, w) for w in row["tokens"]]
        encoding = tokenizer.encode(words, is_pretokenized=True, add_special_tokens=False)
        windows.append(Window(encoding.ids[:510], [0] * len(encoding.ids[:510])))
        at: dict[int, int] = {}
        for i, word in enumerate(encoding.word_ids[:510]):
            at.setdefault(word, i)
        firsts.append(at)
    count: Counter = Counter()
    for row, at, scores in zip(rows, firsts, logits(windows), strict=True):
        head = scores[:, COLUMNS["attribution"]].log_softmax(-1)
        nothing = torch.zeros(head.shape[1])
        best = viterbi(torch.stack([head[at[w]] if w in at else nothing for w in range(len(row["tokens"]))]))
        gold, found = runs(row["labels"]), runs(best)
        for role in ("source", "cue", "content"):
            g, f = {s for s in gold if s[0] == role}, {s for s in found if s[0] == role}
            count[role, "hit"] += len(g & f)
            count[role, "all"] += len(g) + len(f)
    return {r: round(200 * count[r, "hit"] / max(1, count[r, "all"]), 1) for r in ("source", "cue", "content")}


def f1(gold: list[int], found: list[int], label: int) -> float:
    hit = sum(g == f == label for g, f in zip(gold, found, strict=True))
    return 2 * hit / max(1, gold.count(label) + found.count(label))


def score_labelled(logits, tokenizer: Tokenizer, documents: list[Labelled], head: str) -> dict[str, float]:
    """Macro-F1 of one head over held-out documents, each sentence alone; for acts also pledge yes/no."""
    pairs = [(s, lab[head]) for d in documents for s, lab in zip(d.sentences, d.labels, strict=True) if head in lab]
    encodings = tokenizer.encode_batch([s for s, _ in pairs], add_special_tokens=False)
    windows = [Window(e.ids[:192], [0] * len(e.ids[:192])) for e in encodings]
    found = [int(scores[:, COLUMNS[head]].mean(0).argmax()) for scores in logits(windows)]
    gold = [label for _, label in pairs]
    out = {
        f"{head}_macro_f1": round(100 * sum(f1(gold, found, k) for k in range(len(HEADS[head]))) / len(HEADS[head]), 1)
    }
    if head == "act":
        yes = {k for k, name in enumerate(HEADS["act"]) if name.startswith("commissive")}
        out["pledge_f1"] = round(100 * f1([int(g in yes) for g in gold], [int(f in yes) for f in found], 1), 1)
    if head == "degree":
        out["degree_mae"] = round(sum(abs(g - f) for g, f in zip(gold, found, strict=True)) / len(gold), 2)
    return out


def score_tags(logits, tokenizer: Tokenizer, path: Path) -> dict[str, float]:
    """Accuracy of tags, a word judged by its first piece."""
    windows = tagged_windows(list(tagged(path)), tokenizer, random.Random(1))
    hit = count = 0
    for window, scores in zip(windows, logits(windows), strict=True):
        best = scores[:, COLUMNS["tag"]].argmax(-1).tolist()
        pairs = [(g, f) for g, f in zip(window.tags or [], best, strict=True) if g != UNLABELLED]
        hit, count = hit + sum(g == f for g, f in pairs), count + len(pairs)
    return {"tag_accuracy": round(100 * hit / max(1, count), 1)}


def torch_logits(model, special, autocast):
    """A function from windows to logits, batched by length."""

    def run(windows: list[Window]):
        out: list[torch.Tensor | None] = [None] * len(windows)
        order = sorted(range(len(windows)), key=lambda i: len(windows[i].ids))
        model.eval()
        with torch.no_grad():
            for k in range(0, len(order), 16):
                part = order[k : k + 16]
                batch = collate([windows[i] for i in part], special)
                with autocast():
                    scores = model(batch.ids, batch.mask).float()
                for row, i in enumerate(part):
                    out[i] = scores[row, 1 : len(windows[i].ids) + 1]
        model.train()
        return out

    return run


def all_figures(logits, tokenizer: Tokenizer, root: Path, dev: dict[str, list[Labelled]]) -> dict[str, float]:
    """Every dev figure of this recipe in one line."""
    out = score_sentences(logits, tokenizer, root / "polnear-sentences" / "valid.jsonl")
    out |= score_tags(logits, tokenizer, root / "ud" / "en_ewt-ud-dev.conllu")
    for corpus, head in (
        ("speech-acts", "act"),
        ("speech-acts", "specificity"),
        ("pledge-specificity", "degree"),
        ("mimac", "pledge"),
    ):
        found = score_labelled(logits, tokenizer, dev[corpus], head)
        out |= {(f"mimac_{k}" if corpus == "mimac" else k): v for k, v in found.items()}
    return out
