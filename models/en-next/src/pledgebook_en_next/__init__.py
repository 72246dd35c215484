"""The weights that are to follow pledgebook-en, where they measure better in everything; the files lie beside this."""

from pathlib import Path

__version__ = "0.2.0"

FOLDER = Path(__file__).parent
