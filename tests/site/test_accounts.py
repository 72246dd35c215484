"""Accounts: the first one rules, passwords come from no option, and the log knows ids only."""

import json

import pytest

from pledgebook.ledger.entries import open_blob

GOOD = "seven grey herons\n" * 2


def listed(store) -> dict:
    return {one["name"]: one for one in json.loads(store.run("user", "list", "--format", "json").stdout)}


def test_the_first_is_administrator(store):
    """The first account that is added is administrator, later ones are editors unless told otherwise."""
    for words in (["Ilmara"], ["Oskar"], ["Tove", "--role", "publisher"]):
        assert store.run("user", "add", *words, stdin=GOOD).exit_code == 0
    roles = {name: one["role"] for name, one in listed(store).items() if name != "local"}
    assert roles == {"Ilmara": "administrator", "Oskar": "editor", "Tove": "publisher"}


def test_the_log_knows_ids_only(store):
    """An account is on record by its id and role; neither name nor password is anywhere in the log."""
    store.run("user", "add", "Ilmara Tennholt", stdin=GOOD)
    from pledgebook_site.ledger.selectors.log import entries

    entry, blob = list(entries())[-1]
    assert (entry.type, entry.subject) == ("author.recorded", listed(store)["Ilmara Tennholt"]["id"])
    assert b'"role":"administrator","sign_in":true' in blob
    assert not any(b"Ilmara" in entry.line or b"Ilmara" in blob or b"heron" in blob for entry, blob in entries())


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ("", "two lines"),
        ("seven grey herons\n", "two lines"),
        ("seven grey herons\nseven grey geese\n", "differ"),
        ("short\nshort\n", "too short"),
        ("password1\npassword1\n", "too common"),
        ("9283740192\n9283740192\n", "entirely numeric"),
        ("Ilmara Tennholt\nIlmara Tennholt\n", "too similar"),
        ("\n\n", "too short"),
    ],
)
def test_passwords_are_checked(store, told, said):
    """A password that is missing, told in two ways or easily guessed is refused in one line, and nothing is added."""
    result = store.run("user", "add", "Ilmara Tennholt", stdin=told)
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)
    assert said in result.stderr
    assert list(listed(store)) == ["local"]


@pytest.mark.parametrize("name", ["local", "LOCAL", "ilmara", " Ilmara ", "", "  ", "a\nb", "x" * 151])
def test_names_are_checked(store, name):
    """A name that is taken, also in other letters, or is none, is refused before a password is asked for."""
    store.run("user", "add", "Ilmara", stdin=GOOD)
    result = store.run("user", "add", name, stdin="")
    assert result.exit_code == 2
    assert "password" not in result.stderr
    assert len(listed(store)) == 2


def test_a_password_is_reset(store):
    """After a reset the new password is the account's and the old one is not; who did it is on record, without it."""
    from pledgebook_site.errors import AccountError
    from pledgebook_site.ledger.selectors.log import entries
    from pledgebook_site.ledger.services.accounts import signed_in

    store.run("user", "add", "Ilmara", stdin=GOOD)
    assert signed_in("ilmara", password="seven grey herons").name == "Ilmara"
    assert store.run("user", "reset", "Ilmara", stdin="eight white storks\n" * 2).exit_code == 0
    assert signed_in("Ilmara", password="eight white storks").name == "Ilmara"
    for name, password in (("Ilmara", "seven grey herons"), ("Nobody", "eight white storks"), ("local", "")):
        with pytest.raises(AccountError, match="no such account"):
            signed_in(name, password=password)
    known = listed(store)
    *_, (entry, blob) = entries()
    assert (entry.type, entry.subject) == ("author.password_reset", known["Ilmara"]["id"])
    assert entry.author == known["local"]["id"]
    assert open_blob(blob) == {}


@pytest.mark.parametrize(("name", "said"), [("local", "cannot sign in"), ("Nobody", "there is no account Nobody")])
def test_what_cannot_be_reset(store, name, said):
    """The account local has no password to reset, and one that is not there neither."""
    result = store.run("user", "reset", name, stdin=GOOD)
    assert (result.exit_code, said in result.stderr) == (2, True)


def test_roles_change_on_record(store):
    """Another role is on record; the last administrator who can sign in stays one."""
    store.run("user", "add", "Ilmara", stdin=GOOD)
    store.run("user", "add", "Oskar", stdin=GOOD)
    assert "last administrator" in store.run("user", "role", "Ilmara", "editor").stderr
    assert store.run("user", "role", "Oskar", "administrator").exit_code == 0
    assert store.run("user", "role", "Ilmara", "reader").exit_code == 0
    assert listed(store)["Ilmara"]["role"] == "reader"
    from pledgebook_site.ledger.selectors.log import entries

    assert [entry.type for entry, _ in entries()][-2:] == ["author.role_changed"] * 2


def test_names_change_beside_the_log(store):
    """A renamed account keeps its id and its password, and the log its head."""
    from pledgebook_site.ledger.selectors.log import head

    store.run("user", "add", "Ilmara", stdin=GOOD)
    before, known = head(), listed(store)["Ilmara"]["id"]
    assert store.run("user", "rename", "Ilmara", "Ilmara Tennholt").exit_code == 0
    assert listed(store)["Ilmara Tennholt"]["id"] == known
    assert "already" in store.run("user", "rename", "Ilmara Tennholt", "local").stderr
    assert head() == before


def test_who_is_not_there_yet_may_be_named(store):
    """`user` ignores a named account that does not exist yet, and acts as one that does."""
    assert store.run("user", "add", "Ilmara", "--as", "Nobody", stdin=GOOD).exit_code == 0
    assert store.run("user", "add", "Oskar", stdin=GOOD, PLEDGEBOOK_AUTHOR="Ilmara").exit_code == 0
    from pledgebook_site.ledger.selectors.log import entries

    *_, first, second = [entry for entry, _ in entries()]
    assert (first.author, second.author) == (listed(store)["local"]["id"], listed(store)["Ilmara"]["id"])
