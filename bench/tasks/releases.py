"""Promises as the reader finds them, on the campaign releases of speech-acts: a sentence with one or without.

A sentence is right where the reader finds a promise in it and the corpus labels it commissive, or neither. The corpus
asks for something else than a promise to keep: items of a list without a verb and what a measure will bring count as
well, so that recall is low for everybody; of two readers it says which one sees more. Each document is read as a
speech of its party; those that the model was trained on are left out, unless everything is asked for.
"""

from bisect import bisect_right
from itertools import accumulate
from pathlib import Path

from bench.data import files, fingerprint
from bench.figures import Hits, percent
from bench.options import Options
from bench.tasks.acts import is_pledge, unseen
from pledgebook.documents import from_text
from pledgebook.records import Genre
from pledgebook.settings import DocumentOptions

HOME = "speech-acts"
PINNED = ("precision", "recall", "f1")
BETWEEN = "\n\n"
TOLD = DocumentOptions(language="en", genre=Genre.SPEECH, speaker="The Party")


def run(data: Path, options: Options) -> dict[str, object]:
    """The figures of every document that the model has not seen."""
    paths = files(data, "*.csv")
    held, reader, hits = unseen(paths, options), options.reader(), Hits()
    for document in held.documents:
        texts = [text for text, _ in document]
        found = [p.start for p in reader.read(from_text(BETWEEN.join(texts), options=TOLD)).pledges]
        starts = [0, *accumulate(len(text) + len(BETWEEN) for text in texts)]
        promising = {bisect_right(starts, start) - 1 for start in found}
        hits.add({n for n, (_, sentence) in enumerate(document) if is_pledge(sentence.act)}, promising)
    return {
        "precision": percent(hits.right, hits.found),
        "recall": percent(hits.right, hits.gold),
        "f1": hits.f1,
        **held.counts,
        "data": fingerprint(paths),
    }
