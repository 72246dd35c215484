"""Every kind of page, public and desk: fit for everybody's eyes, hands and screens."""

import pytest

PUBLIC = {
    "front": "/",
    "front of another day": "/?as_of=2026-01-01",
    "promises": "/pledges/",
    "promises searched": "/pledges/?q=quay",
    "promise": "/pledges/{kept}/",
    "promise not rated": "/pledges/{open}/",
    "people": "/people/",
    "person": "/people/{person}/",
    "programmes": "/programmes/",
    "programme": "/programmes/{programme}/",
    "document": "/documents/{document}/",
    "accuracy": "/accuracy/",
    "nothing there": "/nothing/there/",
    "sign-in": "/desk/sign-in/",
}
DESK = {
    "overview": "/desk/",
    "add": "/desk/add/",
    "queue": "/desk/queue/",
    "accept many": "/desk/queue/?above=0.9",
    "review": "/desk/queue/{waiting}/",
    "review of what was accepted": "/desk/queue/{accepted}/",
    "promises": "/desk/pledges/",
    "promises taken back": "/desk/pledges/?state=withdrawn",
    "promise": "/desk/pledges/{kept}/",
    "preview": "/desk/pledges/{kept}/preview/",
    "preview of a suggestion": "/desk/pledges/{waiting}/preview/",
    "evidence": "/desk/pledges/{kept}/evidence/",
    "verdict": "/desk/pledges/{kept}/verdict/",
    "new verdict": "/desk/pledges/{open}/verdict/",
    "documents": "/desk/documents/",
    "document": "/desk/documents/{document}/",
    "document as evidence": "/desk/documents/{document}/?for={open}",
    "people": "/desk/people/",
    "person": "/desk/people/{person}/",
    "programmes": "/desk/programmes/",
    "programme": "/desk/programmes/{programme}/",
    "settings": "/desk/settings/",
    "accounts": "/desk/accounts/",
    "log": "/desk/log/",
}
KINDS = [("public", name) for name in PUBLIC] + [("desk", name) for name in DESK]
LARGEST_PAGE = 150_000
NARROW, PHONE = 320, 390

WIDE = """() => {
  document.querySelectorAll("details").forEach((one) => { one.open = true; });
  const page = document.documentElement, width = page.clientWidth;
  if (page.scrollWidth <= width) { return []; }
  const over = [...document.querySelectorAll("body *")].filter((one) => one.getBoundingClientRect().right > width + 1);
  return [page.scrollWidth, ...over.map((one) => one.outerHTML.slice(0, 160)).slice(0, 5)];
}"""

TOUCHING = """() => [...document.querySelectorAll("main .sec, main .field > :is(label, legend, .btn)")]
  .map((one) => [one, one.matches(".sec") ? one : one.parentElement])
  .map(([one, box]) => [one, box.getBoundingClientRect(), box.previousElementSibling])
  .filter(([one, box, before]) => before && !before.matches(".sec, .hero, .vh, [type=hidden]"))
  .map(([one, box, before]) => [one.outerHTML.slice(0, 80), box, before.getBoundingClientRect()])
  .filter(([one, box, before]) => box.height && before.height && Math.abs(box.top - before.bottom - 3) < 4)
  .map(([one]) => one)"""


@pytest.fixture(scope="module")
def known(demo):
    """Ids of one noun of each kind."""
    demo.place.run("record", "person", "Henrike Voss", "--in", "ru=Хенрике Восс", "--as", "Mira Aldane")
    accepted = demo.sighting("We will repair the eastern quay")
    other = {one["name"]: one["id"] for one in demo.nouns("other") if "name" in one}
    return {
        "kept": accepted["pledge"],
        "open": demo.pledge("No higher harbour dues before 2028")["id"],
        "waiting": demo.sighting("before 2029")["id"],
        "accepted": accepted["id"],
        "document": accepted["document"],
        "programme": other["Harbour budget 2025"],
        "person": other["Henrike Voss"],
    }


@pytest.fixture(scope="module")
def shown(demo, known, chromium):
    """A function that shows a page of one of the two sides to who may see all of it, and gives it with its size."""
    pages = {side: chromium.new_context(viewport={"width": 1280, "height": 900}) for side in ("public", "desk")}
    pages = {side: profile.new_page() for side, profile in pages.items()}
    demo.sign_in(pages["desk"], "Oda Fenwick")

    def show(side, name, **told):
        page = pages[side]
        page.set_viewport_size({"width": told.pop("width", 1280), "height": 900})
        page.emulate_media(color_scheme=told.pop("scheme", "light"))
        address = {"public": PUBLIC, "desk": DESK}[side][name].format(**known)
        answer = page.goto(demo.url(address))
        assert answer.status == (404 if name == "nothing there" else 200)
        return page, len(answer.body())

    yield show
    for page in pages.values():
        page.context.close()


@pytest.mark.parametrize(("side", "name"), KINDS)
def test_axe_finds_nothing_serious(shown, serious, side, name):
    """No serious or critical finding, in light and in dark, with all that can be unfolded unfolded."""
    page, size = shown(side, name)
    assert serious(page) == []
    page.emulate_media(color_scheme="dark")
    assert serious(page, colours=True) == []
    assert size < LARGEST_PAGE


def test_axe_would_find_something(shown, serious):
    """A picture without words and pale letters do not pass, so that passing says something."""
    page, _ = shown("public", "front")
    page.evaluate(
        "document.querySelector('h1').style.color = '#ddd'; document.querySelector('main').append(new Image())"
    )
    found = dict(serious(page))
    assert {"color-contrast", "image-alt"} <= set(found)


@pytest.mark.parametrize(("side", "name"), KINDS)
def test_a_phone_shows_it_without_scrolling_sideways(shown, side, name):
    """At 390 and at 320 pixels nothing stands over the edge."""
    page, _ = shown(side, name, width=PHONE)
    assert page.evaluate(WIDE) == []
    page.set_viewport_size({"width": NARROW, "height": 700})
    assert page.evaluate(WIDE) == []


@pytest.mark.parametrize("name", DESK)
def test_nothing_touches_the_rule_or_the_question_under_it(shown, name):
    """Between a section's rule, or a question, and what stands before it there is room."""
    page, _ = shown("desk", name)
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    assert page.evaluate(TOUCHING) == []
