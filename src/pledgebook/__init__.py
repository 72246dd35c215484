"""pledgebook: who promised what, with every quotation cut from the source.

The whole public face. Names are looked up when first used, so that `import pledgebook` costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pledgebook.errors import PledgebookError
    from pledgebook.grounding import ground
    from pledgebook.reader import Reader, read_file, read_text, read_url
    from pledgebook.records import Document, Grounding, Reading, Sighting, Span, Statement

__version__ = "0.1.0"

_HOMES = {
    "Document": "records",
    "Grounding": "records",
    "PledgebookError": "errors",
    "Reader": "reader",
    "Reading": "records",
    "Sighting": "records",
    "Span": "records",
    "Statement": "records",
    "ground": "grounding",
    "read_file": "reader",
    "read_text": "reader",
    "read_url": "reader",
}

__all__ = [
    "Document",
    "Grounding",
    "PledgebookError",
    "Reader",
    "Reading",
    "Sighting",
    "Span",
    "Statement",
    "__version__",
    "ground",
    "read_file",
    "read_text",
    "read_url",
]


def __getattr__(name: str) -> object:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'pledgebook' has no attribute {name!r}")
    return getattr(import_module(f"pledgebook.{home}"), name)


def __dir__() -> list[str]:
    return __all__
