"""Pages in states that nobody likes to see, and those of the first run: fit for everybody, in light and in dark."""

import pytest

SHORT = "Port Lindane, 4 May 2025\n\nWe will paint the lighthouse by June 2026. That is all."
SCHEMES = ("light", "dark")
TRIES = 12
PASSWORD = "seven grey herons wade"
WRONG_TOKEN = (
    "document.querySelectorAll('[name=csrfmiddlewaretoken]').forEach((one) => { one.value = 'x'.repeat(64); })"
)
NO_ENTRY = "document.querySelectorAll('[name=entry]').forEach((one) => { one.value = '0'; })"


@pytest.fixture(scope="module")
def fit(serious):
    """A function that checks a page as it stands, in light and in dark, with all that unfolds unfolded."""

    def check(page):
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            assert serious(page, colours=scheme == "dark") == [], (page.url, scheme)
        page.emulate_media(color_scheme="light")

    return check


@pytest.fixture
def mira(demo, new_page):
    return demo.sign_in(new_page())


def shown(page, address, status):
    answer = page.goto(address)
    assert answer.status == status, address
    return page


def sent(page, button):
    """The answer to what a button sends."""
    with page.expect_navigation() as navigation:
        button.click()
    return navigation.value


def test_what_is_not_there_and_what_nobody_may(demo, new_page, mira, fit):
    """Nothing under an address, at the desk and before it; no such day; a page for others; a form from elsewhere."""
    for address in ("/desk/pledges/0000/", "/desk/queue/0000/", "/desk/documents/0000/"):
        fit(shown(mira, demo.url(address), 404))
    fit(shown(mira, demo.url("/desk/accounts/"), 403))
    stranger = new_page()
    for address in ("/pledges/0000/", "/documents/0000/", "/people/nobody/"):
        fit(shown(stranger, demo.url(address), 404))
    fit(shown(stranger, demo.url("/?as_of=never"), 400))
    fit(shown(stranger, demo.url("/setup/"), 404))
    stranger.goto(demo.url("/desk/sign-in/"))
    stranger.evaluate(WRONG_TOKEN)
    stranger.fill("#username", "Mira Aldane")
    stranger.fill("#password", PASSWORD)
    assert sent(stranger, stranger.locator("main form button").first).status == 403
    fit(stranger)


def test_a_password_that_is_wrong_once_and_too_often(demo, new_page, fit):
    """The sign-in page says what is wrong, and when it listens again."""
    page, statuses = new_page(), []
    page.goto(demo.url("/desk/sign-in/"))
    while len(statuses) < TRIES and 429 not in statuses:
        page.fill("#username", "Nobody Known")
        page.fill("#password", PASSWORD)
        statuses.append(sent(page, page.locator("main form button").first).status)
        if len(statuses) == 1:
            fit(page)
    assert statuses[0] == 400
    assert statuses[-1] == 429
    fit(page)


def test_what_cannot_be_done(demo, mira, new_page, fit):
    """A form that lacks something, one that somebody else was faster with, an undo that is none, nothing brought."""
    key = demo.sighting("We will not raise the harbour dues before 2029")["id"]
    mira.goto(demo.url(f"/desk/queue/{key}/"))
    jonas = demo.sign_in(new_page(), "Jonas Pell")
    jonas.goto(demo.url(f"/desk/queue/{key}/"))
    mira.keyboard.press("n")
    mira.locator(".says.done").wait_for()
    jonas.keyboard.press("a")
    jonas.locator(".says.wrong").wait_for()
    fit(jonas)
    mira.evaluate(NO_ENTRY)
    with mira.expect_response(lambda answer: answer.request.method == "POST") as answer:
        mira.get_by_role("button", name="Undo").click()
    assert answer.value.status == 400
    mira.locator(".says.wrong").wait_for()
    fit(mira)
    mira.goto(demo.url("/desk/add/"))
    assert sent(mira, mira.get_by_role("button", name="Look at it")).status == 400
    fit(mira)


def test_a_source_on_its_way_in(demo, mira, fit):
    """What was guessed, what is being read, what was read, and what could not be taken in."""
    mira.goto(demo.url("/desk/add/"))
    mira.get_by_label("Or a pasted text").fill(SHORT)
    mira.get_by_label("An address").fill("http://127.0.0.1:9/nothing")
    mira.get_by_role("button", name="Look at it").click()
    mira.get_by_role("heading", name="Is this right?").wait_for()
    mira.get_by_text("This could not be taken in").wait_for()
    fit(mira)
    mira.get_by_label("Who speaks").fill("Ilmara Tennholt")
    mira.get_by_role("button", name="Take it in and read it").click()
    mira.locator("h1:text-is('Being read'), h1:text-is('Read')").wait_for()
    fit(mira)
    mira.locator("h1:text-is('Read')").wait_for(timeout=60_000)
    fit(mira)


@pytest.mark.parametrize("state", ["waiting", "put_off", "rejected", "accepted"])
def test_the_queue_in_each_state(demo, mira, fit, state):
    """Full or empty, the list of each state is fit to be read."""
    fit(shown(mira, demo.url(f"/desk/queue/?state={state}"), 200))


def test_a_preview(demo, mira, fit):
    """The public page of a promise, of a suggestion, and of a form that was not saved, as the desk shows them."""
    pledge = demo.pledge("No higher harbour dues before 2028")["id"]
    waiting = demo.sighting("My ministry will train 600 of you")["id"]
    for key in (pledge, waiting):
        fit(shown(mira, demo.url(f"/desk/pledges/{key}/preview/"), 200))
    mira.goto(demo.url(f"/desk/pledges/{pledge}/"))
    mira.locator("[name=title_en]").fill("No higher dues")
    with mira.context.expect_page() as opened:
        mira.locator("button[formaction$='/preview/']").click()
    opened.value.locator("h1:has-text('No higher dues')").wait_for()
    fit(opened.value)
    assert demo.pledge("No higher harbour dues before 2028")["id"] == pledge


def test_the_first_run(place_at, serve, new_page, fit):
    """The setup, empty and with what is wrong in it, and its door without the token."""
    place = place_at("empty")
    place.run("init", "--name", "Not yet named")
    with serve(place) as served:
        page = new_page()
        fit(shown(page, served.url("/setup/"), 403))
        fit(shown(page, served.url("/"), 200))
        fit(shown(page, served.url("/pledges/"), 200))
        fit(shown(page, served.url("/desk/sign-in/"), 200))
        fit(shown(page, served.url(served.setup), 200))
        page.evaluate("document.querySelectorAll('form').forEach((one) => { one.noValidate = true; })")
        page.get_by_label("Password").fill("x")
        assert sent(page, page.get_by_role("button", name="Create the tracker")).status == 400
        fit(page)
