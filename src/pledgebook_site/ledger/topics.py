"""What promises are about, as data."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml


@cache
def topics() -> dict[str, dict[str, Any]]:
    """The known topics by id, in their order: a number of the Comparative Agendas Project, and labels by language."""
    listed = yaml.safe_load(Path(__file__).with_name("topics.yml").read_text("utf8"))
    return {one["id"]: one for one in listed}


def topic_label(topic: str, *, language: str) -> str:
    """What a topic is called; one of a tracker's own is called what it is."""
    known = topics().get(topic)
    if known is None:
        return topic
    labels: dict[str, str] = known["label"]
    return labels.get(language) or labels["en"]
