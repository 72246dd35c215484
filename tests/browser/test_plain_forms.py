"""Everything that an editor decides, done in a browser that runs no script."""

import pytest

BEFORE = "We will not raise the harbour dues before 2029"
SEEN = "Nine cranes stand idle."


@pytest.fixture
def mira(demo, new_page):
    return demo.sign_in(new_page(java_script_enabled=False))


def opened(page, demo, words):
    page.goto(demo.url(f"/desk/queue/{demo.sighting(words)['id']}/"))


def unfolded(page, address):
    """A page with all that unfolds unfolded, by clicks."""
    page.goto(address)
    for one in page.locator("main details:not([open]) > summary").all()[::-1]:
        one.click()
    return page


def sent(page, button):
    """What a button sends is taken: the next page is there, and says nothing of a fault."""
    with page.expect_navigation() as navigation:
        button.click()
    assert navigation.value.status == 200, page.locator("main").inner_text()
    assert page.locator(".says.wrong").count() == 0


def test_a_suggestion_is_joined_and_taken_apart_again(demo, mira):
    """The promise that is offered takes it in with one button, and another one gives it a promise of its own."""
    opened(mira, demo, BEFORE)
    known = demo.pledge("No higher harbour dues before 2028")["id"]
    sent(mira, mira.locator("button[form=f-join-1]"))
    assert demo.sighting(BEFORE)["pledge"] == known
    opened(mira, demo, BEFORE)
    sent(mira, mira.get_by_role("button", name="Make it a promise of its own"))
    assert demo.sighting(BEFORE)["pledge"] not in (None, known)


def test_a_suggestion_is_divided(demo, mira):
    """The words of the second promise are typed, and wait as a suggestion of their own."""
    opened(mira, demo, "We will spend 85 million crowns on it")
    whole = demo.sighting("We will spend 85 million crowns on it")["text"]
    mira.get_by_text("It is two promises").click()
    last = whole.rpartition(" crowns ")[2]
    mira.locator("#split textarea").fill(last)
    sent(mira, mira.get_by_role("button", name="Take these out as another one"))
    assert {whole.removesuffix(last).strip(), last} <= {one["text"] for one in demo.nouns("sighting")}


def test_many_are_accepted_at_once_and_taken_back(demo, mira):
    """What is surer than a number is shown, ticked, accepted, and undone."""
    mira.goto(demo.url("/desk/queue/?above=0.5"))
    count = mira.locator("input[name=sighting]:checked").count()
    before = sum(one["state"] == "accepted" for one in demo.nouns("sighting"))
    sent(mira, mira.locator("form", has=mira.locator("[name=sighting]")).get_by_role("button"))
    assert sum(one["state"] == "accepted" for one in demo.nouns("sighting")) == before + count > before
    sent(mira, mira.get_by_role("button", name="Undo"))
    assert sum(one["state"] == "accepted" for one in demo.nouns("sighting")) == before


def test_a_promise_from_its_editor_to_a_signed_verdict(demo, mira, new_page):
    """Title, topic and deadline; evidence; a verdict by one and a signature by another."""
    pledge = demo.pledge("No higher harbour dues before 2028")
    mira.goto(demo.url(f"/desk/pledges/{pledge['id']}/"))
    mira.locator("[name=summary_en]").fill("The dues stay as they are.")
    mira.locator("[name=topics]").first.check()
    mira.locator("[name=latest]").fill("2027-12-31")
    sent(mira, mira.locator("button[name=action][value=save]:not([formaction])"))
    said = {one["id"]: one for one in demo.nouns("pledge")}[pledge["id"]]
    assert said["summaries"]["en"] == "The dues stay as they are."
    assert said["deadline"]["latest"] == "2027-12-31"
    unfolded(mira, demo.url(f"/desk/pledges/{pledge['id']}/evidence/"))
    note = mira.locator("form", has=mira.locator("[name=note-note]"))
    note.locator("[name=note-note]").fill(SEEN)
    note.locator("[name=note-bearing]").first.check()
    sent(mira, note.get_by_role("button"))
    assert mira.get_by_text(SEEN).first.is_visible()
    mira.goto(demo.url(f"/desk/pledges/{pledge['id']}/verdict/"))
    mira.locator("[name=status]").first.check()
    mira.locator("[name=explanation]").fill("Nothing was raised.")
    sent(mira, mira.get_by_role("button", name="Give and sign"))
    jonas = demo.sign_in(new_page(java_script_enabled=False), "Jonas Pell")
    jonas.goto(demo.url(f"/desk/pledges/{pledge['id']}/verdict/"))
    jonas.locator("[name=password]").fill(demo.passwords["Jonas Pell"])
    sent(jonas, jonas.get_by_role("button", name="Sign this verdict"))
    (verdict,) = (one for one in demo.nouns("verdict") if one["pledge"] == pledge["id"])
    assert (verdict["standing"], len(verdict["signed_by"])) == ("in_force", 2)


def test_words_are_marked_and_people_and_programmes_recorded(demo, mira):
    """Words that are typed, a person, an office with a term, a programme that is opened and closed."""
    document = demo.sighting("We will repair the eastern quay")["document"]
    unfolded(mira, demo.url(f"/desk/documents/{document}/"))
    marking = mira.locator("form", has=mira.locator("[name=action][value=mark]"))
    marking.locator("textarea").fill(" ".join(demo.sighting("We will repair the eastern quay")["text"].split()[1:4]))
    marking.locator("[name=name]").fill("Henrike Voss")
    sent(mira, marking.get_by_role("button"))
    assert "/desk/queue/" in mira.url
    unfolded(mira, demo.url("/desk/people/"))
    mira.locator("[name=person-name]").fill("Henrike Voss")
    sent(mira, mira.locator("form", has=mira.locator("[name=person-name]")).get_by_role("button"))
    mira.goto(demo.url("/desk/programmes/"))
    mira.locator("[name=name]").fill("The Tide Plan")
    sent(mira, mira.locator("form", has=mira.locator("[name=name]")).get_by_role("button"))
    sent(mira, mira.locator("form", has=mira.locator("[name=reason]")).get_by_role("button"))
    named = {one.get("name"): one for one in demo.nouns("other") if isinstance(one, dict)}
    assert "Henrike Voss" in named
    assert named["The Tide Plan"]["closed"] is True
