"""Sentences in CSV files, document by document, and which of the documents a model has not seen."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

import bench.seen
from bench.data import DataError
from bench.options import Options
from bench.seen import trained_on
from pledgebook.records import ActScores

if TYPE_CHECKING:
    from pledgebook.analysis import Analyst

Label = TypeVar("Label")


@dataclass(frozen=True, slots=True)
class Held(Generic[Label]):
    """The documents that are measured, as sentences in order, and how many there are, measured and seen."""

    documents: Sequence[Sequence[tuple[str, Label]]]
    counts: dict[str, int | None]

    @property
    def labels(self) -> list[Label]:
        """The labels of all sentences."""
        return [label for document in self.documents for _, label in document]

    def scores(self, analyst: "Analyst") -> list[ActScores]:
        """What a model says of all sentences, each read in its document."""
        return [
            scores for document in self.documents for scores in analyst.score_sentences([text for text, _ in document])
        ]


def unseen(documents: Sequence[Sequence[tuple[str, Label]]], options: Options) -> Held[Label]:
    """What the model was not trained on, or everything if that is asked for."""
    kept, seen = bench.seen.unseen(documents, _text, trained_on(options.model), everything=options.everything)
    told = {"sentences": sum(map(len, kept)), "documents": len(documents), "measured": len(kept)}
    return Held(kept, told | {"seen": seen})


def _text(document: Sequence[tuple[str, Label]]) -> str:
    """What a document is named by: a sentence a line."""
    return "\n".join(text for text, _ in document)


def held_out(documents: Sequence[Sequence[tuple[str, Label]]], options: Options) -> Held[Label]:
    """As `unseen`; DataError where nothing is left."""
    held = unseen(documents, options)
    if not held.counts["sentences"]:
        raise DataError("no sentence is left that the model was not trained on: --all measures those as well.")
    return held


def rows(path: Path, needed: Sequence[str]) -> Iterator[dict[str, str]]:
    """The rows of a CSV file, names of columns in small letters and values without blanks around them."""
    with path.open(encoding="utf8", errors="replace", newline="") as file:
        table = csv.DictReader(file)
        columns = {(column or "").strip().lower() for column in table.fieldnames or ()}
        if not {column.lower() for column in needed} <= columns:
            raise DataError(f"{path}: no columns {' and '.join(needed)}.")
        for row in table:
            yield {(key or "").strip().lower(): _cell(value) for key, value in row.items()}


def _cell(value: object) -> str:
    """A cell's text; a row that is too long has a list of what is left over."""
    return value.strip() if isinstance(value, str) else ""
