"""Two who edit at once, each in a browser of his own; and one who comes back the next day in another."""

import pytest

TITLE = "[name=title_en]"


@pytest.fixture
def two(demo, new_page):
    """Mira and Jonas at the desk."""
    return demo.sign_in(new_page()), demo.sign_in(new_page(), "Jonas Pell")


def save(page):
    page.locator("button[name=action][value=save]:not([formaction])").click()


def told_of(page, name, deed):
    """The page says who was faster and what that one did, and that nothing was saved."""
    told = page.locator(".says.wrong")
    told.wait_for()
    assert name in told.inner_text()
    assert deed in told.inner_text()
    assert "Nothing of yours was saved" in told.inner_text()


def test_the_editor_of_a_promise(demo, two):
    """Both have a promise open; who saves second loses nothing to the record and reads who gave which title."""
    mira, jonas = two
    pledge = demo.pledge("No higher harbour dues before 2028")
    for page in two:
        page.goto(demo.url(f"/desk/pledges/{pledge['id']}/"))
    mira.fill(TITLE, "The harbour dues stay as they are")
    save(mira)
    mira.locator(f"{TITLE}[value='The harbour dues stay as they are']").wait_for()
    jonas.fill(TITLE, "Harbour dues")
    save(jonas)
    told_of(jonas, "Mira Aldane", "title")
    assert demo.pledge("The harbour dues stay as they are")["id"] == pledge["id"]
    jonas.get_by_role("link", name="See how it stands now").click()
    jonas.locator(f"{TITLE}[value='The harbour dues stay as they are']").wait_for()
    jonas.fill(TITLE, pledge["titles"]["en"])
    save(jonas)
    jonas.locator(f"{TITLE}[value='{pledge['titles']['en']}']").wait_for()


def test_bounds_and_a_decision(demo, two):
    """One moves the bounds of a suggestion while the other rejects it: the second is told of the first."""
    mira, jonas = two
    key = demo.sighting("publish every contract")["id"]
    for page in two:
        page.goto(demo.url(f"/desk/queue/{key}/"))
    before = {one["id"]: one for one in demo.nouns("sighting")}[key]
    mira.get_by_text("Which words it is").click()
    mira.locator("#bounds textarea").fill(before["text"].rpartition(" ")[0])
    with mira.expect_response(lambda answer: answer.request.method == "POST"):
        mira.get_by_role("button", name="These are its words").click()
    jonas.keyboard.press("r")
    jonas.keyboard.press("1")
    told_of(jonas, "Mira Aldane", "words")
    after = {one["id"]: one for one in demo.nouns("sighting")}[key]
    assert (after["state"], after["text"]) == ("waiting", before["text"].rpartition(" ")[0])


def test_where_one_has_stopped_is_there_in_another_browser(demo, new_page):
    """Who looked at a suggestion and closed the browser is led back to it from the next one; nobody else is."""
    key = demo.sighting("My ministry will train 600 of you")["id"]
    page = demo.sign_in(new_page())
    page.goto(demo.url(f"/desk/queue/{key}/"))
    page.context.clear_cookies()
    again, oda = demo.sign_in(new_page()), demo.sign_in(new_page(), "Oda Fenwick")
    for place in ("/desk/queue/", "/desk/"):
        again.goto(demo.url(place))
        assert again.locator(f"a[href='/desk/queue/{key}/']").filter(has_text="Go on").count() == 1, place
        oda.goto(demo.url(place))
        assert oda.locator("a").filter(has_text="Go on where you stopped").count() == 0, place
    again.goto(demo.url("/desk/queue/"))
    again.get_by_role("link", name="Go on where you stopped").click()
    again.wait_for_url(f"**/desk/queue/{key}/")
