"""`pledgebook import`: each quotation grounded, or refused with the number of its row."""

import pytest

TABLE = """quote,speaker,date,address
We will build the bridge by 2027,Ilmara Tennholt,2025-03-14,bridge.txt
nobody pays for the ferry,,,bridge.txt
We will build two bridges,Ilmara Tennholt,,bridge.txt
We will build the bridge,,2025-13,bridge.txt
,,,bridge.txt
Whatever,,,missing.txt
Whatever,,,
"""


@pytest.fixture
def table(desk):
    (desk.folder / "bridge.txt").write_text(
        "“We will build the bridge by 2027,” said Ilmara Tennholt, and nobody pays for the ferry.\n", encoding="utf8"
    )
    file = desk.folder / "quotes.csv"
    file.write_text(TABLE, encoding="utf8")
    return file


def test_rows(desk, table):
    """Grounded rows become sightings with their speaker; the others are named by row, and the exit status is 2."""
    done = desk.store.run("import", str(table), "--format", "json")
    assert done.exit_code == 2
    assert [line.split(":")[1] for line in done.stderr.splitlines()] == [f" row {one}" for one in range(4, 9)]
    first, second = desk.json("list")
    assert first["text"] == "We will build the bridge by 2027"
    assert (first["promisor"]["name"], second["promisor"]) == ("Ilmara Tennholt", None)
    assert first["proposed_by"]["kind"] == "import"
    (document,) = desk.json("list", "documents")
    assert (document["published"], document["read"]) == ("2025-03-14", False)


def test_again(desk, table):
    """A second run adds nothing, and says that all is known."""
    desk.store.run("import", str(table))
    log = desk.log()
    done = desk.store.run("import", str(table))
    assert (done.exit_code, done.stdout) == (2, "0 quotations taken in, 2 known, 5 refused.\n")
    assert desk.log() == log


def test_url_column(desk, table):
    """The address may stand in a column url, and a table of good rows ends with 0."""
    table.write_text("url,quote\nbridge.txt,We will build the bridge\n", encoding="utf8")
    (done,) = desk.json("import", str(table), "--rights", "full")
    assert (done["row"], done["new"]) == (2, True)
    assert desk.json("list", "documents")[0]["rights"] == "full"


def test_any_delimiter(desk, table):
    """A table whose cells are parted by semicolons or tabs, as spreadsheets write it, is a table too."""
    for number, delimiter in enumerate(";\t"):
        row = f"We will build the bridge by 2027{delimiter}bridge.txt\n"
        table.write_text(f"\ufeffQuote{delimiter}Address\n{row}", encoding="utf8")
        (done,) = desk.json("import", str(table))
        assert done["new"] is (number == 0)


def test_too_long_a_cell(desk, table):
    """A cell that no table can hold is refused with the file and its line, and nothing is taken in."""
    table.write_text(f"quote,address\nWe will build,bridge.txt\n{'a' * 140_000},bridge.txt\n", encoding="utf8")
    assert f"{table}, line 3: " in desk.refused("import", str(table))
    assert desk.json("list", "documents") == []


@pytest.mark.parametrize("content", [b"", b"a,b\n1,2\n", b"\xff\xfe", b"quote,speaker\nx,y\n"])
def test_no_table(desk, content):
    """What is no table of quotations is refused in one line."""
    file = desk.folder / "quotes.csv"
    file.write_bytes(content)
    assert str(file) in desk.refused("import", str(file))
    assert "cannot be read" in desk.refused("import", str(desk.folder / "nowhere.csv"))
