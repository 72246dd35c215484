"""From a promise to a verdict that two have signed, and from the verdict to its proof."""

import json
import re
import subprocess
import sys

WHY = "The gazette of 2 April prints no such order."


def test_a_verdict_rests_on_evidence_and_two_signatures_and_can_be_proved(demo, new_page, tmp_path):
    """Mira brings evidence and signs; the public sees it once Jonas has signed; a stranger checks it without us."""
    mira, jonas, public = demo.sign_in(new_page()), demo.sign_in(new_page(), "Jonas Pell"), new_page()
    mira.goto(demo.url(f"/desk/queue/{demo.sighting('We will spend 85 million crowns on it')['id']}/"))
    mira.keyboard.press("a")
    mira.get_by_role("link", name="Open the promise").click()
    mira.wait_for_url("**/desk/pledges/**")
    address = demo.path(mira)
    _bring(mira)
    _rate(mira)
    shown = address.removeprefix("/desk")
    public.goto(demo.url(shown))
    assert public.get_by_text("Not yet rated").is_visible()
    assert WHY not in public.content()

    assert mira.get_by_role("button", name="Sign this verdict").count() == 0
    jonas.goto(demo.url("/desk/"))
    jonas.locator("section", has_text="second signature").get_by_role("link").first.click()
    jonas.get_by_label("Your password, again").fill(demo.passwords["Jonas Pell"])
    jonas.get_by_role("button", name="Sign this verdict").click()
    jonas.get_by_text("In force").first.wait_for()

    public.reload()
    assert public.locator("main").get_by_text(WHY).first.is_visible()
    _prove(public, tmp_path)
    _export(demo, tmp_path)


def _bring(page):
    """Words of a document that is on record, and a search that found nothing."""
    page.get_by_role("link", name="Evidence").click()
    page.get_by_role("link", name="A document that is on record already").click()
    page.get_by_role("link", name="Eastern quay takes ships again").click()
    page.get_by_label("The words").fill("the city took no loan for it")
    page.get_by_label("Against", exact=True).check()
    page.get_by_role("button", name="Let them count").click()
    page.get_by_text("Record a search").click()
    form = page.locator("#search")
    for label, value in {
        "Who looked": "Mira Aldane",
        "Where": "The gazette",
        "From": "2026-04-01",
        "To": "2026-04-02",
        "For which words": "breakwater",
    }.items():
        form.get_by_label(label, exact=True).fill(value)
    form.get_by_label("Against", exact=True).check()
    form.get_by_role("button", name="Record it").click()
    page.get_by_text("The gazette").first.wait_for()


def _rate(page):
    page.get_by_role("link", name="Verdict").click()
    page.locator("label.opt", has_text="Stalled").first.click()
    page.get_by_label("Why").fill(WHY)
    for box in page.locator("input[name=evidence]").all():
        box.check()
    page.get_by_role("button", name="Give and sign").click()
    page.get_by_text("Waits for somebody else.").wait_for()


def _prove(page, folder):
    """The proof that the page offers holds, and one letter changed in it does not."""
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the proof").first.click()
    proof = folder / "proof.json"
    download.value.save_as(proof)
    assert _verify(proof).returncode == 0
    told = json.loads(proof.read_text())
    assert told["public"] is True
    proof.write_text(re.sub("85 million", "86 million", proof.read_text()))
    assert _verify(proof).returncode == 1


def _export(demo, folder):
    demo.place.run("ledger", "export", "--public", str(folder / "export"))
    checked = _verify(folder / "export")
    assert checked.returncode == 0, checked.stdout


def _verify(path):
    called = [sys.executable, "-m", "pledgebook", "verify", str(path)]
    return subprocess.run(called, capture_output=True, text=True, check=False, timeout=60)
