"""`pledgebook add`: what comes in, once; what is proposed; what is offered; what is refused."""

import pytest

NEWS = (
    "Ilmara Tennholt promised to build ten schools in Velmar by 2027.\n\n"
    "She said that the ministry would repair the northern bridge.\n"
)
LATER = "On Monday Ilmara Tennholt promised again to build ten schools in Velmar by 2027.\n"


@pytest.fixture
def news(desk):
    file = desk.folder / "news.txt"
    file.write_text(NEWS, encoding="utf8")
    return file


def test_sightings_are_proposed(desk, news):
    """Each document is printed with what was proposed in it, and all of that waits."""
    (added,) = desk.json("add", str(news))
    assert (added["new"], added["readable"], added["offers"]) == (True, True, {})
    waiting = desk.json("list", "--state", "waiting")
    assert [one["id"] for one in waiting] == added["sightings"]
    assert all(NEWS[one["start"] : one["end"]] == one["text"] for one in waiting)
    assert {one["document"] for one in waiting} == {added["document"]}
    assert {one["proposed_by"]["kind"] for one in waiting} == {"reader"}
    assert waiting[0]["promisor"]["name"] == "Ilmara Tennholt"


def test_a_second_run_adds_nothing(desk, news):
    """The same file again, also from another folder, adds no entry."""
    (first,) = desk.json("add", str(news))
    log = desk.log()
    other = desk.folder / "other" / "copy.txt"
    other.parent.mkdir()
    other.write_bytes(news.read_bytes())
    again = desk.json("add", str(news), str(other.parent))
    assert [(one["document"], one["new"], one["sightings"]) for one in again] == [(first["document"], False, [])] * 2
    assert desk.log() == log
    assert "Nothing new was proposed" in desk.says("add", str(news))


def test_bad_sources_are_named(desk, news):
    """A bad source is named on standard error, the others are added, and the exit status is 2."""
    empty = desk.folder / "empty.txt"
    empty.touch()
    done = desk.store.run("add", str(empty), str(news), str(desk.folder / "nowhere"))
    assert done.exit_code == 2
    assert [line.split(": ")[0] for line in done.stderr.splitlines()] == ["pledgebook"] * 2
    assert "empty.txt" in done.stderr
    assert "nowhere" in done.stderr
    assert "(new, " in done.stdout
    assert len(desk.json("list", "documents")) == 1
    assert desk.refused("add", str(empty)).startswith(str(empty))


def test_names_that_are_no_text(desk, news):
    """A file's name or an option that is not UTF-8 is refused with that name or option, and nothing is added."""
    odd = news.rename(news.with_name("news\udcff.txt"))
    log = desk.log()
    assert desk.refused("add", str(odd)) == f"{desk.folder}/news\\udcff.txt: its name is not UTF-8, " + (
        "and so cannot be kept; rename the file."
    )
    for option in ("--title", "--speaker"):
        assert f"'{option}': holds bytes that are no UTF-8" in desk.refused("add", "x", option, "\udcff")
    assert "'--promisor': holds bytes" in desk.refused("mark", "x", "--quote", "We will", "--promisor", "\udcff")
    assert "'--topic': holds bytes" in desk.refused("edit", "x", "--topic", "roads", "--topic", "\udcff")
    assert desk.log() == log


def test_unread(desk):
    """A document in a language without a reader is stored unread, and the command says so."""
    file = desk.folder / "kk.txt"
    file.write_text("Үкімет он мектеп салады. Көпір жөнделеді.\n", encoding="utf8")
    assert "stored unread: there is no reader for the language kk" in desk.says("add", str(file), "--language", "kk")
    (document,) = desk.json("list", "documents")
    assert (document["language"], document["read"]) == ("kk", False)
    (added,) = desk.json("add", str(file), "--language", "kk")
    assert (added["new"], added["readable"], added["sightings"]) == (False, False, [])


def test_offers(desk, news):
    """A known pledge that says the same is offered for joining, with its score and why."""
    (added,) = desk.json("add", str(news))
    pledge = desk.accept(added["sightings"][0])
    later = desk.folder / "later.txt"
    later.write_text(LATER, encoding="utf8")
    (second,) = desk.json("add", str(later))
    offers = second["offers"][second["sightings"][0]]
    assert offers[0]["pledge"] == pledge
    assert offers[0]["score"] >= 0.5
    assert {"name", "value", "weight"} == set(offers[0]["why"][0])
    third = desk.folder / "third.txt"
    third.write_text(f"Yesterday. {LATER}", encoding="utf8")
    assert f"perhaps {pledge[:8]}" in desk.says("add", str(third))


def test_rights(desk, news):
    """A document has the rights that were told, else those that the tracker is set to."""
    desk.says("set", "default_rights", "none")
    desk.json("add", str(news))
    other = desk.take("Something else.", "--rights", "full")
    rights = {one["id"]: one["rights"] for one in desk.json("list", "documents")}
    assert sorted(rights.values()) == ["full", "none"]
    assert rights[other] == "full"


def test_an_author_that_is_not_there(desk, news):
    """A store command refuses an account that does not exist."""
    assert "no account nobody" in desk.refused("add", str(news), "--as", "nobody")
