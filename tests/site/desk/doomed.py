"""The process of the queue, which kills itself at a told point of reading a document."""

import os
import signal
import sys
from collections.abc import Callable
from typing import Any

from pledgebook_site.boot import boot
from pledgebook_site.config import data_folder


def dying(*, before: bool) -> Callable[..., Any]:
    """What makes of a function one that this process does not survive, before it or after."""

    def made(function: Callable[..., Any]) -> Callable[..., Any]:
        def last(*words: Any, **told: Any) -> None:
            if not before:
                function(*words, **told)
            os.kill(os.getpid(), signal.SIGKILL)

        return last

    return made


def points() -> dict[str, tuple[Any, str, bool]]:
    """The points by name, in the order in which they come: whose which function, and whether before it."""
    from pledgebook_site import reading
    from pledgebook_site.desk import incoming
    from pledgebook_site.ledger.projections import Projection
    from pledgebook_site.ledger.services import documents

    return {
        "claimed": (incoming, "take", True),
        "reading": (reading, "propose", True),
        "read": (reading, "propose", False),
        "recording": (documents, "propose", False),
        "committing": (Projection, "write", False),
        "committed": (incoming, "add", False),
        "done": (incoming, "take", False),
    }


def main(point: str) -> None:
    """Work on the queue until that point."""
    boot(data_folder())
    from pledgebook_site.web.serving import queue

    owner, name, before = points()[point]
    setattr(owner, name, dying(before=before)(getattr(owner, name)))
    queue.main()


if __name__ == "__main__":
    main(sys.argv[1])
