"""The weights of a smaller, quicker network; the files lie beside this."""

from pathlib import Path

FOLDER = Path(__file__).parent
