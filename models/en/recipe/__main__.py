"""python -m recipe [STAGE …]: train by a plan; a stage keeps its work, and goes on where it was killed.

`speed` measures how quickly each way of training goes here, `plan` shows how the minutes would be spent, `figures` the
dev figures of what is trained, `export` writes the package's files and measures them against fp32.
"""

import argparse
import json
from pathlib import Path

import torch

from .export import export
from .kitchen import Kitchen, corpora_folder
from .model.bases import BASES
from .stages import MINUTES, PLANS, planned
from .training.plan import Stage
from .training.speed import pieces_per_second

HERE = Path(__file__).resolve().parents[1]
TARGET = HERE / "src" / "pledgebook_en"
COMMANDS = ("speed", "plan", "figures", "export")


def main() -> None:
    options = parsed()
    if options.threads:
        torch.set_num_threads(options.threads)
    kitchen = Kitchen(options.corpora, options.work, planned(options.plan, options.minutes), fewer=options.fewer)
    for step in options.steps or [*kitchen.stages, "export"]:
        if step == "speed":
            speeds(kitchen, options.bases)
        elif step == "plan":
            show_plan(kitchen)
        elif step == "figures":
            for name in kitchen.stages:
                print(json.dumps({"stage": name} | kitchen.report(kitchen.trained(name))), flush=True)
        elif step == "export":
            for name in kitchen.stages:
                export(kitchen, name, options.target / name)
        else:
            kitchen.trained(step)


def parsed() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m recipe", description=__doc__)
    parser.add_argument("steps", nargs="*", metavar="STEP", help=f"stages of the plan, or of {', '.join(COMMANDS)}")
    parser.add_argument("--plan", choices=list(PLANS), default="half")
    parser.add_argument("--minutes", type=float, default=MINUTES, help="for the whole plan; %(default)s unless told")
    parser.add_argument("--threads", type=int, default=0, help="of the processor; all unless told")
    parser.add_argument("--corpora", type=Path, default=corpora_folder(HERE))
    parser.add_argument("--work", type=Path, default=HERE / "work", help="where checkpoints are kept")
    parser.add_argument(
        "--target", type=Path, default=HERE / "work" / "export", help="where a model's folder is written"
    )
    parser.add_argument(
        "--fewer", type=int, default=1, metavar="N", help="one document of N only: to try the recipe out"
    )
    parser.add_argument("--bases", nargs="*", choices=BASES, default=["mpnet-six", "minilm"], help="for speed")
    options = parser.parse_args()
    if unknown := set(options.steps) - {*COMMANDS, *(stage.name for stage, _ in PLANS[options.plan])}:
        parser.error(f"no step {min(unknown)} in the plan {options.plan}")
    if not (options.corpora / "polnear").is_dir():
        parser.error(
            f"no corpora in {options.corpora}: set --corpora or PLEDGEBOOK_CORPORA (see docs/how-to/measure.md)"
        )
    return options


def speeds(kitchen: Kitchen, bases: list[str]) -> None:
    """Pieces a second of every base, precision and size of batch."""
    for base in bases:
        for kind in (torch.float32, torch.bfloat16):
            for batch in (2048, 4096):
                stage = Stage("speed", base, 1.0, rate=1e-5, batch=batch)
                found = pieces_per_second(stage, kitchen.larder, kitchen.work, kitchen.special, kind)
                print(
                    json.dumps({"base": base, "kind": str(kind), "batch": batch, "pieces_per_second": round(found)}),
                    flush=True,
                )


def show_plan(kitchen: Kitchen) -> None:
    """The passes over every corpus of each stage."""
    print(json.dumps({"pieces": kitchen.larder.sizes()}))
    for stage in kitchen.stages.values():
        kind, drawn = kitchen.drawn(stage)
        told = {"stage": stage.name, "minutes": round(stage.minutes, 1), "kind": str(kind), "rounds": drawn.rounds}
        print(json.dumps(told | {"pieces_per_second": kitchen.speed(stage)[1], "passes": drawn.passes}))


if __name__ == "__main__":
    main()
