"""`list`, `show` and `log`."""

import pytest

FIELDS = {"id", "state", "text", "document", "pledge", "start", "end", "promisor", "score", "proposed_by"}


@pytest.fixture
def record(desk):
    """Three sightings: one accepted with a deadline and a verdict, one rejected, one waiting; its ids by name."""
    document = desk.take()
    bridge = desk.mark(document, "We will build the bridge by 2027", "--promisor", "Ilmara Tennholt")
    ferry = desk.mark(document, "Nobody pays for the ferry")
    then = desk.mark(document, "until then", "--promisor", "Ödger Ünal")
    pledge = desk.accept(bridge, "--title", "Eine Brücke")
    desk.says("edit", pledge, "--deadline", "2027")
    desk.says("reject", ferry)
    verdict = desk.json("verdict", pledge, "not-yet-rated", "--because", "Too early.")["id"]
    return {"document": document, "bridge": bridge, "ferry": ferry, "then": then, "pledge": pledge, "verdict": verdict}


def ids(found):
    return [one["id"] for one in found]


def test_sightings(desk, record):
    """Sightings are listed by default, with all that the other commands need, and filtered by state."""
    found = desk.json("list")
    assert sorted(ids(found)) == sorted([record["bridge"], record["ferry"], record["then"]])
    assert set(found[0]) >= FIELDS
    assert ids(desk.json("list", "sightings", "--state", "waiting")) == [record["then"]]
    assert desk.json("list", "--state", "accepted")[0]["pledge"] == record["pledge"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (("--text", "FERRY"), ["ferry"]),
        (("--text", "bridge by"), ["bridge"]),
        (("--promisor", "odger unal"), ["then"]),
        (("--status", "not-yet-rated"), ["bridge"]),
        (("--due-before", "2028"), ["bridge"]),
        (("--due-before", "2027-06"), []),
        (("--state", "rejected", "--text", "bridge"), []),
        (("--as-of", "2020"), []),
        (("--as-of", "2999", "--state", "rejected"), ["ferry"]),
        (("--as-of", "2999", "--status", "not-yet-rated"), ["bridge"]),
        (("--as-of", "2999", "--text", "until"), ["then"]),
    ],
)
def test_filters_of_sightings(desk, record, words, found):
    """Sightings are filtered by words, promisor, status, deadline and moment."""
    assert ids(desk.json("list", *words)) == [record[name] for name in found]


@pytest.mark.parametrize(
    ("words", "there"),
    [
        (("--text", "brucke"), True),
        (("--text", "harbour"), False),
        (("--promisor", "ilmara tennholt"), True),
        (("--promisor", "ilmara"), False),
        (("--status", "not-yet-rated"), True),
        (("--status", "kept"), False),
        (("--due-before", "2028-01"), True),
        (("--due-before", "2027"), False),
        (("--due-before", "2027-12-31"), False),
        (("--as-of", "2020"), False),
        (("--as-of", "2999"), True),
        (("--as-of", "2999", "--status", "kept"), False),
        (("--as-of", "2999", "--text", "BRÜCKE", "--status", "not-yet-rated"), True),
    ],
)
def test_filters_of_pledges(desk, record, words, there):
    """Pledges are filtered by words, promisor, status, deadline and moment."""
    assert ids(desk.json("list", "pledges", *words)) == ([record["pledge"]] if there else [])


def test_pledges(desk, record):
    """A pledge is listed with its title, status, promisor, deadline, sightings and first words."""
    (pledge,) = desk.json("list", "pledges")
    assert pledge["title"] == "Eine Brücke"
    assert pledge["deadline"] == {"earliest": "2027", "latest": "2027", "text": None}
    assert (pledge["sightings"], pledge["tracked"], pledge["status"]) == (1, True, "not-yet-rated")
    assert pledge["text"] == "We will build the bridge by 2027"


