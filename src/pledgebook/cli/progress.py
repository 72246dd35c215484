"""A bar on stderr that says how many of several documents are done."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    import rich.progress


class Progress:
    """A bar where stderr is a terminal and there is more than one thing to do, else nothing."""

    def __init__(self, total: int, *, label: str) -> None:
        self._bar: rich.progress.Progress | None = None
        if total > 1 and sys.stderr.isatty():
            self._bar = _bar(total, label)

    def __enter__(self) -> Self:
        if self._bar is not None:
            self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.stop()

    def step(self) -> None:
        """One more is done."""
        if self._bar is not None:
            self._bar.advance(self._bar.task_ids[0])

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Take the bar off the terminal while something else is printed there."""
        self.__exit__()
        yield
        self.__enter__()


def _bar(total: int, label: str) -> "rich.progress.Progress":
    from rich.console import Console
    from rich.progress import Progress as Bar

    bar = Bar(console=Console(stderr=True), transient=True, redirect_stdout=False)
    bar.add_task(label, total=total)
    return bar
