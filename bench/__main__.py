"""`python -m bench TASK --data PATH`: measure, show the figures, and end with them as one line of JSON."""

import json
from importlib import import_module
from pathlib import Path
from types import ModuleType

import click

from bench import floors
from bench.data import DataError, home
from bench.figures import flat
from bench.options import Options
from pledgebook.errors import PledgebookError

# The name of a task and the module that measures it; its docstring defines the figures.
TASKS = {
    "attribution": "bench.tasks.attribution",
    "attribution-sentences": "bench.tasks.attribution_sentences",
    "acts": "bench.tasks.acts",
    "mimac": "bench.tasks.mimac",
    "specificity": "bench.tasks.specificity",
    "parse": "bench.tasks.parse",
    "party-words": "bench.tasks.party_words",
    "names": "bench.tasks.names",
    "times": "bench.times",
    "pledges": "bench.tasks.pledges",
    "releases": "bench.tasks.releases",
    "same-pledge": "bench.tasks.same_pledge",
    "speed": "bench.tasks.speed",
    "ledger": "bench.tracker.ledger",
    "site": "bench.tracker.site",
}
BELOW, BAD_INPUT = 1, 2


@click.command()
@click.argument("task", required=False, type=click.Choice(list(TASKS)))
@click.option("--data", type=click.Path(path_type=Path), help="Folder or file in the layout of the task's corpus.")
@click.option("--json", "only_json", is_flag=True, help="Print only the line of JSON.")
@click.option("--model", default="en", show_default=True, help="The name of an installed model, or its folder.")
@click.option("--threads", default=1, show_default=True, help="Threads that one inference call may use.")
@click.option("--all", "everything", is_flag=True, help="Measure also documents that the model was trained on.")
@click.option("--floors", "compare", is_flag=True, help="Measure every task whose data is there against floors.json.")
@click.option("--update", is_flag=True, help="With --floors: raise the floors to what was reached. Never lowers one.")
def main(
    task: str | None, data: Path | None, only_json: bool, compare: bool, update: bool, **told: str | int | bool
) -> None:
    """Measure pledgebook on public corpora and on gold."""
    options = Options(**told)  # type: ignore[arg-type]
    if compare:
        raise SystemExit(hold_floors([task] if task else list(TASKS), options, update=update))
    if task is None:
        raise click.UsageError(f"name a task ({', '.join(TASKS)}) or --floors")
    try:
        result = measure(task, data, options)
    except (DataError, PledgebookError) as error:
        click.echo(f"bench: {error}", err=True)
        raise SystemExit(BAD_INPUT) from None
    if not only_json:
        show(task, result)
    click.echo(json.dumps(result, ensure_ascii=False))


def module_of(task: str) -> ModuleType:
    return import_module(TASKS[task])


def measure(task: str, data: Path | None, options: Options) -> dict:
    """The result of one task, its name and the model first."""
    module = module_of(task)
    place = home(module.HOME) if data is None and module.HOME is not None else data
    return {"task": task, "model": options.model, **module.run(place, options)}


def show(task: str, result: dict) -> None:
    """What the figures mean, and each on a line of its own."""
    click.echo((module_of(task).__doc__ or "").strip() + "\n")
    for name, value in flat({name: value for name, value in result.items() if name != "counts"}):
        click.echo(f"{name:40} {value}")
    for what, reason in result.get("skipped", {}).items():
        click.echo(f"{what} was not measured: {reason}")
    if result["seen"]:
        click.echo(f"The model was trained on {result['seen']} of these {result['documents']} documents.")
    click.echo()


def hold_floors(tasks: list[str], options: Options, *, update: bool) -> int:
    """Measure each task whose data is there, say how it stands, and answer with the exit status."""
    known, status = floors.load(), 0
    for task in tasks:
        try:
            result = measure(task, None, options)
        except DataError as error:
            click.echo(f"{task}: skipped, {error}")
            continue
        except PledgebookError as error:
            click.echo(f"bench: {error}", err=True)
            return BAD_INPUT
        status = max(status, hold(task, result, known.get(task)))
        if update and (floor := floors.raised(result, known.get(task), module_of(task).PINNED)):
            known[task] = floor
    if update:
        floors.save(known)
        floors.publish(known)
    return status


def hold(task: str, result: dict, floor: dict | None) -> int:
    """Say how one result stands to its floor."""
    if floor is None or (reason := floors.cannot_hold(result, floor)) is not None:
        click.echo(f"{task}: not compared, {'no floor yet' if floor is None else reason}")
        return 0
    for what, reason in result.get("skipped", {}).items():
        click.echo(f"{task}: {what} was not measured, {reason}")
    worse = floors.below(result, floor)
    for line in worse:
        click.echo(f"{task}: BELOW, {line}")
    if not worse:
        click.echo(f"{task}: holds")
    return BELOW if worse else 0


if __name__ == "__main__":
    main()
