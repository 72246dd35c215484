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
