"""The desk without JavaScript: everything but selecting words works by plain forms."""

import pytest

SPEECH = """Port Lindane, 4 May 2025

We will build a second lighthouse by June 2026. That is all I have to say today."""


@pytest.fixture
def plain(new_page):
    return new_page(java_script_enabled=False)


def test_a_pasted_text_is_read_and_reviewed_without_a_script(demo, plain):
    """Paste, correct, wait while it is read, then accept, put off, reject and undo."""
    demo.sign_in(plain)
    plain.goto(demo.url("/desk/add/"))
    plain.get_by_label("Or a pasted text").fill(SPEECH)
    plain.get_by_role("button", name="Look at it").click()
    plain.get_by_role("heading", name="Is this right?").wait_for()
    plain.get_by_label("Title").fill("Speech at the lighthouse")
    plain.get_by_label("What it is").select_option("Speech")
    plain.get_by_label("Who speaks").fill("Ilmara Tennholt")
    plain.get_by_role("button", name="Take it in and read it").click()
    plain.get_by_role("link", name="Review them").click()
    plain.get_by_role("link", name="We will build a second lighthouse").click()
    plain.get_by_role("link", name="Bounds").click()
    plain.locator("#bounds textarea").fill("We will build a third lighthouse")
    plain.get_by_role("button", name="These are its words").click()
    assert plain.locator("#bounds .err").is_visible()
    assert plain.locator("#bounds textarea").input_value() == "We will build a third lighthouse"
    plain.locator("#bounds textarea").fill("We will build a second lighthouse")
    plain.get_by_role("button", name="These are its words").click()
    plain.locator(".says.done").wait_for()
    assert demo.sighting("second lighthouse")["text"] == "We will build a second lighthouse"
    plain.get_by_role("button", name="Later").click()
    plain.goto(demo.url(f"/desk/queue/{demo.sighting('second lighthouse')['id']}/"))
    plain.locator(".acts.main").get_by_role("button", name="Accept").click()
    plain.locator(".says.done", has_text="You accepted").wait_for()
    assert demo.sighting("second lighthouse")["state"] == "accepted"
    plain.get_by_role("button", name="Undo").click()
    plain.goto(demo.url(f"/desk/queue/{demo.sighting('second lighthouse')['id']}/"))
    plain.get_by_role("link", name="Reject").click()
    plain.locator("#reject button[name=reason]").first.click()
    plain.locator(".says.done", has_text="You rejected").wait_for()
    assert demo.sighting("second lighthouse")["state"] == "rejected"


def test_the_public_pages_ask_for_no_script_at_all(demo, new_page):
    """A reader searches, narrows, and goes back to another day; the pages hold not one script."""
    page = new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.resource_type))
    page.goto(demo.url("/pledges/"))
    page.get_by_role("searchbox").fill("quay")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=quay**")
    page.get_by_role("link", name="The eastern quay repaired").click()
    page.wait_for_url("**/pledges/*/")
    page.goto(demo.url("/?as_of=2026-01-01"))
    assert "1 January 2026" in page.locator(".asof").first.inner_text()
    assert "script" not in asked
