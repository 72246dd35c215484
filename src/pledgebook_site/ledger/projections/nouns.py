"""The record as mappings that load a noun when it is asked for, and write those that have changed."""

import json
from collections.abc import Iterable, Iterator, MutableMapping
from typing import Any

from pledgebook.ledger.state import KeyNoun, State, from_data, to_data
from pledgebook_site.ledger.models.record import OtherRow
from pledgebook_site.ledger.projections.rows import OTHERS, TABLES

AT_ONCE = 500
LISTS = ("keys", "continued", "undone", "redacted", "passed_over")


class Nouns(MutableMapping[str, Any]):
    """The nouns of one kind by id, over rows; a noun that was loaded stays the same object."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.empty = False
        self.held: dict[str, Any] = {}
        self.before: dict[str, str] = {}

    def __getitem__(self, key: str) -> Any:
        if key not in self.held:
            self.load([key])
        noun = self.held[key]
        if noun is None:
            raise KeyError(key)
        return noun

    def __setitem__(self, key: str, noun: Any) -> None:
        if key not in self.held:
            self.load([key])
        self.held[key] = noun

    def __delitem__(self, key: str) -> None:
        self[key] = None

    def __iter__(self) -> Iterator[str]:
        raise TypeError(f"{self.kind} are loaded one by one: use a selector to list them")

    def __len__(self) -> int:
        raise TypeError(f"{self.kind} are loaded one by one: use a selector to count them")

    def new(self, key: str) -> None:
        """Say that no row has this id, so that none is looked for."""
        self.held.setdefault(key, None)

    def load(self, keys: Iterable[str]) -> None:
        """Load these, with few queries for many."""
        wanted = [key for key in dict.fromkeys(keys) if key not in self.held]
        for first in range(0, 0 if self.empty else len(wanted), AT_ONCE):
            for key, data in self._rows(wanted[first : first + AT_ONCE]):
                self.before[key] = text_of(data)
                self.held[key] = self._noun(data)
        for key in wanted:
            self.held.setdefault(key, None)

    def as_stored(self, key: str) -> Any:
        """A noun that was loaded as its row has it; None where there is none."""
        before = self.before.get(key)
        return None if before is None else self._noun(json.loads(before))

    def changed(self) -> dict[str, Any]:
        """Id to noun, or to None where it is gone, of all that differ from their rows."""
        return {key: noun for key, noun in self.held.items() if self._now(noun) != self.before.get(key)}

    def written(self, keys: Iterable[str]) -> None:
        """The rows of these are as the nouns are now."""
        for key in keys:
            now = self._now(self.held[key])
            self.before.pop(key, None)
            if now is not None:
                self.before[key] = now

    def _now(self, noun: Any) -> str | None:
        return None if noun is None else text_of(self.data(noun))

    def _rows(self, keys: list[str]) -> Iterable[tuple[str, Any]]:
        return TABLES[self.kind].row._default_manager.filter(pk__in=keys).values_list("pk", "data")

    def _noun(self, data: Any) -> Any:
        return from_data(TABLES[self.kind].noun, data)

    def data(self, noun: Any) -> Any:
        """A noun as its row keeps it."""
        return to_data(noun)


class Others(Nouns):
    """Nouns of which there are few, in one table; a setting's value and a scale are plain data."""

    def _rows(self, keys: list[str]) -> Iterable[tuple[str, Any]]:
        return OtherRow.objects.filter(kind=self.kind, name__in=keys).values_list("name", "data")

    def _noun(self, data: Any) -> Any:
        return data["value"] if OTHERS[self.kind] is dict else from_data(OTHERS[self.kind], data)

    def data(self, noun: Any) -> Any:
        return {"value": noun} if OTHERS[self.kind] is dict else to_data(noun)


class DatabaseState(State):
    """The state of the log as the rows have it.

    `passed_over` are the entries that do not count, since what they hang on was redacted: whoever folds a part of the
    log anew passes them over too.
    """

    def __init__(self) -> None:
        lists = _lists()
        self.passed_over: set[int] = lists.pop("passed_over")
        super().__init__(
            **{kind: Nouns(kind) for kind in TABLES},
            **{kind: Others(kind) for kind in OTHERS},
            **lists,
        )
        self.lists = self._told()

    def _told(self) -> dict[str, str]:
        return {name: text_of(_list(getattr(self, name))) for name in LISTS}

    def changed_lists(self) -> dict[str, Any]:
        """The lists of the log that differ from their rows, as rows keep them."""
        now = self._told()
        changed = {name: _list(getattr(self, name)) for name in LISTS if now[name] != self.lists[name]}
        self.lists = now
        return changed


def _lists() -> dict[str, Any]:
    rows = dict(OtherRow.objects.filter(kind="log").values_list("name", "data"))
    return {
        "keys": [KeyNoun(**one) for one in rows.get("keys", [])],
        "continued": list(rows.get("continued", [])),
        "undone": set(rows.get("undone", [])),
        "redacted": set(rows.get("redacted", [])),
        "passed_over": set(rows.get("passed_over", [])),
    }


def _list(told: Any) -> list[Any]:
    if isinstance(told, set):
        return sorted(told)
    return [to_data(one) if isinstance(one, KeyNoun) else one for one in told]


def text_of(data: Any) -> str:
    """Data as one string, equal for equal data."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True)


def nouns_in_memory(state: DatabaseState) -> DatabaseState:
    """The state of an empty record, for which no row is looked up."""
    for kind in (*TABLES, *OTHERS):
        getattr(state, kind).empty = True
    return state
