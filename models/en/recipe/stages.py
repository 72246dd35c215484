"""The stages of a whole training, and how so many minutes are shared among them."""

from .training.plan import Stage

MINUTES = 160.0
SPARE = 0.9  # of the minutes are for training: the rest measures, exports and saves

# A plan is a row of (stage, its share of the minutes); docs/how-to/train.md gives the reasons.
PLANS: dict[str, list[tuple[Stage, float]]] = {
    # Six of mpnet's layers on the labels, then MiniLM taught by them.
    "six": [
        (Stage("six", "mpnet-six", 0, rate=6e-5), 0.66),
        (Stage("small", "minilm", 0, rate=2.5e-4, seed=2, teacher="six", plain=0.3, distinct_share=0.5), 0.34),
    ],
    # All twelve layers, then six of theirs and MiniLM, both taught by them.
    "twelve": [
        (Stage("twelve", "mpnet", 0, rate=4e-5), 0.45),
        (
            Stage(
                "six",
                "mpnet-six",
                0,
                rate=6e-5,
                seed=2,
                teacher="twelve",
                begins="twelve",
                plain=0.2,
                distinct_share=0.5,
            ),
            0.37,
        ),
        (Stage("small", "minilm", 0, rate=2.5e-4, seed=3, teacher="six", plain=0.3, distinct_share=0.5), 0.18),
    ],
    # MiniLM alone, on the labels: for a machine with little time.
    "small": [(Stage("small", "minilm", 0, rate=2e-4), 1.0)],
}


def planned(plan: str, minutes: float) -> dict[str, Stage]:
    """The stages of a plan by name, each with its minutes."""
    return {s.name: s.lasting(minutes * SPARE * share) for s, share in PLANS[plan]}
