"""Signing in and out."""

import pytest

PASSWORD = "seven grey herons"


def test_in_and_out(add, browser):
    """A name, in large or small letters, and its password open the desk until one signs out."""
    client = browser()
    add("Ilmara")
    assert client.post("/desk/sign-in/", {"username": "ilmara", "password": PASSWORD}).status_code == 302
    assert client.get("/desk/accounts/").status_code == 200
    assert client.post("/desk/sign-out/").status_code == 302
    assert client.get("/desk/accounts/").status_code == 302


def test_a_wrong_password_does_not_say_what_was_wrong(add, browser):
    """A wrong name and a wrong password are answered alike."""
    add("Ilmara")
    wrong = [
        browser().post("/desk/sign-in/", {"username": name, "password": "not this one"}) for name in ("Ilmara", "Tarn")
    ]
    assert {answer.status_code for answer in wrong} == {400}
    texts = [answer.content.decode().replace(name, "") for answer, name in zip(wrong, ("Ilmara", "Tarn"), strict=True)]
    assert "There is no such account with such a password" in texts[0]


def test_guessing_has_to_wait(add, browser):
    """After five wrong passwords the right one is refused too, for this name from this address and for no other."""
    add("Ilmara")
    add("Tarn")
    for _ in range(5):
        last = browser().post("/desk/sign-in/", {"username": "Ilmara", "password": "not this one"})
    right = browser().post("/desk/sign-in/", {"username": "ILMARA", "password": PASSWORD})
    assert (last.status_code, right.status_code) == (429, 429)
    assert "Too many wrong passwords" in right.content.decode()
    assert browser().post("/desk/sign-in/", {"username": "Tarn", "password": PASSWORD}).status_code == 302
    elsewhere = browser(REMOTE_ADDR="192.0.2.7")
    assert elsewhere.post("/desk/sign-in/", {"username": "Ilmara", "password": PASSWORD}).status_code == 302


def test_a_stranger_cannot_say_whence_he_comes(add, browser):
    """X-Forwarded-For counts only where a proxy on this machine sends it, and only what the proxy saw itself."""
    add("Ilmara")
    for number in range(5):
        forged = browser(REMOTE_ADDR="192.0.2.7", HTTP_X_FORWARDED_FOR=f"198.51.100.{number}")
        forged.post("/desk/sign-in/", {"username": "Ilmara", "password": "not this one"})
    again = browser(REMOTE_ADDR="192.0.2.7", HTTP_X_FORWARDED_FOR="198.51.100.99")
    assert again.post("/desk/sign-in/", {"username": "Ilmara", "password": PASSWORD}).status_code == 429
    behind = browser(REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR="10.0.0.1, 192.0.2.7")
    assert behind.post("/desk/sign-in/", {"username": "Ilmara", "password": PASSWORD}).status_code == 429


def test_a_new_password_ends_other_sessions(add, browser):
    """Who was signed in with the old password is not any more."""
    from pledgebook_site.ledger.services.accounts import reset_password

    account = add("Ilmara")
    client = browser(account)
    reset_password("Ilmara", password="eight white storks", by=account)
    assert client.get("/desk/accounts/").status_code == 302


@pytest.mark.parametrize("address", ["/desk/sign-in/", "/desk/sign-out/", "/desk/settings/", "/desk/accounts/"])
def test_forms_need_their_token(add, browser, address):
    """A form that another site sends is refused, and says what to do."""
    client = browser(add("Ilmara"), enforce_csrf_checks=True)
    answer = client.post(address, {"username": "Ilmara", "password": PASSWORD})
    assert answer.status_code == 403
    assert "Nothing was changed" in answer.content.decode()
