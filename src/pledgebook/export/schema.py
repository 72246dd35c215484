"""The JSON Schemas (draft 2020-12) of the public contracts, as they ship in the package."""

import json
from importlib.resources import files
from typing import Any


def reading_schema() -> dict[str, Any]:
    """The schema of `pledgebook/reading/1`: every key required, further keys allowed."""
    return _shipped("reading")


def check_schema() -> dict[str, Any]:
    """The schema of `pledgebook/check/1`: every key required, further keys allowed."""
    return _shipped("check")


SCHEMAS = {"reading": reading_schema, "check": check_schema}


def _shipped(name: str) -> dict[str, Any]:
    text = files("pledgebook.export").joinpath(f"{name}.schema.json").read_text("utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema
