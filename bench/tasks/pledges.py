"""Pledges, statements and times against gold, by the gold's own definitions.

The reader is told what the gold tells of a document: when it was published, and who speaks (then it is a speech).
"""

import json
from pathlib import Path

from bench.data import DataError, files, fingerprint, text_of
from bench.gold_score.score import Gold, score
from bench.options import Options
from bench.seen import seen
from pledgebook.documents import from_text
from pledgebook.export import reading_json
from pledgebook.records import Document, Genre
from pledgebook.settings import DocumentOptions

HOME = "gold/pledges"
PINNED = ("pledge_f1", "sure_pledge_f1", "false_alarm_rate", "promisor", "statement_f1", "speaker", "quotes_true")
ENDING = ".gold.json"


def run(data: Path, options: Options) -> dict[str, object]:
    """The figures of every gold document of a folder, or of one."""
    paths = files(data, f"*{ENDING}")
    gold = [load(path) for path in paths]
    reader = options.reader()
    readings = {document.name: reading_json(reader.read(told(document))) for document in gold}
    return {
        **score(gold, readings),
        "documents": len(gold),
        "measured": len(gold),
        "seen": seen((document.text for document in gold), model=options.model),
        "data": fingerprint([*paths, *map(text_path, paths)]),
    }


def load(path: Path) -> Gold:
    """A NAME.gold.json with its NAME.txt."""
    if not text_path(path).is_file():
        raise DataError(f"{text_path(path)} is not there: every NAME{ENDING} needs its NAME.txt.")
    return Gold(path.name.removesuffix(ENDING), text_of(text_path(path)), json.loads(path.read_text(encoding="utf8")))


def text_path(path: Path) -> Path:
    return path.with_name(path.name.removesuffix(ENDING) + ".txt")


def told(gold: Gold) -> Document:
    """The document with what the gold tells of it."""
    speaker = gold.data.get("speaker")
    genre = Genre.SPEECH if speaker else Genre.NEWS
    options = DocumentOptions(published=gold.data.get("published"), speaker=speaker, genre=genre, language="en")
    return from_text(gold.text, options=options)
