"""Examples cut into windows of word pieces, and windows packed into batches."""

import random
import re
from dataclasses import dataclass, field

import torch
from tokenizers import Tokenizer

from .corpora import Article, Labelled, Tagged
from .labels import HEADS, SENTENCE_HEADS

LONGEST = 192  # pieces in a window, as in pledgebook.analysis
UNLABELLED = -100


@dataclass
class Window:
    """Piece ids; labels (or UNLABELLED) of roles and tags; sentences `(start, end, labels)`."""

    ids: list[int]
    tokens: list[int]
    tags: list[int] | None = None
    sentences: list[tuple[int, int, dict[str, int]]] = field(default_factory=list)


def token_labels(offsets: list[tuple[int, int]], spans: list[tuple[int, int, str]]) -> list[int]:
    """BIO labels of the pieces; the roles are disjoint in PolNeAR, so one flat label is enough."""
    names = HEADS["attribution"]
    labels = [0] * len(offsets)
    for start, end, role in spans:
        inside = [i for i, (a, b) in enumerate(offsets) if b > start and a < end]
        for n, i in enumerate(inside):
            labels[i] = names.index(("B-" if n == 0 else "I-") + role)
    return labels


def paragraphs(text: str, offsets: list[tuple[int, int]]) -> list[list[int]]:
    """The pieces of each line of the text."""
    ends = [m.start() for m in re.finditer(r"\n", text)] + [len(text)]
    found: list[list[int]] = [[]]
    k = 0
    for i, (start, _) in enumerate(offsets):
        while start > ends[k]:
            k += 1
            if found[-1]:
                found.append([])
        found[-1].append(i)
    return [p for p in found if p]


def article_windows(article: Article, tokenizer: Tokenizer, rng: random.Random) -> list[Window]:
    """Most windows hold several paragraphs, the others one: the reader meets both."""
    encoding = tokenizer.encode(article.text, add_special_tokens=False)
    labels = token_labels(encoding.offsets, article.spans)
    found = []
    waiting = paragraphs(article.text, encoding.offsets)
    while waiting:
        limit = LONGEST if rng.random() < 0.6 else 8
        held = list(waiting.pop(0))
        while waiting and len(held) + len(waiting[0]) <= limit:
            held += waiting.pop(0)
        for at in range(0, len(held), LONGEST):
            part = held[at : at + LONGEST]
            found.append(Window([encoding.ids[i] for i in part], [labels[i] for i in part]))
    return found


def sentence_windows(document: Labelled, tokenizer: Tokenizer, rng: random.Random) -> list[Window]:
    """Half of the windows hold a run of sentences, the others one."""
    encodings = tokenizer.encode_batch(document.sentences, add_special_tokens=False)
    found: list[Window] = []
    limit = 0
    for encoding, labels in zip(encodings, document.labels, strict=True):
        ids = encoding.ids[:LONGEST]
        if not ids:
            continue
        if not found or len(found[-1].ids) + len(ids) > limit:
            found.append(Window([], []))
            limit = LONGEST if rng.random() < 0.25 else 8
        window = found[-1]
        window.sentences.append((len(window.ids), len(window.ids) + len(ids), labels))
        window.ids += ids
        window.tokens += [UNLABELLED] * len(ids)
    return found


def tagged_windows(sentences: list[Tagged], tokenizer: Tokenizer, rng: random.Random) -> list[Window]:
    """Sentences with their tags, alone or a few together."""
    found: list[Window] = []
    limit = 0
    for sentence in sentences:
        encoding = tokenizer.encode(sentence.text, add_special_tokens=False)
        tags = [UNLABELLED] * len(encoding.ids)
        for start, end, tag in sentence.words:
            for i, (a, b) in enumerate(encoding.offsets):
                if a < end and b > start:
                    tags[i] = tag
        if not found or len(found[-1].ids) + len(encoding.ids) > limit:
            found.append(Window([], [], []))
            limit = LONGEST if rng.random() < 0.1 else 8
        found[-1].ids += encoding.ids[:LONGEST]
        found[-1].tags += tags[:LONGEST]
        found[-1].tokens += [UNLABELLED] * len(encoding.ids[:LONGEST])
    return found


def batches(windows: list[Window], rng: random.Random, budget: int = 2048) -> list[list[Window]]:
    """Windows of like length together, at most `budget` pieces a batch with padding, in random order."""
    ordered = sorted(windows, key=lambda w: len(w.ids) + rng.random() * 24)
    out: list[list[Window]] = []
    width = 0
    for window in ordered:
        wider = max(width, len(window.ids) + 2)
        if not out or wider * (len(out[-1]) + 1) > budget:
            out.append([])
            wider = len(window.ids) + 2
        out[-1].append(window)
        width = wider
    rng.shuffle(out)
    return out


@dataclass
class Batch:
    """Tensors of one batch: ids, mask, role and tag labels (n, t); sentence pooling (s, n*t) and labels."""

    ids: torch.Tensor
    mask: torch.Tensor
    tokens: torch.Tensor
    tags: torch.Tensor
    pool: torch.Tensor
    sentences: dict[str, torch.Tensor]


def collate(windows: list[Window], special: tuple[int, int, int]) -> Batch:
    """One padded batch; `special` are the ids of [CLS], [SEP] and [PAD]."""
    first, last, pad = special
    width = max(len(w.ids) for w in windows) + 2
    ids = torch.full((len(windows), width), pad)
    mask = torch.zeros(len(windows), width, dtype=torch.long)
    tokens = torch.full((len(windows), width), UNLABELLED)
    tags = tokens.clone()
    spans = [
        (i * width + 1 + a, i * width + 1 + b, labels) for i, w in enumerate(windows) for a, b, labels in w.sentences
    ]
    pool = torch.zeros(len(spans), len(windows) * width)
    for row, (a, b, _) in enumerate(spans):
        pool[row, a:b] = 1 / (b - a)
    for i, window in enumerate(windows):
        n = len(window.ids)
        ids[i, 0], ids[i, n + 1] = first, last
        ids[i, 1 : n + 1] = torch.tensor(window.ids)
        mask[i, : n + 2] = 1
        tokens[i, 1 : n + 1] = torch.tensor(window.tokens)
        if window.tags is not None:
            tags[i, 1 : n + 1] = torch.tensor(window.tags)
    heads = {h: torch.tensor([s[2].get(h, UNLABELLED) for s in spans]) for h in SENTENCE_HEADS}
    return Batch(ids, mask, tokens, tags, pool, heads)