def test_as_of(desk, record):
    """As of a moment of the log the record stands as it stood after it."""
    given = next(one["recorded_at"] for one in desk.json("log") if one["type"] == "verdict.given")
    accepted = next(one["recorded_at"] for one in desk.json("log") if one["type"] == "sighting.accepted")
    desk.says("withdraw", record["verdict"], "--reason", "premature")
    assert desk.json("list", "pledges")[0]["status"] is None
    assert desk.json("list", "pledges", "--as-of", given)[0]["status"] == "not-yet-rated"
    assert desk.json("list", "pledges", "--as-of", accepted)[0]["status"] is None
    states = {one["id"]: one["state"] for one in desk.json("list", "--as-of", accepted)}
    assert states == {record["bridge"]: "accepted", record["ferry"]: "waiting", record["then"]: "waiting"}
    assert "is no moment" in desk.refused("list", "--as-of", "yesterday")


@pytest.mark.parametrize(
    "noun", ["documents", "evidence", "verdicts", "people", "offices", "terms", "programmes", "remarks", "accounts"]
)
def test_other_nouns(desk, record, noun):
    """Every other noun is listed as an array and as a table."""
    found = desk.json("list", noun)
    assert len(found) == {"documents": 1, "verdicts": 1, "accounts": 1}.get(noun, 0)
    lines = desk.says("list", noun).splitlines()
    assert lines == [f"No {noun}."] if not found else lines[1].startswith(found[0]["id"][:8])


def test_limit(desk, record):
    """No more than the limit is listed."""
    assert len(desk.json("list", "--limit", "2")) == 2
    assert len(desk.says("list", "--limit", "1").splitlines()) == 2


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (("documents", "--state", "waiting"), "--state says nothing about documents"),
        (("pledges", "--state", "waiting"), "--state says nothing about pledges"),
        (("--state", "open"), "'open' is not one of 'waiting'"),
        (("promises",), "'promises' is not one of"),
        (("--due-before", "tomorrow"), "is no date"),
        (("--programme", "abcd"), "there is no programme"),
        (("--limit", "0"), "0 is not in the range"),
    ],
)
def test_list_refused(desk, words, complaint):
    """What cannot be listed is refused in one line."""
    assert complaint in desk.refused("list", *words)


def test_show(desk, record):
    """A pledge is shown with its sightings and their documents, its verdicts and its history with dates."""
    told = desk.json("show", record["pledge"][:8])
    (sighting,) = told["sightings"]
    assert (sighting["start"], sighting["end"], sighting["document"]) == (1, 33, record["document"])
    assert sighting["source"]["file_name"] == "bridge.txt"
    assert [one["id"] for one in told["verdicts"]] == [record["verdict"]]
    assert {"sighting.accepted", "pledge.titled", "verdict.given"} <= {one["type"] for one in told["history"]}
    assert all(one["recorded_at"].endswith("Z") for one in told["history"])


def test_show_any(desk, record):
    """Every noun can be shown, for people and as JSON."""
    for name in ("document", "bridge", "ferry", "verdict"):
        assert desk.json("show", record[name])["id"] == record[name]
        assert record[name] in desk.says("show", record[name])
    assert len(desk.json("show", record["document"])["sightings"]) == 3
    assert "there is no noun 'ffff'" in desk.refused("show", "ffff")
    assert "too short" in desk.refused("show", "abc")


def test_show_what_it_rests_on(desk, record):
    """A verdict with evidence tells its ids, and of a sighting that was taken out only that it was."""
    evidence = desk.json("evidence", record["pledge"], "--for", "--note", "It stands.")["id"]
    verdict = desk.json("verdict", record["pledge"], "kept", "--because", "It stands.")["id"]
    assert f"evidence          {evidence}" in desk.says("show", verdict)
    desk.says("redact", record["document"], "--reason", "law")
    shown = desk.says("show", record["pledge"])
    assert f"{record['bridge'][:8]}  (taken out of the record)" in shown
    assert "None" not in shown


