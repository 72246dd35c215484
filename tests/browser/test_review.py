"""The review queue beside the source, as an editor uses it."""

import pytest

MIXED = """🚢🚢 Порт Линдане

Мэр 👩‍⚖️ Хенрика Восс сказала: «Мы построим два парома». Совет не спорил 🙂.

На причале она повторила: «Мы построим два парома», и 𝒱𝑒𝓁𝓂𝒶𝓇 ей поверил."""
SELECT = """([first, last]) => {
  const walker = document.createTreeWalker(document.querySelector("[data-source]"), NodeFilter.SHOW_TEXT);
  let text = "", nodes = [];
  while (walker.nextNode()) { nodes.push([walker.currentNode, text.length]); text += walker.currentNode.data; }
  const from = first === null ? 0 : text.lastIndexOf(first), to = text.indexOf(last, from) + last.length;
  const at = (place) => nodes.findLast(([node, start]) => start < place || start === 0);
  const corner = (place, side) => {
    const [node, start] = at(place + (side === "left" ? 1 : 0)), range = document.createRange();
    range.setStart(node, place - start - (side === "left" ? 0 : 1));
    range.setEnd(node, place - start + (side === "left" ? 1 : 0));
    const box = range.getBoundingClientRect();
    return [box[side], box.top + box.height / 2];
  };
  nodes[0][0].parentElement.closest("[data-source]").scrollIntoView({ block: "center" });
  return [corner(from, "left"), corner(to, "right")];
}"""


def drag(page, first, last):
    """Select from the last place of some words to the end of others, with the mouse."""
    (left, top), (right, bottom) = page.evaluate(SELECT, [first, last])
    page.mouse.move(left + 0.5, top)
    page.mouse.down()
    page.mouse.move(right - 0.5, bottom, steps=4)
    page.mouse.up()


def tab_to(page, words):
    """Press Tab until the focus is on what these words name."""
    for _ in range(60):
        page.keyboard.press("Tab")
        named = "document.activeElement.labels?.[0]?.innerText || document.activeElement.innerText || ''"
        if words in page.evaluate(named):
            return
    raise AssertionError(f"The keyboard does not come to {words!r}.")


def opened(page, demo, words):
    page.goto(demo.url(f"/desk/queue/{demo.sighting(words)['id']}/"))


def test_a_suggestion_becomes_a_promise_by_keyboard_alone(demo, new_page):
    """From the sign-in to the accepted promise nobody touches a mouse, and no form is filled but by typing."""
    page = new_page()
    page.goto(demo.url("/desk/sign-in/"))
    tab_to(page, "Your name")
    page.keyboard.type("Mira Aldane")
    tab_to(page, "Password")
    page.keyboard.type(demo.passwords["Mira Aldane"])
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/")
    tab_to(page, "Queue")
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/queue/")
    tab_to(page, "we will do it without a new loan")
    page.keyboard.press("Enter")
    page.wait_for_selector("#review")
    page.keyboard.press("a")
    page.wait_for_selector(".says.done:has-text('we will do it without a new loan')")
    assert demo.sighting("we will do it without a new loan")["state"] == "accepted"
    page.keyboard.press("n")
    page.wait_for_selector(".says.done:not(:has-text('we will do it without a new loan'))")
    page.keyboard.press("u")
    page.wait_for_selector(".says.done", state="detached")


def test_the_bounds_are_the_words_that_the_mouse_selects(demo, new_page):
    """What is selected in the source is sent as its place, and the suggestion has these words from then on."""
    page = demo.sign_in(new_page())
    opened(page, demo, "his group would vote against the budget")
    page.keyboard.press("b")
    drag(page, "his group would vote", "against the budget")
    assert page.locator("#bounds textarea").input_value() == "his group would vote against the budget"
    page.get_by_role("button", name="These are its words").click()
    page.wait_for_selector(".says.done:has-text('his group would vote against')")
    assert demo.sighting("his group would vote")["text"] == "his group would vote against the budget"


