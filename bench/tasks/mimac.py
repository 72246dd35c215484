"""Promise or not, on manifestos coded by political scientists (mimac): CSV files with `text`, `binary_pledge`, `file`.

`macro_f1`: the mean of the F1 of yes and no, each sentence read alone and between its neighbours, yes where the model's
head for promises gives it half of the probability or more. `temperature`: how much too sure that head is (1: not at
all). Manifestos that the model was trained on are left out, unless everything is asked for.
"""

from pathlib import Path

from bench import table
from bench.data import DataError, files, fingerprint
from bench.figures import macro_f1, temperature
from bench.options import Options

HOME = "mimac/india.csv"
PINNED = ("macro_f1",)
COLUMNS = ("text", "binary_pledge")
YES = 0.5


def run(data: Path, options: Options) -> dict[str, object]:
    """The figure of every manifesto that the model has not seen."""
    paths = files(data, "*.csv")
    held = table.held_out(manifestos(paths), options)
    shares = [scores.heads["pledge"] for scores in held.scores(options.analyst())]
    return {
        "macro_f1": macro_f1(held.labels, [share["yes"] >= YES for share in shares]),
        "temperature": temperature(["yes" if label else "no" for label in held.labels], shares),
        **held.counts,
        "data": fingerprint(paths),
    }


def manifestos(paths: list[Path]) -> list[list[tuple[str, bool]]]:
    """The sentences of each manifesto with what they were coded as; a file that names none is one."""
    found: dict[str, list[tuple[str, bool]]] = {}
    for path in paths:
        for number, row in enumerate(table.rows(path, COLUMNS), 2):
            if row["text"]:
                found.setdefault(row.get("file") or path.stem, []).append((row["text"], _coded(row, path, number)))
    return list(found.values())


def _coded(row: dict[str, str], path: Path, number: int) -> bool:
    if row["binary_pledge"] not in ("0", "1"):
        raise DataError(f'{path}, line {number}: binary_pledge is "{row["binary_pledge"]}", and not 0 or 1.')
    return row["binary_pledge"] == "1"
