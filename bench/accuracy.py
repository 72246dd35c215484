"""`python -m bench.accuracy`: measure, keep the figures in measured.json, write docs/reference/accuracy.md from them.

With `--page` nothing is measured: the page is written anew from the figures that are kept, with what others published
(`published.json`) beside them. A task whose data is not there keeps the figures that it had of the same model.
"""

import datetime
import json
from pathlib import Path

import click

from bench.__main__ import TASKS, measure
from bench.data import DataError
from bench.figures import flat
from bench.options import Options

HERE = Path(__file__).parent
MEASURED, PUBLISHED = HERE / "measured.json", HERE / "published.json"
PAGE = HERE.parent / "docs" / "reference" / "accuracy.md"
HEAD = """\
# How accurate it is

Written by `python -m bench.accuracy` from what the bench measured; do not edit it.
[How to measure](../how-to/measure.md) says what the figures mean and how to take them yourself.

**Every figure of ours is a dev figure**: of documents that the weights were never trained on, but which we have looked
at while building, so that some choices were made on them. The notes say which. Published figures are mostly of test
parts, which are other documents: the two columns are no race, they show the distance. Figures are percent where nothing
else is said.
"""


@click.command()
@click.option("--model", "models", multiple=True, default=("en",), help="An installed model or a folder; repeatable.")
@click.option("--task", "tasks", multiple=True, type=click.Choice(list(TASKS)), help="Measure only this; repeatable.")
@click.option("--page", "only_page", is_flag=True, help="Measure nothing: write the page from what is kept.")
def main(models: tuple[str, ...], tasks: tuple[str, ...], only_page: bool) -> None:
    """Measure the accuracy of the installed models and write the page about it."""
    kept = json.loads(MEASURED.read_text(encoding="utf8")) if MEASURED.exists() else {}
    if not only_page:
        for model in models:
            told = [row["task"] for row in published() if not tasks or row["task"] in tasks]
            kept[model] = renewed(kept.get(model), model, told)
        MEASURED.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n", encoding="utf8")
    PAGE.write_text(page(kept), encoding="utf8")
    click.echo(f"wrote {PAGE}")


def renewed(before: dict | None, model: str, tasks: list[str]) -> dict:
    """The figures of a model: those of other weights are forgotten, those that cannot be taken now are kept."""
    options = Options(model=model)
    name = options.analyst().weights.name
    figures = dict(before["tasks"]) if before is not None and before["name"] == name else {}
    for task in tasks:
        try:
            result = measure(task, None, options)
        except DataError as error:
            click.echo(f"{task}: skipped, {error}")
            continue
        figures[task] = {"day": datetime.date.today().isoformat(), **dict(flat(result))}
        click.echo(f"{task}: measured")
    return {"name": name, "tasks": figures}


def published() -> list[dict]:
    """The rows of the page, each with what others published."""
    return json.loads(PUBLISHED.read_text(encoding="utf8"))["rows"]


def page(measured: dict) -> str:
    """The page, from the figures of each model."""
    models = sorted(measured)
    told = [f"- `{model}`: {measured[model]['name']}" for model in models]
    parts = [HEAD, "\n".join(["Models:", "", *told]) + "\n", *(_section(row, measured, models) for row in published())]
    return "\n".join(parts)


def _section(row: dict, measured: dict, models: list[str]) -> str:
    """One task: a line for each model and each published system, a column for each figure."""
    figures = row["figures"]
    lines = [f"## {row['title']}", "", f"On {row['corpus']}; `python -m bench {row['task']}`.", ""]
    lines += ["| | " + " | ".join(figures.values()) + " |", "|---|" + "---|" * len(figures)]
    for model in models:
        found = measured[model]["tasks"].get(row["task"], {})
        day = f", {found['day']}" if found else ""
        lines.append(f"| **pledgebook `{model}`**, dev{day} | {_cells(figures, found)} |")
    lines += [f"| {p['who']} | {_cells(figures, p['values'])} |" for p in row["published"]]
    sources = [f"- {p['who']}: {p['source']}." for p in row["published"] if p["source"] != "the same"]
    notes = [row["note"], "\n".join(sources)]
    return "\n".join([*lines, "", "\n\n".join(note for note in notes if note)]).rstrip() + "\n"


def _cells(figures: dict[str, str], values: dict[str, float]) -> str:
    return " | ".join(str(values.get(key, "not measured" if not values else "")) for key in figures)


if __name__ == "__main__":
    main()
