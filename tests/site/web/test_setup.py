"""The first run, and what can be set later."""

import re

import pytest

PASSWORD = "seven grey herons"
WHOLE = {
    "name": "The Saltmere Record",
    "languages": ["en", "kk"],
    "programme": "Programme of the Harbour Coalition",
    "starts": "12 March 2024",
    "ends": "2028",
    "scale": "polimetre",
    "default_rights": "none",
    "two_signatures": "on",
    "account": "Oda Fenwick",
    "password": PASSWORD,
}


def test_only_with_the_token(browser, token):
    """Without the token that serve printed, or with another, nobody sees the form."""
    assert browser().get("/setup/").status_code == 403
    assert browser().get("/setup/?token=guessed").status_code == 403
    assert browser().post("/setup/", WHOLE | {"token": "guessed"}).status_code == 403
    shown = browser().get(f"/setup/?token={token}")
    assert shown.status_code == 200
    assert shown.headers["Referrer-Policy"] == "same-origin"


def test_sign_in_tells_of_it(add, browser):
    """As long as nobody can sign in, the page for it says how that is mended, and then no more."""
    assert "Nobody can sign in yet" in browser().get("/desk/sign-in/").content.decode()
    add("Ilmara")
    assert "Nobody can sign in yet" not in browser().get("/desk/sign-in/").content.decode()


def test_a_whole_answer(browser, token, checked_log):
    """The answers become events by the new administrator, who is signed in; the form is gone for good."""
    from pledgebook_site.ledger.selectors import record

    client = browser()
    answer = client.post("/setup/", WHOLE | {"token": token})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/desk/")
    told = record.settings()
    assert told["name"] == "The Saltmere Record"
    assert told["languages"] == ["en", "kk"]
    assert (told["scale"], told["default_rights"], told["two_signatures"]) == ("polimetre", "none", True)
    (programme,) = record.others("programmes").values()
    assert (programme.name, programme.start, programme.end) == (WHOLE["programme"], "2024-03-12", "2028")
    assert client.get("/desk/accounts/").status_code == 200
    assert browser().get(f"/setup/?token={token}").status_code == 404
    assert {entry.author for entry, _ in checked_log()[9:] if entry.type != "author.recorded"} == {
        client.get("/desk/accounts/").wsgi_request.user.author
    }


def test_faults_stand_on_top_and_at_the_field(browser, token):
    """What is missing is listed first, each with a link to its field, which says it again; nothing was recorded."""
    from pledgebook_site.ledger.selectors.log import the_log

    size = the_log().size
    answer = browser().post("/setup/", {"token": token, "password": "short", "starts": "soon", "scale": "polimetre"})
    text = answer.content.decode()
    assert answer.status_code == 400
    for field, fault in (("name", "Give the tracker a name"), ("starts", "Write a date as"), ("password", "too short")):
        assert re.search(f'<a href="#id_{field}">[^<]*{fault}', text)
        assert re.search(f'id="id_{field}_error">[^<]*{fault}', text)
        assert re.search(f'<input[^>]*name="{field}"[^>]*aria-invalid="true"', text)
    assert "short" not in re.findall(r'<input[^>]*name="password"[^>]*>', text)[0]
    assert the_log().size == size
    assert browser().get(f"/setup/?token={token}").status_code == 200


def test_a_token_is_used_once(store, token):
    """Of two who send the form at the same time one is let through, and again where the first one failed."""
    from pledgebook_site.web.firstrun import holds, used

    def fail() -> None:
        with used(store.data, token) as mine:
            assert mine
            with used(store.data, token) as second:
                assert not second
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert holds(store.data, token)
    with used(store.data, token) as mine:
        assert mine
    assert not holds(store.data, token)


