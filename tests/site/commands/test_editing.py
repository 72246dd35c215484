"""`edit`, `correct`, `record`, `undo` and `set`."""

import pytest


def test_edit_a_sighting(desk):
    """A sighting's words and its promisor can be changed; its id stays."""
    sighting = desk.mark(desk.take(), "We will build the bridge by 2027", "--promisor", "Somebody")
    changed = desk.json("edit", sighting, "--quote", "We will build the bridge", "--role", "Minister")
    assert (changed["id"], changed["text"]) == (sighting, "We will build the bridge")
    assert changed["promisor"] == {"name": "Somebody", "role": "Minister", "person": None}
    assert desk.json("edit", sighting, "--start", "4", "--end", "14")["text"] == "will build"


def test_edit_a_pledge(desk):
    """All that an editor says of a pledge is recorded in one operation."""
    pledge = desk.pledge()
    programme = desk.json("record", "programme", "Coalition treaty")["id"]
    before = len(desk.log())
    desk.json(
        *("edit", pledge, "--title", "Көпір", "--language", "kk", "--summary", "A bridge, by 2027."),
        *("--topic", "bridges", "--topic", "ferries", "--body", "Ministry of Transport"),
        *("--deadline", "2026/2027", "--deadline-text", "by 2027", "--promisor", "Ilmara Tennholt"),
        *("--kind", "action", "--firmness", "firm", "--testable", "yes", "--programme", programme[:8]),
        "--confirm-promisor",
    )
    entries = desk.json("log")[before:]
    assert len({one["recorded_at"] for one in entries}) == 1
    told = desk.json("show", pledge)
    assert told["titles"] == {"kk": "Көпір"}
    assert list(told["summaries"]) == ["kk"]
    assert (told["topics"], told["responsible"]) == (["bridges", "ferries"], "Ministry of Transport")
    assert told["deadline"] == {"earliest": "2026", "latest": "2027", "text": "by 2027"}
    assert (told["kind"], told["firmness"], told["testable"], told["specificity"]) == ("action", "firm", "yes", None)
    assert (told["promisor"]["name"], told["programme"]) == ("Ilmara Tennholt", programme)


def test_edit_takes_away(desk):
    """A deadline, a body, a whole and a programme are taken away by the word none."""
    pledge = desk.pledge()
    desk.says("edit", pledge, "--deadline", "2027", "--body", "Ministry")
    desk.says("edit", pledge, "--deadline", "none", "--body", "none", "--part-of", "none", "--programme", "none")
    told = desk.json("show", pledge)
    assert (told["deadline"], told["responsible"], told["part_of"], told["programme"]) == (None,) * 4


def test_parts(desk):
    """A pledge is made part of another, which its sighting's id may name, and its whole carries the verdicts."""
    document = desk.take()
    whole_sighting, part_sighting = desk.mark(document), desk.mark(document, "Nobody pays for the ferry")
    whole, part = desk.accept(whole_sighting), desk.accept(part_sighting)
    desk.says("edit", part_sighting, "--part-of", whole_sighting, "--verdicts", "parent")
    assert desk.json("show", part)["part_of"] == whole
    assert desk.json("show", whole)["parts"] == [part]
    assert "part of itself" in desk.refused("edit", whole, "--part-of", part)


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        ((), "say what to change"),
        (("--language", "en"), "--language goes with"),
        (("--quote", "We", "--title", "x"), "--title is about a pledge"),
        (("--quote", "We"), "this is a pledge"),
        (("--role", "Minister"), "names nobody yet"),
        (("--deadline-text", "soon"), "has none yet"),
        (("--kind", "wish"), "'wish' is not one of"),
        (("--title", " "), "--title is empty"),
        (("--programme", "abcd"), "there is no programme"),
    ],
)
def test_edit_refused(desk, words, complaint):
    """What cannot be said of a pledge is refused in one line."""
    assert complaint in desk.refused("edit", desk.pledge(), *words)


def test_correct_a_document(desk):
    """What is told of a document is corrected, an empty value takes it away, and its rights are changed."""
    document = desk.take()
    told = ("--title", "A bridge", "--published", "2025-03", "--rights", "none", "--reason", "asked to")
    changed = desk.json("correct", document, *told)
    assert (changed["title"], changed["published"], changed["rights"]) == ("A bridge", "2025-03", "none")
    assert desk.json("correct", document, "--title", "")["title"] is None
    assert "is no date" in desk.refused("correct", document, "--published", "2025-13")
    assert "always has one" in desk.refused("correct", document, "--language", " ")
    assert "no code of a language" in desk.refused("correct", document, "--language", "English")
    assert "there is no document" in desk.refused("correct", desk.mark(document), "--title", "x")
    again = desk.json("add", str(desk.folder / "bridge.txt"), "--language", "kk")
    assert again[0]["document"] == document


def test_correct_in_public(desk):
    """A correction is on record about any noun, and is shown with it."""
    pledge = desk.pledge()
    made = desk.json("correct", pledge, "The bridge was promised for 2028.")
    assert desk.json("show", pledge)["corrections"][0]["id"] == made["id"]
    assert [one["kind"] for one in desk.json("list", "remarks")] == ["correction"]
    assert "give either" in desk.refused("correct", pledge)
    assert "give either" in desk.refused("correct", pledge, "Text", "--title", "x")
    assert "is empty" in desk.refused("correct", pledge, " ")