def test_places_are_code_points_in_a_text_with_emoji_and_cyrillic(demo, new_page, tmp_path):
    """Words after emoji, and of two like ones the second, get the place that the record counts."""
    (tmp_path / "mixed.txt").write_text(MIXED)
    page = demo.sign_in(new_page())
    page.goto(demo.url("/desk/add/"))
    page.set_input_files("input[type=file]", tmp_path / "mixed.txt")
    page.get_by_role("button", name="Look at it").click()
    page.wait_for_selector("h1:has-text('Is this right?')")
    page.get_by_label("Language", exact=True).fill("ru")
    page.get_by_role("button", name="Take it in and read it").click()
    page.get_by_role("link", name="The document").click()
    page.get_by_text("Stored unread").wait_for()
    drag(page, "Мы построим", "два парома")
    page.get_by_role("textbox", name="Who").first.fill("Хенрика Восс")
    page.get_by_role("button", name="Suggest it").click()
    page.wait_for_url("**/desk/queue/**")
    marked = demo.sighting("Мы построим два парома")
    whole = len(MIXED[: MIXED.rindex("Мы построим")])
    assert (marked["start"], marked["text"]) == (whole, "Мы построим два парома")

    page.keyboard.press("b")
    drag(page, "два парома", "𝒱𝑒𝓁𝓂𝒶𝓇")
    page.get_by_role("button", name="These are its words").click()
    page.wait_for_selector(".says.done:has-text('𝒱𝑒𝓁𝓂𝒶𝓇')")
    moved = demo.sighting("два парома»")
    assert moved["text"] == "два парома», и 𝒱𝑒𝓁𝓂𝒶𝓇"
    assert moved["start"] == MIXED.rindex("два парома")


def test_a_promise_said_anew_is_joined_with_its_difference_shown(demo, new_page):
    """The known promise is offered with the changed year struck and set, and J joins it."""
    page = demo.sign_in(new_page())
    opened(page, demo, "We will not raise the harbour dues before 2029")
    shown = page.locator(".candidate").first
    assert "No higher harbour dues before 2028" in shown.inner_text()
    assert shown.locator("del").filter(has_text="2028").count() == 1
    assert shown.locator("ins").filter(has_text="2029").count() == 1
    page.keyboard.press("j")
    page.wait_for_selector(".says.done:has-text('dues before 2029')")
    known = demo.pledge("No higher harbour dues before 2028")
    assert demo.sighting("harbour dues before 2029")["pledge"] == known["id"]
    page.goto(demo.url(f"/pledges/{known['id']}/"))
    assert page.locator("main").get_by_text("before 2029").count() >= 1
    assert page.locator("main").get_by_text("2 places").is_visible()


def test_what_was_rejected_never_comes_back(demo, new_page):
    """A suggestion refused with a reason stays away when the same text is brought again."""
    page = demo.sign_in(new_page())
    opened(page, demo, "I will not dress it up as one")
    page.keyboard.press("r")
    page.keyboard.press("2")
    page.wait_for_selector(".says.done:has-text('dress it up')")
    page.goto(demo.url("/desk/add/"))
    page.get_by_label("Or files").set_input_files("samples/minister_speech.txt")
    page.get_by_role("button", name="Look at it").click()
    page.get_by_text("This is on record already.").wait_for()
    page.get_by_label("Who speaks").fill("Ilmara Tennholt")
    page.get_by_role("button", name="Take it in and read it").click()
    page.wait_for_selector("h1:text-is('Read')")
    assert demo.sighting("dress it up")["state"] == "rejected"
    page.goto(demo.url("/desk/queue/"))
    assert page.locator(".entries").get_by_text("dress it up").count() == 0
    page.get_by_role("link", name="Rejected").click()
    page.locator(".entries").get_by_text("dress it up").wait_for()


def test_what_was_refused_stays_open_with_what_was_typed(demo, new_page):
    """Without a reload the form comes back open, the reason beside its field, and the link on top leads there."""
    page = demo.sign_in(new_page())
    opened(page, demo, "the railway would reach the fish market")
    page.evaluate("window.kept = true")
    page.keyboard.press("b")
    page.locator("#bounds textarea").fill("the railway would reach the moon")
    page.get_by_role("button", name="These are its words").click()
    page.wait_for_selector("#bounds .err")
    assert page.locator("#bounds textarea").input_value() == "the railway would reach the moon"
    page.get_by_role("link", name="Go to the field").click()
    assert page.evaluate("document.activeElement.closest('#bounds') !== null")
    assert page.locator("#bounds .err").is_visible()
    page.get_by_text("Join to another one").click()
    page.get_by_label("The promise", exact=True).fill(demo.url("/people/"))
    page.locator("form:has(#j_pledge) button").click()
    page.wait_for_selector("#j_pledge_error")
    known = demo.pledge("No higher harbour dues before 2028")["id"]
    page.get_by_label("The promise", exact=True).fill(demo.url(f"/desk/pledges/{known}/"))
    page.locator("form:has(#j_pledge) button").click()
    page.wait_for_selector(".says.done:has-text('You joined it to “No higher harbour dues before 2028”')")
    assert page.evaluate("window.kept") is True
    page.keyboard.press("u")
    page.wait_for_selector(".says.done", state="detached")


@pytest.fixture(autouse=True)
def at_the_root(monkeypatch, request):
    """Paths of samples are told from the root."""
    monkeypatch.chdir(request.config.rootpath)
