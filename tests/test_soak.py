"""Long tests, run by `make soak`."""

from pathlib import Path

import pytest

from pledgebook.export import dumps, reading_json
from pledgebook.reader import Reader

SAMPLES = sorted((Path(__file__).parents[1] / "samples").glob("*.txt"))


@pytest.mark.soak
def test_a_long_text_reads_the_same_on_any_thread_count():
    """A text of a million characters gives the same bytes with 1 and with 4 threads, and every quote is exact."""
    part = "\n\n".join(path.read_text(encoding="utf8") for path in SAMPLES)
    text = "\n\n".join([part] * (1_000_000 // len(part)))
    one, four = (Reader(threads=n).read(text) for n in (1, 4))
    assert dumps(reading_json(one)) == dumps(reading_json(four))
    assert all(text[p.start : p.end] == p.text for p in one.pledges)
    assert len(one.pledges) > 1000