def test_settings_change_what_differs(add, browser, checked_log):
    """Saving the settings records an event for what is new and none for what is as it was."""
    from pledgebook_site.ledger.selectors import record

    client = browser(add("Ilmara"))
    before = len(checked_log())
    told = {"name": "Another name", "languages": ["en"], "scale": "politifact", "default_rights": "excerpt"}
    told |= {"two_signatures": "off", "authors_shown": "name", "own_scale": ""}
    assert client.post("/desk/settings/", told).status_code == 302
    assert len(checked_log()) == before + 2
    assert client.post("/desk/settings/", told).status_code == 302
    assert len(checked_log()) == before + 2
    assert record.settings()["name"] == "Another name"
    assert "Another name" in client.get("/desk/settings/").content.decode()


OWN = """
id: two-steps
name: Two steps
rubric: "1"
source: ours
entries:
  - {id: open, label: {en: Open}, phase: initial, text: {en: Nobody has looked.}}
  - {id: done, label: {en: Done}, phase: final, text: {en: It is done.}}
"""


def test_a_scale_of_ones_own(add, browser):
    """A scale that is typed in is recorded and used; one with a fault is refused with what is wrong."""
    from pledgebook_site.ledger.selectors import record

    client = browser(add("Ilmara"))
    told = {"name": "A test", "languages": ["en"], "scale": "politifact", "default_rights": "excerpt"}
    told |= {"two_signatures": "off", "authors_shown": "tracker"}
    assert client.post("/desk/settings/", told | {"own_scale": "id: ["}).status_code == 400
    assert client.post("/desk/settings/", told | {"own_scale": "id: x"}).status_code == 400
    assert client.post("/desk/settings/", told | {"own_scale": OWN}).status_code == 302
    assert record.scale()["name"] == "Two steps"
    assert "It is done." in client.get("/desk/settings/").content.decode()
    assert client.post("/desk/settings/", told | {"scale": "/etc/passwd"}).status_code == 400


NO_YAML = ["id: x\nrubric: 2024-13-45", '!!timestamp "foo"', "name: !!int abc", "name: " + "9" * 5000, "[" * 20_000]


@pytest.mark.parametrize("written", NO_YAML, ids=lambda one: one[:20])
def test_what_the_loader_cannot_take_is_a_fault_of_the_field(browser, token, written):
    """A scale that no loader of YAML gets through is refused at its field, in the first run too."""
    answer = browser().post("/setup/", WHOLE | {"scale": "own", "own_scale": written, "token": token})
    assert answer.status_code == 400
    assert re.search('id="id_own_scale_error">[^<]*This is no YAML', answer.content.decode())


LINES = {
    "own_name": "Ours",
    "own_label_1": "Еще не смотрели",
    "own_phase_1": "initial",
    "own_text_1": "Nobody has looked.",
    "own_label_3": "Half way",
    "own_phase_3": "progress",
    "own_text_3": "Something can be seen.",
    "own_label_4": "Done",
    "own_phase_4": "final",
    "own_text_4": "It is done.",
    "own_label_5": "Dropped",
    "own_phase_5": "broken",
    "own_text_5": "It was given up.",
}


def test_a_scale_written_line_by_line(browser, token):
    """In the first run a scale of one's own is written a status a line, and is then the tracker's."""
    from pledgebook_site.ledger.selectors import record

    client = browser()
    assert "Write a scale of your own" in client.get(f"/setup/?token={token}").content.decode()
    answer = client.post("/setup/", WHOLE | LINES | {"scale": "own", "token": token})
    assert answer.status_code == 302
    scale = record.scale()
    assert (scale["id"], scale["name"], scale["rubric"]) == ("ours", "Ours", "1")
    told = [(one["id"], one["phase"], one["broken"]) for one in scale["entries"]]
    assert told == [
        ("status-1", "initial", False),
        ("half-way", "progress", False),
        ("done", "final", False),
        ("dropped", "final", True),
    ]
    assert scale["entries"][1]["text"] == {"en": "Something can be seen."}
    page = client.get("/desk/settings/").content.decode()
    assert "It was given up." in page
    assert re.search(r'name="scale" value="own"[^>]*checked', page)


