"""The recipe is no installed package: it is found in models/en, and needs what `make train` installs."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "models" / "en"))