def test_show_accounts_and_scales(desk, record):
    """An account is shown by its id and a scale by its name, each with its history; so does the log."""
    (account,) = desk.json("list", "accounts")
    shown = desk.json("show", account["id"][:8])
    assert (shown["noun"], shown["name"], shown["role"]) == ("account", "local", "administrator")
    assert [one["type"] for one in shown["history"]] == ["author.recorded"]
    assert "name              local" in desk.says("show", account["id"])
    scale = desk.json("show", "politifact")
    assert (scale["noun"], len(scale["entries"])) == ("scale", 6)
    assert (
        [one["type"] for one in scale["history"]]
        == ["scale.recorded"]
        == [one["type"] for one in desk.json("log", "politifact", "--limit", "3")]
    )
    assert "  kept              final: " in desk.says("show", "politifact")


def test_times_have_a_zone(desk, record):
    """Every time that people are shown says in which zone it is."""
    clock = desk.json("log", "--limit", "1")[0]["recorded_at"]
    told = f"{clock[:10]} {clock[11:19]} UTC"
    assert told in desk.says("log", "--limit", "1")
    assert told in desk.says("show", record["pledge"])
    assert f"proposed at       {clock[:10]}" in (shown := desk.says("show", record["ferry"]))
    assert not any(line.endswith("Z") for line in shown.splitlines())


@pytest.mark.parametrize("words", [("list",), ("show", "politifact"), ("log",), ("set",), ("redact", "abcd")])
def test_an_unknown_account_reads_nothing(desk, words):
    """A named account that does not exist is refused by what only reads too; `ledger` and `user` ignore it."""
    more = ("--dry-run",) if words[0] == "redact" else ()
    assert desk.refused(*words, *more, "--as", "nobody").startswith("there is no account nobody")
    assert desk.says("ledger", "head", "--as", "nobody")
    assert "local" in desk.says("user", "list", "--as", "nobody")


def test_log(desk, record):
    """The log is shown with the newest entry last, whole or for one noun."""
    entries = desk.json("log")
    assert [one["entry"] for one in entries] == list(range(len(entries)))
    assert entries[-1]["type"] == "verdict.given"
    assert entries[-1]["payload"]["status"] == "not-yet-rated"
    assert {one["author_name"] for one in entries} == {"local"}
    about = desk.json("log", record["ferry"])
    assert [one["type"] for one in about] == ["sighting.proposed", "sighting.rejected"]
    lines = desk.says("log", "--limit", "2").splitlines()
    assert len(lines) == 2
    assert "verdict.given" in lines[-1]


def test_terminal(desk):
    """No document commands the terminal: control characters are shown as escapes."""
    desk.mark(desk.take("We will \x1b[31m build.\n"), "We will \x1b[31m build")
    assert "\x1b" not in desk.says("list")


def test_a_verdict_that_another_has_followed(desk, record):
    """What is no longer in force says since when, and by which other; withdrawing that one puts it in force again."""
    desk.json("evidence", record["pledge"], "--for", "--note", "Seen", "--url", "https://example.org/a")
    second = desk.json("verdict", record["pledge"], "kept", "--because", "It stands.")["id"]
    day = desk.json("show", second)["in_force_at"][:10]
    told = f"superseded on {day} by {second[:8]}"
    assert told in desk.says("show", record["verdict"])
    for text in (desk.says("show", record["pledge"]), desk.says("list", "verdicts")):
        (line,) = (one for one in text.splitlines() if one.strip().startswith(record["verdict"][:8]))
        assert told in line
        (line,) = (one for one in text.splitlines() if one.strip().startswith(second[:8]))
        assert "in force" in line
    by = {one["id"]: one["superseded_by"] for one in desk.json("show", record["pledge"])["verdicts"]}
    assert by == {record["verdict"]: second, second: None}
    desk.says("withdraw", second, "--reason", "A mistake")
    assert "superseded" not in desk.says("show", record["pledge"])


def test_a_deadline_without_dates_is_shown_by_its_words():
    """ "Within weeks", of which no day is known, stands where a date would."""
    from pledgebook_site.commands.looking.show import _value

    known = {"earliest": None, "latest": "2027", "text": "by 2027"}
    assert _value("deadline", {**known, "latest": None, "text": "within weeks"}, {}) == "(within weeks)"
    assert _value("deadline", known, {}) == "/2027 (by 2027)"
