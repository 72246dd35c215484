"""The weights with which pledgebook reads English; the files lie beside this one."""

from pathlib import Path

__version__ = "0.3.0"

FOLDER = Path(__file__).parent
