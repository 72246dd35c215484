"""What a run of the bench may be told, and the reader that it measures."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bench.data import DataError

if TYPE_CHECKING:
    from pledgebook.analysis import Analyst
    from pledgebook.reader import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """The model's name or folder, threads a call, and whether documents that it was trained on are measured too."""

    model: str = "en"
    threads: int = 1
    everything: bool = False

    def analyst(self) -> Analyst:
        from pledgebook.analysis import Analyst  # not every task needs the encoder

        return Analyst(model=self._named(), threads=self.threads)

    def analyst_telling(self, head: str, what: str) -> Analyst:
        """The model's analyst; DataError where it was not trained to tell this."""
        found = self.analyst()
        if head not in found.weights.heads:
            name = found.weights.name
            raise DataError(f"the model {name} was not trained to tell {what}: name another with --model.")
        return found

    def reader(self) -> Reader:
        from pledgebook.reader import Reader

        return Reader(model=self._named(), threads=self.threads)

    def _named(self) -> str | Path:
        return Path(self.model) if Path(self.model).is_dir() else self.model
