"""In which language the desk speaks."""

import pytest


def spoken(client, address="/desk/", **told) -> str:
    """The language of a page."""
    page = client.get(address, **told).content.decode()
    return page.partition('<html lang="')[2][:2]


@pytest.fixture
def account(add):
    """An administrator of a tracker that publishes in English only."""
    return add("Ilmara Tennholt")


def test_what_the_browser_prefers(account, browser):
    """Before anybody chose, the desk speaks what the browser asks for, also where the tracker does not publish it."""
    kazakh = {"HTTP_ACCEPT_LANGUAGE": "de,kk-KZ;q=0.9,ru;q=0.8"}
    assert spoken(browser(account, **kazakh)) == "kk"
    assert spoken(browser(**kazakh), "/desk/sign-in/") == "kk"
    assert spoken(browser(account, HTTP_ACCEPT_LANGUAGE="de")) == "en"
    assert spoken(browser(**kazakh), "/") == "en"


def test_what_an_account_has_chosen(account, browser):
    """The choice at the foot of the desk stays with the account, in every browser, and goes before the browser's."""
    client = browser(account, HTTP_ACCEPT_LANGUAGE="kk")
    answer = client.post("/desk/language/", {"language": "ru", "back": "/desk/log/"})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/desk/log/")
    assert spoken(client) == "ru"
    assert spoken(browser(account)) == "ru"
    assert spoken(client, "/?lang=kk") == "en"


def test_one_page_in_another_language(account, browser):
    """`?lang=` is for that page: whoever follows such a link keeps the language that he works in."""
    client = browser(account)
    client.post("/desk/language/", {"language": "ru"})
    assert spoken(client, "/desk/?lang=kk") == "kk"
    assert spoken(client) == "ru"


def test_a_stranger_is_remembered_by_his_browser(browser, account):
    """Who has not signed in yet chooses by a link, and the next page speaks the same."""
    client = browser()
    assert spoken(client, "/desk/sign-in/?lang=ru") == "ru"
    assert spoken(client, "/desk/sign-in/") == "ru"


def test_only_languages_that_there_are(account, browser):
    """Another language is none of ours; after a choice one of our pages follows."""
    client = browser(account)
    assert client.post("/desk/language/", {"language": "xx"}).status_code == 404
    answer = client.post("/desk/language/", {"language": "kk", "back": "https://elsewhere.example/desk/"})
    assert answer.headers["Location"] == "/desk/"


def test_the_languages_stand_at_the_foot(account, browser):
    """Each language is offered by its own name, whatever the tracker publishes in."""
    page = browser(account).get("/desk/").content.decode()
    for code, name in (("ru", "Русский"), ("kk", "Қазақша")):
        assert f'<button name="language" value="{code}" lang="{code}">{name}</button>' in page
    assert '<b lang="en">English</b>' in page
