"""The weights with which pledgebook reads English; the files lie beside this one."""

from pathlib import Path

FOLDER = Path(__file__).parent
