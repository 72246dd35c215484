"""Long words and the other direction: no page is wider than its screen, in any language, either way round."""

import pytest

PATHS = (
    "/",
    "/pledges/",
    "/pledges/{kept}/",
    "/desk/",
    "/desk/add/",
    "/desk/queue/",
    "/desk/queue/{waiting}/",
    "/desk/queue/?above=0.5",
    "/desk/pledges/{kept}/",
    "/desk/pledges/{kept}/evidence/",
    "/desk/pledges/{kept}/verdict/",
    "/desk/documents/",
    "/desk/people/",
    "/desk/programmes/",
    "/desk/settings/",
    "/desk/accounts/",
    "/desk/log/",
)
WIDTHS = (1280, 390, 320)
TURN = """(direction) => {
  document.documentElement.dir = direction;
  document.querySelectorAll("details").forEach((one) => { one.open = true; });
  const page = document.documentElement, width = page.clientWidth;
  const over = [...document.querySelectorAll("body *")].filter((one) => {
    const box = one.getBoundingClientRect();
    return box.width > 1 && (box.right > width + 1 || box.left < -1) && !one.closest(".scroll, .skip, .sprite");
  });
  const told = over.map((one) => one.outerHTML.slice(0, 160)).slice(0, 5);
  return page.scrollWidth > width ? [page.scrollWidth, ...told] : [];
}"""
AT_THE_RIGHT = """() => {
  const box = document.querySelector(".mast .name").getBoundingClientRect();
  return box.left + box.width / 2 > document.documentElement.clientWidth / 2;
}"""


@pytest.fixture(scope="module")
def paths(demo) -> list[str]:
    """The pages with their ids."""
    waiting = next(one["id"] for one in demo.nouns("sighting") if one["state"] == "waiting")
    kept = demo.pledge("The eastern quay repaired by September 2025")["id"]
    return [path.format(kept=kept, waiting=waiting) for path in PATHS]


@pytest.mark.parametrize(("language", "direction"), [("ru", "ltr"), ("kk", "ltr"), ("en", "rtl"), ("kk", "rtl")])
def test_no_page_is_wider_than_its_screen(demo, new_page, paths, language, direction):
    """With all that unfolds unfolded, on a desk's screen and on two phones."""
    page = demo.sign_in(new_page(locale=language), name="Oda Fenwick")
    found = {}
    for path in paths:
        page.goto(demo.url(path))
        assert page.locator("html").get_attribute("lang") == language
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            found[path, width] = page.evaluate(TURN, direction)
    assert {place: over for place, over in found.items() if over} == {}


def test_from_right_to_left_everything_begins_at_the_right(demo, new_page, paths):
    """The name of the tracker stands at the side at which reading begins."""
    page = demo.sign_in(new_page())
    page.goto(demo.url("/desk/add/"))
    page.evaluate(TURN, "ltr")
    assert page.evaluate(AT_THE_RIGHT) is False
    page.evaluate(TURN, "rtl")
    assert page.evaluate(AT_THE_RIGHT) is True
