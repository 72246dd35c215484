"""The weights of a smaller, quicker network; the files lie beside this."""

from pathlib import Path

__version__ = "0.3.0"

FOLDER = Path(__file__).parent
