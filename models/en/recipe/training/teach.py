"""What a trained network says of windows, kept on disk so that it says it once."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import torch

from ..windows import Window

Scores = tuple[torch.Tensor, torch.Tensor]


class Teacher:
    """The logits of a trained network for the windows of a stage, round by round, in `work/taught`."""

    def __init__(self, infer: Callable[[list[Window]], list[Scores]], work: Path) -> None:
        self.infer, self.folder = infer, work / "taught"
        self.folder.mkdir(parents=True, exist_ok=True)

    def taught(self, windows: list[Window], stage: str, number: int) -> list[Window]:
        """The same windows with the teacher's scores of each piece, in half precision."""
        path = self.folder / f"{stage}-{number}.pt"
        sizes = [window.size for window in windows]
        if not path.exists() or len(torch.load(path, mmap=True)) != sum(sizes):  # or it was of another plan
            found = torch.cat([logits.half() for logits, _ in self.infer(windows)])
            part = path.with_suffix(".part")
            torch.save(found, part)
            part.replace(path)
        parts = torch.load(path).split(sizes)
        return [replace(window, taught=scores) for window, scores in zip(windows, parts, strict=True)]