def test_record(desk):
    """Persons with names in several languages, offices and terms are on record and can be told anew."""
    person = desk.json("record", "person", "Ilmara Tennholt", "--in", "kk=Ілмара Теннхолт")
    assert person["names"] == {"kk": "Ілмара Теннхолт"}
    again = desk.json("record", "person", "Ilmara Tennholt-Orrel", "--id", person["id"][:6])
    assert (again["id"], again["names"]) == (person["id"], {})
    office = desk.json("record", "office", "Minister of Transport", "--body", "Government")["id"]
    term = desk.json("record", "term", person["id"], office, "--start", "2024-05")
    assert (term["person"], term["office"], term["end"]) == (person["id"], office, None)
    assert [len(desk.json("list", kind)) for kind in ("people", "offices", "terms")] == [1, 1, 1]
    pledge = desk.pledge()
    desk.says("edit", pledge, "--person", person["id"])
    assert desk.json("show", pledge)["promisor"]["name"] == "Ilmara Tennholt-Orrel"
    assert "as kk=NAME" in desk.refused("record", "person", "X", "--in", "kk")
    assert "there is no office" in desk.refused("record", "term", person["id"], person["id"])


def test_programmes(desk):
    """A programme is opened and closed; after that no pledge joins it."""
    programme = desk.json("record", "programme", "Coalition treaty", "--kind", "treaty", "--start", "2026")["id"]
    pledge = desk.pledge()
    desk.says("edit", pledge, "--programme", programme)
    assert [one["id"] for one in desk.json("list", "pledges", "--programme", programme[:8])] == [pledge]
    assert desk.json("record", "programme", "--close", programme, "--reason", "elections")["closed"] is True
    assert "closed already" in desk.refused("record", "programme", "--close", programme)
    assert "programme is closed" in desk.refused("edit", pledge, "--programme", programme)
    assert "give either" in desk.refused("record", "programme")
    assert "--reason goes with" in desk.refused("record", "programme", "X", "--reason", "y")


def test_replies(desk):
    """A reply is on record with its pledge."""
    pledge = desk.pledge()
    reply = desk.json("record", "reply", pledge, "It is under way.", "--by", "Ministry", "--date", "2026")
    assert (reply["by"], reply["about"]) == ("Ministry", pledge)
    assert desk.json("show", pledge)["replies"][0]["id"] == reply["id"]


def test_undo(desk):
    """The last operation is undone, or that of an entry; a second undo goes further back."""
    document = desk.take()
    sighting = desk.mark(document)
    desk.accept(sighting, "--title", "A bridge")
    undone = desk.json("undo")
    assert [one["type"] for one in undone] == ["sighting.accepted", "pledge.titled"]
    assert desk.json("show", sighting)["state"] == "waiting"
    assert [one["undone"] for one in desk.json("log", sighting)][:2] == [False, True]
    assert desk.says("undo") == f"1 entry undone: {undone[0]['entry'] - 1} (sighting.proposed).\n"
    assert "there is no noun" in desk.refused("show", sighting)
    assert "cannot be undone" in desk.refused("undo", "1")
    assert "there is no entry 5000" in desk.refused("undo", "5000")


def test_settings(desk, tmp_path):
    """Each setting is checked, is on record, and is listed; saying it again adds nothing."""
    assert desk.json("set", "languages", "en, kk") == {"key": "languages", "value": ["en", "kk"]}
    assert desk.json("set", "two_signatures", "on")["value"] is True
    assert desk.json("set", "scale", "polimetre")["value"] == "polimetre"
    log = desk.log()
    desk.says("set", "scale", "polimetre")
    desk.says("set", "two_signatures", "on")
    assert desk.log() == log
    assert log[-2:] == ["scale.recorded", "setting.changed"]
    told = desk.json("set")
    assert (told["languages"], told["scale"], told["two_signatures"]) == (["en", "kk"], "polimetre", True)
    assert "two_signatures  on" in desk.says("set")


def test_a_scale_of_ones_own(desk, tmp_path):
    """A scale from a YAML file is recorded and used; a broken file is refused with the place."""
    file = tmp_path / "own.yml"
    file.write_text(
        "id: own\nname: Ours\nrubric: '1'\nsource: us\n"
        "entries:\n- {id: open, label: Open, phase: initial, text: Not yet.}\n",
        encoding="utf8",
    )
    assert desk.json("set", "scale", str(file))["value"] == "own"
    assert [one["in_use"] for one in desk.json("list", "scales")] in ([True, False], [False, True])
    file.write_text("id: own\n", encoding="utf8")
    assert "is missing" in desk.refused("set", "scale", str(file))


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (("colour", "red"), "there are name, languages, scale, default_rights"),
        (("name", " "), "one line of printable characters"),
        (("name",), "say what to set it to"),
        (("languages", "English"), "no list of languages"),
        (("languages", "en,zz"), "the pages do not speak zz: they speak en, ru, kk"),
        (("scale", "nowhere"), "there is no scale 'nowhere'"),
        (("default_rights", "some"), "is not one of full, excerpt, none"),
        (("two_signatures", "yes"), "neither on nor off"),
        (("authors_shown", "all"), "is not one of tracker, role, name"),
    ],
)
def test_settings_refused(desk, words, complaint):
    """A key or a value that does not exist is refused in one line with those that do."""
    assert complaint in desk.refused("set", *words)
