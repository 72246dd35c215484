"""Who said what in news, on a folder in PolNeAR's layout.

Spans are the encoder's own, before the reader trims them, scored in PolNeAR's convention. `exact_f1`: both
edges of a span are right; extents of one role with nothing but blanks between them count as one span, in the gold
and in what was found. `token_f1`: words and marks of punctuation that lie in a span of the role. `relation_f1`: an
attribution of the gold and a statement of the reader agree if for each of source, cue and content both have none, or
their words overlap with a token F1 of at least 0.5; they are paired one to one, as many as possible.
"""

import re
from pathlib import Path

from bench import polnear
from bench.data import files, fingerprint
from bench.figures import Hits
from bench.gold_score.assign import assign
from bench.options import Options
from bench.polnear import ROLES, Article, Extent
from bench.seen import seen
from pledgebook.documents import from_text
from pledgebook.records import Document, Genre, Statement
from pledgebook.settings import DocumentOptions

HOME = "polnear/dev"
PINNED = ("source.exact_f1", "cue.exact_f1", "content.exact_f1", "relation_f1")
ENOUGH = 0.5
Words = dict[str, frozenset[int]]


def run(data: Path, options: Options) -> dict[str, object]:
    """The figures of every article of a folder."""
    analyst, reader = options.analyst(), options.reader()
    exact, token = {role: Hits() for role in ROLES}, {role: Hits() for role in ROLES}
    relation, texts = Hits(), []
    for article in polnear.articles(data):
        document = news(article.text)
        texts.append(article.text)
        found = _by_role(document, analyst.analyse(document).roles)
        for role in ROLES:
            exact[role].add(article.extents(role), found[role])
            token[role].add(tokens(article.text, article.extents(role)), tokens(article.text, found[role]))
        statements = [words_of(article.text, s) for s in reader.read(document).statements]
        relation.count(*agreeing(gold_words(article), statements))
    return {
        **{role: {"exact_f1": exact[role].f1, "token_f1": token[role].f1} for role in ROLES},
        "relation_f1": relation.f1,
        "documents": len(texts),
        "measured": len(texts),
        "seen": seen(texts, model=options.model),
        "data": fingerprint(path for text in files(data, "*.txt") for path in (text, text.with_suffix(".ann"))),
    }


def news(text: str) -> Document:
    """A text as an English news document."""
    return from_text(text, options=DocumentOptions(language="en", genre=Genre.NEWS))


def tokens(text: str, extents: set[Extent] | tuple[Extent, ...]) -> frozenset[int]:
    """Where the words and marks begin that lie, at least in part, in some extent."""
    return frozenset(
        start + match.start() for start, end in extents for match in re.finditer(r"\w+|[^\w\s]", text[start:end])
    )


def gold_words(article: Article) -> list[Words]:
    return [{role: tokens(article.text, relation[role]) for role in ROLES} for relation in article.relations]


def words_of(text: str, statement: Statement) -> Words:
    """The words of a statement by role."""
    parts = {
        "source": [statement.source] if statement.source is not None else [],
        "cue": [statement.cue] if statement.cue is not None else [],
        "content": statement.content,
    }
    return {role: tokens(text, tuple((q.start, q.end) for q in quotes)) for role, quotes in parts.items()}


def agreeing(gold: list[Words], found: list[Words]) -> tuple[int, int, int]:
    """How many agree one to one, how many the gold has, how many were found."""
    weights = [[float(min(overlap(g[role], f[role]) for role in ROLES) >= ENOUGH) for f in found] for g in gold]
    return len(assign(weights)), len(gold), len(found)


def overlap(gold: frozenset[int], found: frozenset[int]) -> float:
    """Token F1 of two sets of words, 0 to 1; 1 if both are empty."""
    if not gold and not found:
        return 1.0
    return 2 * len(gold & found) / (len(gold) + len(found))


def _by_role(document: Document, roles: tuple) -> dict[str, set[Extent]]:
    text = document.text
    return {role: set(polnear.joined([(r.start, r.end) for r in roles if r.role == role], text)) for role in ROLES}
