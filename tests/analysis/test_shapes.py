"""How the letters of a word piece are written."""

import pytest

from pledgebook.analysis.shapes import LOWER, MIXED, TITLE, UNKNOWN, UPPER, Shapes, shape_of


@pytest.mark.parametrize(
    ("text", "shape"),
    [("us", LOWER), ("US", UPPER), ("Us", TITLE), ("U", TITLE), ("iOS", MIXED), ("2030", UNKNOWN), ("", UNKNOWN)],
)
def test_shapes(text, shape):
    """Small letters, capitals, a capital first, a mix, and no letter at all; the same when asked again."""
    shapes = Shapes()
    assert shape_of(text) == shapes.of(text) == shapes.of(text) == shape
