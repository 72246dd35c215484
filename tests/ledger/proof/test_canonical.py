"""Canonical JSON by RFC 8785, and its strict reading."""

import json

import pytest
import rfc8785
from hypothesis import given, settings
from hypothesis import strategies as st

from pledgebook.ledger.proof import ProofError, canonical, read_json

NUMBERS = st.integers(-(2**53) + 1, 2**53 - 1) | st.floats(allow_nan=False, allow_infinity=False)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
VALUES = st.recursive(
    st.none() | st.booleans() | NUMBERS | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=12,
)


@given(value=VALUES)
@settings(max_examples=60, deadline=None)
def test_one_value_one_string(value):
    """What is written reads back as the same value, and is written so again."""
    written = canonical(value)
    assert read_json(written) == value
    assert canonical(read_json(written)) == written


PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-1000, 1000) | st.floats(-(2**54), 2**54, width=32) | TEXTS,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.tuples(inner)
        | st.dictionaries(st.text(st.characters(max_codepoint=0x100), max_size=3), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(value=VALUES | PLAIN)
@settings(max_examples=200, deadline=None)
def test_as_the_package_has_it(value):
    """What the quick encoder writes is what the package for RFC 8785 writes."""
    assert canonical(value) == rfc8785.dumps(value)


@pytest.mark.parametrize(
    "number",
    [
        1e-4,
        9.9e-5,
        1e-6,
        0.1,
        0.91,
        1.0,
        2.0,
        -0.0,
        0.0,
        1e15,
        1e16,
        123456789012345.6,
        999999999999999.9,
        1e21,
        5e-324,
    ],
)
def test_numbers_as_the_package_has_them(number):
    """The same of numbers around the bounds between which both write no exponent."""
    assert canonical([number, -number, {"a": number}]) == rfc8785.dumps([number, -number, {"a": number}])


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ({"b": 1, "a": [None, True, False]}, '{"a":[null,true,false],"b":1}'),
        # Names are ordered by UTF-16 units: a letter beyond U+FFFF comes before U+FB33.
        ({"\ufb33": 1, "\U0001f600": 2, "\r": 3}, '{"\\r":3,"\U0001f600":2,"\ufb33":1}'),
        ([333333333.33333329, 1e30, 4.50, 2e-3, 1e-27, -0.0, 1e21, 1e20], None),
        ("€$\u000f\nA'B\"\\\u2028/", '"€$\\u000f\\nA\'B\\"\\\\\u2028/"'),
    ],
)
def test_by_the_letter(value, written):
    """Names, numbers and letters are spelled as RFC 8785 says, most of these as in its own examples."""
    numbers = "[333333333.3333333,1e+30,4.5,0.002,1e-27,0,1e+21,100000000000000000000]"
    assert canonical(value) == (numbers if written is None else written).encode("utf8")


@given(
    value=VALUES,
    escaped=st.booleans(),
    ordered=st.booleans(),
    separators=st.sampled_from([(",", ":"), (", ", ": ")]),
)
@settings(max_examples=200, deadline=None)
def test_however_it_is_written(value, escaped, ordered, separators):
    """JSON is read as the standard library reads it, numbers of the same kind, whoever wrote it."""
    told = json.dumps(value, ensure_ascii=escaped, sort_keys=ordered, separators=separators)
    assert repr(read_json(told.encode())) == repr(json.loads(told))


def nested(depth: int) -> object:
    value: object = None
    for _ in range(depth):
        value = [value]
    return value


@pytest.mark.parametrize(
    "value",
    [float("nan"), float("inf"), 2**53, -(2**53), 10**5000, "\ud800", {"\ud800": 1}, {1: 2}, {1, 2}, b"", nested(9999)],
    ids=lambda value: type(value).__name__,
)
def test_what_cannot_be_written(value):
    """A value that has no canonical JSON is refused with one line."""
    with pytest.raises(ProofError) as caught:
        canonical(value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "data",
    [
        b'{"a":1,"a":2}',
        b'[{"a":{"b":1,"b":1}}]',
        b"\xef\xbb\xbf{}",
        '{"a":1}'.encode("utf-16"),
        b'"\xff"',
        b"NaN",
        b"-Infinity",
        b"{} {}",
        b"",
        b"[" * 9999,
        b"1" * 5000,
        b"1e999",
    ],
    ids=lambda data: repr(data[:14]),
)
def test_what_is_not_read(data):
    """JSON that two programs could understand in two ways, or not at all, is refused with one line."""
    with pytest.raises(ProofError) as caught:
        read_json(data)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("digits", [14, 15, 16, 17, 21, 40])
def test_whole_numbers_of_any_length(digits):
    """A whole number is read as RFC 8785 has it, however many digits it has and wherever it stands."""
    number = int("9" * digits)
    for told in (f"[{number}]", f'{{"a":-{number}}}', f'["{"1" * 30}",{number},5]'):
        read = read_json(told.encode())
        found = read["a"] if isinstance(read, dict) else read[-2] if len(read) > 1 else read[0]
        assert abs(found) == (number if number <= 2**53 - 1 else float(number))
