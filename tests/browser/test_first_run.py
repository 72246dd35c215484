"""From an empty data folder to the first promise on its public page."""

import pytest

pytest.importorskip("pledgebook_en", reason="the weights are not installed")

ARTICLE = """<!DOCTYPE html><html lang="en"><head><title>Ferries to the islands</title>
<meta property="og:site_name" content="The Bay Letter">
<meta property="article:published_time" content="2024-03-12T07:30:00+00:00"></head><body><article>
<h1>Ferries to the islands</h1><p class="byline">By Bela Norrin, 12 March 2024</p>
<p>The Minister of Ports, Ansa Tevrin, spoke in Marrow Bay on Tuesday. “We will build forty ferries by the end of
2027,” Tevrin told reporters. The crowd on the quay, which had waited since the morning in the rain, clapped.</p>
<p>Marrow Bay has had no ferry since the old one was sold. The nearest harbour is two hours away by road, and the road
is closed in most winters. All persons and places on this page are invented.</p></article></body></html>"""


@pytest.fixture
def empty(place_at, serve):
    """A tracker of one's own, which nobody has set up."""
    place = place_at("empty")
    place.run("init", "--name", "Not yet named")
    with serve(place, "--allow-private") as served:
        yield served


def test_a_pasted_address_becomes_the_first_promise_on_its_public_page(empty, new_page, newspaper, serious):
    """A stranger answers seven questions, pastes an address, accepts, and reads the promise where the public does."""
    folder, press = newspaper
    (folder / "ferries.html").write_text(ARTICLE)
    page = new_page()
    page.goto(empty.url("/"))
    assert page.get_by_role("banner").is_visible()

    _set_up(page, empty, serious)
    page.get_by_role("link", name="Add", exact=True).click()
    page.get_by_label("An address").fill(f"{press}/ferries.html")
    page.get_by_role("button", name="Look at it").click()
    page.wait_for_selector("h1:has-text('Is this right?')")
    assert serious(page) == []
    assert page.get_by_label("Title").input_value() == "Ferries to the islands"
    assert page.get_by_label("Published by").input_value() == "The Bay Letter"
    page.get_by_role("button", name="Take it in and read it").click()
    page.get_by_role("link", name="Review them").wait_for()
    assert serious(page) == []
    page.get_by_role("link", name="Review them").click()
    page.get_by_role("link", name="We will build forty ferries").click()
    page.get_by_role("button", name="Accept", exact=False).first.click()
    page.get_by_role("link", name="Open the promise").click()
    page.get_by_role("link", name="Its public page").first.click()
    assert "build forty ferries by the end of 2027" in page.locator("main").inner_text()
    assert "Ansa Tevrin" in page.locator("main").inner_text()
    assert page.get_by_text("The Bay Letter").first.is_visible()


def _set_up(page, served, serious):
    page.goto(served.url(served.setup))
    assert serious(page) == []
    page.get_by_label("What is the tracker called?").fill("The Bay Tracker")
    page.get_by_label("English").check()
    page.get_by_label("Your name").fill("Oda Fenwick")
    page.get_by_label("Password").fill("seven grey herons wade")
    page.get_by_role("button", name="Create the tracker").click()
    page.wait_for_url("**/desk/")
    assert page.get_by_text("Oda Fenwick").is_visible()
    assert page.goto(served.url(served.setup)).status == 404
    page.goto(served.url("/desk/"))