@pytest.mark.parametrize(
    ("told", "field", "fault"),
    [
        ({"own_text_3": ""}, "own_text_3", "Say what it means"),
        ({"own_phase_4": ""}, "own_phase_4", "Say what kind it is"),
        ({"own_label_4": ""}, "own_label_4", "Give it a word"),
        ({"own_name": ""}, "own_name", "Give the scale a name"),
        ({"own_phase_4": "progress", "own_phase_5": "progress"}, "own_label_1", "has to be final"),
        ({"own_phase_3": "initial"}, "own_label_1", "Only one status"),
    ],
)
def test_a_line_that_is_not_whole(browser, token, told, field, fault):
    """What a scale of one's own lacks is said at its field, and nothing is recorded."""
    from pledgebook_site.ledger.selectors.log import the_log

    size = the_log().size
    answer = browser().post("/setup/", WHOLE | LINES | {"scale": "own", "token": token} | told)
    assert answer.status_code == 400
    assert re.search(f'id="id_{field}_error">[^<]*{fault}', answer.content.decode())
    assert '<details class="field" id="own" open' in answer.content.decode()
    assert the_log().size == size


def test_a_scale_of_ones_own_is_changed(add, browser, checked_log):
    """What is as it was is not recorded again; another word is, with the next version of the rubric, by the same id."""
    from lxml import html

    from pledgebook_site.ledger.selectors import record

    client = browser(add("Ilmara"))
    told = {"name": "A test", "languages": ["en", "ru"], "scale": "own", "default_rights": "excerpt"}
    told |= {"two_signatures": "off", "authors_shown": "tracker", "own_scale": ""}
    assert client.post("/desk/settings/", told | LINES).status_code == 302
    form = next(one for one in html.fromstring(client.get("/desk/settings/").content).forms if "own_name" in one.fields)
    lines = {name: value for name, value in form.form_values() if name.startswith("own_")}
    before = len(checked_log())
    assert client.post("/desk/settings/", told | lines).status_code == 302
    assert len(checked_log()) == before
    place = next(name for name, value in lines.items() if value == "Half way").replace("label", "text")
    assert client.post("/desk/settings/", told | lines | {place: "More than half can be seen."}).status_code == 302
    scale = record.scale()
    assert (scale["rubric"], scale["entries"][1]["id"]) == ("2", "half-way")
    assert scale["entries"][1]["text"] == {"en": "More than half can be seen."}
    assert len(checked_log()) == before + 1
    assert client.post("/desk/settings/", told | {"scale": "politifact"}).status_code == 302
    assert record.scale()["id"] == "politifact"


def test_accounts(add, browser):
    """An administrator adds an account, changes its role and its password; the last administrator stays one."""
    from pledgebook_site.ledger.selectors.accounts import account

    mine = add("Ilmara")
    client = browser(mine)
    new = {"act": "add", "account": "Tarn", "role": "reader", "password": "eight white storks"}
    assert client.post("/desk/accounts/", new).status_code == 302
    assert client.post("/desk/accounts/", new).status_code == 400
    tarn = account("Tarn")
    assert client.post("/desk/accounts/", {"act": "role", "author": tarn.author, "role": "editor"}).status_code == 302
    assert account("Tarn").role == "editor"
    reset = {"act": "reset", "author": tarn.author, "password": "nine black rooks"}
    assert client.post("/desk/accounts/", reset).status_code == 302
    assert account("Tarn").check_password("nine black rooks")
    assert client.post("/desk/accounts/", reset | {"password": "x"}).status_code == 400
    refused = client.post("/desk/accounts/", {"act": "role", "author": mine.author, "role": "reader"})
    assert refused.status_code == 400
    assert "last administrator" in refused.content.decode()
    local = account("local").author
    assert client.post("/desk/accounts/", {"act": "reset", "author": local, "password": "x"}).status_code == 404


def test_log_page(add, browser):
    """The log is read from its end, a page at a time; what is no number is no page."""
    client = browser(add("Ilmara"))
    assert "changed a setting" in client.get("/desk/log/").content.decode()
    assert "The log:" in client.get("/desk/log/?before=3").content.decode()
    assert client.get("/desk/log/?before=x").status_code == 404
    assert client.get("/desk/log/?before=" + "9" * 50).status_code == 404
