"""What a tracker can be set to: each key with the check that its value passes."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings

from pledgebook.errors import OptionError
from pledgebook.ledger.events import ScaleRecorded, SettingChanged
from pledgebook.ledger.rating import Scale, known, read_scale, scale
from pledgebook.ledger.values import Rights
from pledgebook.settings import is_language
from pledgebook_site.ledger.selectors import record
from pledgebook_site.ledger.services.log import operation

AUTHORS_SHOWN = ("tracker", "role", "name")


def change_setting(key: str, told: str, *, author: str) -> Any:
    """Set something of the tracker, as a person tells it; the value. OptionError if there is no such key or value."""
    if key not in KEYS:
        raise OptionError(f"there is no setting {key!r}: there are {', '.join(KEYS)}.")
    if key == "scale":
        return use_scale(_scale(told), author=author)
    value = KEYS[key](told)
    if key not in record.settings() or record.settings()[key] != value:
        with operation(author) as op:
            op.record(SettingChanged(key=key, value=value), subject=op.log.tracker)
    return value


def first_language() -> str:
    """The language that a tracker speaks unless another is told."""
    languages: list[str] = record.settings().get("languages") or ["en"]
    return languages[0]


def use_scale(wanted: Scale, *, author: str) -> str:
    """Record a scale and use it; what is on record in the same words is not recorded again."""
    data = wanted.to_data()
    with operation(author) as op:
        state = op.projection.state
        if state.scales.get(wanted.id) != data:
            op.record(ScaleRecorded(scale=data), subject=op.log.tracker)
        if state.settings.get("scale") != wanted.id:
            op.record(SettingChanged(key="scale", value=wanted.id), subject=op.log.tracker)
    return wanted.id


def _scale(told: str) -> Scale:
    if told in known():
        return scale(told)
    if Path(told).is_file():
        return read_scale(Path(told))
    raise OptionError(f"there is no scale {told!r}: name a YAML file, or one of {', '.join(known())}.")


def _name(told: str) -> str:
    if not told.strip() or not told.isprintable():
        raise OptionError("a tracker's name is one line of printable characters.")
    return told.strip()


def _languages(told: str) -> list[str]:
    codes = list(dict.fromkeys(told.replace(",", " ").split()))
    if not codes or not all(is_language(one) for one in codes):
        raise OptionError(f"{told!r} is no list of languages: write their codes, as en,ru,kk.")
    spoken = [code for code, _name in settings.LANGUAGES]
    dumb = [one for one in codes if one not in spoken]
    if dumb:
        raise OptionError(f"the pages do not speak {', '.join(dumb)}: they speak {', '.join(spoken)}.")
    return codes


def _one_of(*allowed: str) -> Callable[[str], str]:
    def check(told: str) -> str:
        if told not in allowed:
            raise OptionError(f"{told!r} is not one of {', '.join(allowed)}.")
        return told

    return check


def _switch(told: str) -> bool:
    if told not in ("on", "off"):
        raise OptionError(f"{told!r} is neither on nor off.")
    return told == "on"


KEYS: dict[str, Callable[[str], Any]] = {
    "name": _name,
    "languages": _languages,
    "scale": _scale,
    "default_rights": _one_of(*Rights),
    "two_signatures": _switch,
    "authors_shown": _one_of(*AUTHORS_SHOWN),
    "demonstration": _switch,
}
