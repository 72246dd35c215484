"""Rating scales and the reasons for broken promises: YAML files in `scales/`, and a tracker's own with the same checks.

What each field means stands at the top of `scales/politifact.yml`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from pledgebook.errors import LedgerError
from pledgebook.ledger.values import Phase

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
Words = Mapping[str, str]
"""The same words by language code."""


class NotYamlError(LedgerError):
    """What should be a scale is no YAML, or has a value that YAML cannot have."""


_FOLDER = Path(__file__).parent / "scales"
_REASONS = "reasons"
_PLAIN = "und"
_LARGEST = 1_000_000


@dataclass(frozen=True, slots=True)
class ScaleEntry:
    """One thing that a verdict may say; `text` is its rubric, `maps` its counterparts on other scales."""

    id: str
    label: Words
    phase: Phase
    text: Words
    broken: bool = False
    maps: Mapping[str, str | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Scale:
    """A rating scale; `rubric` is the version of its texts, which travels with each verdict."""

    id: str
    name: str
    rubric: str
    source: str
    entries: tuple[ScaleEntry, ...]

    def entry(self, name: str) -> ScaleEntry:
        """The entry of an id; LedgerError names those that there are."""
        for entry in self.entries:
            if entry.id == name:
                return entry
        raise LedgerError(f'scale "{self.id}" has no entry "{name}": it has {", ".join(e.id for e in self.entries)}')

    @property
    def initial(self) -> ScaleEntry | None:
        """The entry at which a pledge stands before anybody has judged it, if the scale has one."""
        return next((entry for entry in self.entries if entry.phase is Phase.INITIAL), None)

    def to_data(self) -> dict[str, Any]:
        """Plain data that `scale_from` takes back: the payload of `scale.recorded`."""
        entries = [
            {
                "id": entry.id,
                "label": dict(entry.label),
                "phase": entry.phase.value,
                "text": dict(entry.text),
                "broken": entry.broken,
                "maps": dict(entry.maps),
            }
            for entry in self.entries
        ]
        return {"id": self.id, "name": self.name, "rubric": self.rubric, "source": self.source, "entries": entries}


@dataclass(frozen=True, slots=True)
class BrokenReason:
    """Why a promise was broken."""

    id: str
    label: Words
    text: Words


def words(told: Words, *, language: str) -> str:
    """The words in a language, else in English, else in whichever comes first."""
    return told.get(language) or told.get("en") or next(iter(told.values()))


def known() -> tuple[str, ...]:
    """The ids of the scales that come with pledgebook, sorted."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.yml") if path.stem != _REASONS))


@cache
def scale(name: str) -> Scale:
    """A scale that comes with pledgebook; LedgerError names those that there are."""
    if name not in known():
        raise LedgerError(f'there is no scale "{name}": known are {", ".join(known())}')
    return read_scale(_FOLDER / f"{name}.yml")


@cache
def reasons() -> Mapping[str, BrokenReason]:
    """The reason codes for broken promises, by id, in the order of their file."""
    listed = yaml.safe_load((_FOLDER / f"{_REASONS}.yml").read_bytes())
    found = [_reason(told, where=f"reason {place}") for place, told in enumerate(listed, start=1)]
    return {reason.id: reason for reason in found}


