"""The stages of a whole training, and how so many minutes are shared among them."""

from dataclasses import replace

from .training.plan import Stage

MINUTES = 160.0
SPARE = 0.92  # of the minutes are for training: the rest measures, exports and saves

TWELVE = Stage("twelve", "mpnet", 0, rate=4e-5)
SIX = Stage("six", "mpnet-six", 0, rate=6e-5, seed=2)
SMALL = Stage("small", "minilm", 0, rate=1.8e-4, seed=3, plain=0.3, distinct_share=0.3)
WORDS = Stage("words", "minilm", 0, rate=2e-4, seed=11, only=("ewt", "gum", "worldwide", "wikigold", "uner"))
SIX_AGAIN = replace(
    SIX,
    begins="installed",
    teacher="installed",
    rate=4e-5,
    seed=6,
    words="words",
    frozen=3,
    distinct_share=0.5,
    share=0.4,
)
SMALL_AGAIN = replace(SMALL, begins="installed-small", rate=1.5e-4, words="words", share=0.5)

# A plan is a row of (stage, its share of the minutes); docs/how-to/train.md gives the reasons.
PLANS: dict[str, list[tuple[Stage, float]]] = {
    # All twelve of mpnet's layers on the labels, to be shipped and to teach another day.
    "teacher": [(TWELVE, 1.0)],
    # The same in fewer minutes, then MiniLM taught by them.
    "twelve": [(TWELVE, 0.68), (SMALL.taught("twelve"), 0.32)],
    # All twelve for a while, then six of their layers, which see twice as much in the same time.
    "half": [(TWELVE, 0.45), (replace(SIX, begins="twelve"), 0.55)],
    # Six of mpnet's layers on the labels, then MiniLM taught by them.
    "six": [(SIX, 0.66), (SMALL.taught("six"), 0.34)],
    # MiniLM on words and names alone, for those of parties' sentences; the layers of the default again, from where
    # they stand, taught by themselves where nobody has labelled; then the small model, taught by them.
    "again": [(WORDS, 0.12), (SIX_AGAIN, 0.52), (SMALL_AGAIN.taught("six"), 0.36)],
    # The small model from where it stands, taught by the default as it ships.
    "taught": [(WORDS, 0.07), (SMALL_AGAIN.taught("installed"), 0.93)],
    # MiniLM alone, on the labels: for a machine with little time.
    "small": [(Stage("small", "minilm", 0, rate=1.8e-4, seed=3), 1.0)],
}


def planned(plan: str, minutes: float) -> dict[str, Stage]:
    """The stages of a plan by name, each with its minutes."""
    return {s.name: s.lasting(minutes * SPARE * share) for s, share in PLANS[plan]}
