"""A process that works in a tracker without a pause until it is killed, and prints what it was told is committed."""

import sys
from pathlib import Path

from pledgebook_site.boot import boot
from pledgebook_site.config import data_folder


def main(folder: str, name: str) -> None:
    """Take in a text, mark it, accept it, judge it; each id is printed once the operation has returned."""
    boot(data_folder(Path(folder)))
    from tests.site.proof.conftest import at_desk

    desk = at_desk()
    print("ready", flush=True)
    for number in range(100_000):
        words = f"{name} will mend pier number {number}"
        document = desk.take(f"“{words},” said {name}.\n")
        print("documents", document, flush=True)
        sighting = desk.mark(document, words)
        print("sightings", sighting, flush=True)
        pledge = desk.accept(sighting)
        print("pledges", pledge, flush=True)
        print("evidence", desk.evidence(pledge, document, words), flush=True)
        print("verdicts", desk.judge(pledge), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
