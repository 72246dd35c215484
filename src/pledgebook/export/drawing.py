"""What rich draws, as text."""

from io import StringIO

from rich.console import Console, RenderableType


def drawn(shown: RenderableType, *, width: int, colours: bool) -> str:
    """What is shown as lines without blanks at their ends; `width` in columns, `colours` for a terminal."""
    stream = StringIO()
    console = Console(
        file=stream,
        width=width,
        force_terminal=colours,
        no_color=not colours,
        highlight=False,
        color_system="standard" if colours else None,
        legacy_windows=False,
        emoji=False,
    )
    console.print(shown)
    return "\n".join(line.rstrip() for line in stream.getvalue().rstrip().split("\n")) + "\n"