def read_scale(path: Path) -> Scale:
    """The scale in a YAML or JSON file; LedgerError says what is wrong with it, and where."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise LedgerError(f"{path} cannot be read: {error.strerror}") from None
    if len(content) > _LARGEST:
        raise LedgerError(f"{path} is too large for a scale")
    return scale_in(content, where=str(path))


def scale_in(content: str | bytes, *, where: str = "the scale") -> Scale:
    """The scale that a text of YAML or JSON describes; LedgerError says what is wrong with it, and where."""
    try:
        return scale_from(yaml.safe_load(content), where=where)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        line = str(error).split("\n", 1)[0]
        raise NotYamlError(f"{where} is not YAML: {line}") from None
    except (AttributeError, LookupError):  # the loader of what a tag says that is not there, as `!!bool x`
        raise NotYamlError(f"{where} is not YAML: a value is not what its tag says") from None


def scale_from(told: object, *, where: str = "the scale") -> Scale:
    """The scale that plain data describes; LedgerError says what is wrong with it, and where."""
    fields = _fields(told, needed={"id", "name", "rubric", "source", "entries"}, where=where)
    listed = fields["entries"]
    if not isinstance(listed, list) or not listed:
        raise LedgerError(f"{where}: entries is not a list of at least one entry")
    entries = tuple(_entry(one, where=f"{where}, entry {place}") for place, one in enumerate(listed, start=1))
    _refuse_repeated([entry.id for entry in entries], where=where)
    return Scale(
        id=_id(fields["id"], where=where),
        name=_text(fields["name"], "name", where=where),
        rubric=_text(fields["rubric"], "rubric", where=where),
        source=_text(fields["source"], "source", where=where),
        entries=entries,
    )


def counterpart(entry: ScaleEntry, *, of: Scale, on: Scale) -> ScaleEntry | None:
    """What another scale calls this entry, or None where it has no word for it."""
    if of.id == on.id:
        return next((other for other in on.entries if other.id == entry.id), None)
    return next((other for other in on.entries if other.id == entry.maps.get(on.id)), None)


def _entry(told: object, *, where: str) -> ScaleEntry:
    fields = _fields(told, needed={"id", "label", "phase", "text"}, optional={"broken", "maps"}, where=where)
    broken = fields.get("broken", False)
    if not isinstance(broken, bool):
        raise LedgerError(f"{where}: broken is not true or false")
    phase = _phase(fields["phase"], where=where)
    if broken and phase is not Phase.FINAL:
        raise LedgerError(f"{where}: an entry that is broken must be final")
    return ScaleEntry(
        id=_id(fields["id"], where=where),
        label=_words(fields["label"], "label", where=where),
        phase=phase,
        text=_words(fields["text"], "text", where=where),
        broken=broken,
        maps=_maps(fields.get("maps", {}), where=where),
    )


def _reason(told: object, *, where: str) -> BrokenReason:
    fields = _fields(told, needed={"id", "label", "text"}, where=where)
    return BrokenReason(
        id=_id(fields["id"], where=where),
        label=_words(fields["label"], "label", where=where),
        text=_words(fields["text"], "text", where=where),
    )


def _fields(told: object, *, needed: set[str], where: str, optional: set[str] | None = None) -> dict[str, Any]:
    if not isinstance(told, dict):
        raise LedgerError(f"{where}: not a table of {', '.join(sorted(needed))}")
    missing, unknown = sorted(needed - set(told)), sorted(map(str, set(told) - needed - (optional or set())))
    if missing:
        raise LedgerError(f"{where}: {missing[0]} is missing")
    if unknown:
        raise LedgerError(f'{where}: "{unknown[0]}" is not a field')
    return told


def _phase(told: object, *, where: str) -> Phase:
    if not isinstance(told, str) or told not in set(Phase):
        raise LedgerError(f"{where}: phase is not one of {', '.join(Phase)}")
    return Phase(told)


def _id(told: object, *, where: str) -> str:
    if not isinstance(told, str) or ID.match(told) is None:
        raise LedgerError(f"{where}: id {told!r} is not small letters, digits and hyphens (put it in quotes if it is)")
    return told


def _text(told: object, name: str, *, where: str) -> str:
    if not isinstance(told, str) or not told.strip():
        raise LedgerError(f"{where}: {name} is not text (put a number or a date in quotes)")
    if any("\ud800" <= sign <= "\udfff" for sign in told):
        raise LedgerError(f"{where}: {name} has half a character")
    return told


def _words(told: object, name: str, *, where: str) -> Words:
    """Words by language; plain words count as those of no language in particular."""
    if isinstance(told, str):
        return {_PLAIN: _text(told, name, where=where)}
    if not isinstance(told, dict) or not told:
        raise LedgerError(f"{where}: {name} is neither text nor a table from language to text")
    return {_text(code, name, where=where): _text(text, name, where=where) for code, text in told.items()}


def _maps(told: object, *, where: str) -> dict[str, str | None]:
    if not isinstance(told, dict):
        raise LedgerError(f"{where}: maps is not a table from scale to entry")
    return {
        _id(other, where=f"{where}, maps"): None if entry is None else _id(entry, where=f"{where}, maps")
        for other, entry in told.items()
    }


def _refuse_repeated(ids: list[str], *, where: str) -> None:
    repeated = next((one for one in ids if ids.count(one) > 1), None)
    if repeated is not None:
        raise LedgerError(f'{where}: entry "{repeated}" is there twice')
