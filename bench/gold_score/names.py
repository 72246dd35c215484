"""Whether two names mean the same person or body, and how many words two pledges share."""

import re


def words(text: str) -> frozenset[str]:
    return frozenset(text.split())


SMALL = words(
    "the a an of mr mrs ms dr sen sens rep reps re elected returned president minister prime senator candidate "
    "director chairman s and to for in on our its their his her that this with by at as will we be"
)
GENERIC = words(
    "government party department administration officials aides report letter state office committee campaign "
    "lawmakers candidates director nominee"
)
# Who belongs to somebody is somebody else.
OTHERS = words(
    "aides officials administration campaign empire spokesman spokeswoman adviser lawyer supporters opponent rival "
    "daughter son wife husband"
)
STEM = 5


def stems(*parts: str | None) -> set[str]:
    """The beginnings of all words that are not small."""
    words = re.findall(r"[^\W_]+", " ".join(part for part in parts if part).lower())
    return {word[:STEM] for word in words if word not in SMALL}


def word_overlap(gold: dict, found: dict) -> float:
    """Dice of action and object, and a quarter more if the actions share a word: 0 to 1.25."""
    a = stems(gold.get("action"), gold.get("object"))
    b = stems(found.get("action"), found.get("object")) or stems(found.get("text"))
    dice = 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0
    return dice + 0.25 * bool(stems(gold.get("action")) & stems(found.get("action")))


def same_name(one: str | None, other: str | None) -> bool:
    """The same last name or head, or the words of the one lie within the other's."""
    a, b = _words(one), _words(other)
    if not a or not b:
        return False
    if set(a) == set(b):
        return True
    if (set(a) ^ set(b)) & OTHERS:
        return False
    return _within(set(a), set(b)) or (a[-1] == b[-1] and a[-1] not in GENERIC)


def same_person(gold: dict | None, found: dict | None) -> bool:
    """Whether a person is the gold's, by any of the names that it accepts; nobody is the same as nobody."""
    wanted, told = (gold or {}).get("name"), (found or {}).get("name")
    if not wanted or not told:
        return not wanted and not told
    return any(same_name(name, told) for name in [wanted, *(gold or {}).get("accept", [])])


def _within(a: set[str], b: set[str]) -> bool:
    return bool(a - GENERIC) and bool(b - GENERIC) and (a <= b or b <= a)


def _words(name: str | None) -> list[str]:
    words = re.findall(r"[^\W_]+", re.sub(r"[’']s\b", "", (name or "").lower()))
    return [word for word in words if word not in SMALL] or words
