"""Many suggestions at once, and many editors at once."""


def waiting(page, demo):
    page.goto(demo.url("/desk/queue/"))
    return page.locator(".entries > li").count()


def test_bulk_acceptance_is_taken_back_with_one_undo(demo, new_page):
    """All that is surer than the threshold becomes promises in one step, and in one step waits again."""
    page = demo.sign_in(new_page())
    before = waiting(page, demo)
    page.get_by_role("link", name="Accept those scored").click()
    page.get_by_label("Scored at least").fill("0.98")
    page.get_by_role("button", name="Show these").click()
    count = page.locator("input[name=sighting]").count()
    assert 1 < count < before
    page.get_by_role("button", name="Accept those that are ticked").click()
    page.wait_for_selector(f".says.done:has-text('You accepted {count} suggestions')")
    assert page.locator(".entries > li").count() == before - count
    page.get_by_role("button", name="Undo").click()
    page.wait_for_selector(".says.done", state="detached")
    assert page.locator(".entries > li").count() == before
    assert demo.last_event == "event.undone"


def test_the_second_of_two_editors_is_told_who_was_faster(demo, new_page):
    """Two have the same suggestion open; the second saves nothing and reads who did what, and when."""
    key = demo.sighting("My ministry will train 600 of you")["id"]
    mira, jonas = demo.sign_in(new_page()), demo.sign_in(new_page(), "Jonas Pell")
    for page in (mira, jonas):
        page.goto(demo.url(f"/desk/queue/{key}/"))
    mira.keyboard.press("a")
    mira.wait_for_selector(".says.done:has-text('train 600')")
    jonas.keyboard.press("r")
    jonas.keyboard.press("1")
    told = jonas.locator(".says.wrong")
    told.wait_for()
    assert "Mira Aldane" in told.inner_text()
    assert "Nothing of yours was saved" in told.inner_text()
    assert demo.sighting("My ministry will train 600 of you")["state"] == "accepted"
    jonas.get_by_role("link", name="See how it stands now").click()
    jonas.get_by_role("link", name="Its promise").wait_for()
