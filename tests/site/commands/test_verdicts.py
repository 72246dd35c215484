"""`evidence`, `verdict`, `sign` and `withdraw`; the whole walk; and that one person alone never signs."""

from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pledgebook.errors import PledgebookError
from pledgebook.ledger.values import Standing
from tests.site.commands.conftest import PASSWORD

SEARCH = (
    "--searched",
    "the register of laws",
    "--who",
    "Ann",
    "--from",
    "2025",
    "--to",
    "2027-06",
    "--terms",
    "bridge",
)


def test_evidence_from_a_document(desk):
    """Words of a document are evidence, accepted at once, and stand where they were cut."""
    sighting = desk.mark(desk.take())
    pledge = desk.accept(sighting)
    document = desk.take("The bridge was opened on 3 May.\n", name="later.txt")
    quote = ("--document", document[:8], "--quote", "bridge was opened")
    made = desk.json("evidence", sighting, "--for", *quote, "--date", "2027-05-03", "--title", "Opened")
    assert (made["pledge"], made["kind"], made["state"]) == (pledge, "source", "accepted")
    (kept,) = desk.json("list", "evidence", "--state", "accepted")
    assert (kept["text"], kept["start"], kept["end"], kept["date"]) == ("bridge was opened", 4, 21, "2027-05-03")
    whole = desk.json("evidence", pledge, "--neutral", "--document", document)
    assert desk.json("show", whole["id"])["text"] is None


def test_evidence_that_waits(desk):
    """Proposed evidence counts only once somebody accepts it."""
    pledge = desk.pledge()
    made = desk.json("evidence", pledge, "--against", "--url", "https://example.org/a", "--propose")
    assert made["state"] == "waiting"
    assert "needs accepted evidence" in desk.refused("verdict", pledge, "broken", "--because", "It is late.")
    assert desk.json("accept", made["id"])[0] == {"id": made["id"], "kind": "evidence", "state": "accepted"}
    assert "are about sightings" in desk.refused("accept", made["id"], "--title", "x")
    verdict = desk.json("verdict", pledge, "broken", "--because", "It is late.", "--reason-code", "no-money")
    assert verdict["standing"] == "in_force"
    assert "rests on it" in desk.refused("reject", made["id"])
    other = desk.json("evidence", pledge, "--neutral", "--note", "A letter", "--propose")["id"]
    assert desk.json("reject", other, "--reason", "a rumour")[0]["state"] == "rejected"


def test_a_search_is_evidence(desk):
    """That somebody looked and found nothing is evidence too."""
    pledge = desk.pledge()
    made = desk.json("evidence", pledge, "--against", *SEARCH)
    assert made["kind"] == "search"
    assert desk.json("show", made["id"])["search"]["where"] == "the register of laws"
    assert "searched the register of laws for bridge" in desk.says("show", pledge)
    assert desk.json("verdict", pledge, "stalled", "--because", "Nothing was found.")["status"] == "stalled"


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (("--url", "https://example.org/a"), "--for, --against or --neutral"),
        (("--for",), "say where it is"),
        (("--for", "--url", "https://example.org/a", "--document", "abcd"), "say where it is, once"),
        (("--for", "--quote", "x", "--url", "https://example.org/a"), "go with --document"),
        (("--for", "--who", "Ann", "--note", "x"), "--who goes with --searched"),
        (("--for", *SEARCH[:4]), "--from, --to, --terms is missing"),
        (("--for", "--url", "https://example.org/a", "--date", "soon"), "is no date"),
        (("--for", "--document", "abcd"), "there is no document"),
    ],
)
def test_evidence_refused(desk, words, complaint):
    """Evidence that does not say what it is is refused in one line."""
    assert complaint in desk.refused("evidence", desk.pledge(), *words)


def test_verdict_refused(desk):
    """A verdict is refused that is off the scale, rests on nothing or on what is not there, or says no why."""
    pledge = desk.pledge()
    assert "it has not-yet-rated" in desk.refused("verdict", pledge, "splendid", "--because", "x")
    assert "needs accepted evidence" in desk.refused("verdict", pledge, "kept", "--because", "x")
    assert "Missing option '--because'" in desk.refused("verdict", pledge, "kept")
    assert "--because is empty" in desk.refused("verdict", pledge, "not-yet-rated", "--because", "")
    assert "there is no evidence" in desk.refused("verdict", pledge, "kept", "--because", "x", "--evidence", "abcd")
    assert "blocked-by-others" in desk.refused("verdict", pledge, "broken", "--because", "x", "--reason-code", "luck")
    desk.says("track", pledge, "--recorded-only", "vague")
    assert "recorded only" in desk.refused("verdict", pledge, "not-yet-rated", "--because", "x")


def test_a_reason_code_is_for_broken_promises(desk):
    """A reason code goes with an entry of the scale that means broken, and with no other."""
    pledge = desk.pledge()
    desk.says("evidence", pledge, "--for", "--note", "It stands.")
    before = desk.log()
    for status in ("kept", "not-yet-rated", "stalled"):
        told = ("verdict", pledge, status, "--because", "x", "--reason-code", "court")
        assert f"{status} is not one of: broken" in desk.refused(*told)
    assert desk.log() == before
    desk.says("verdict", pledge, "broken", "--because", "x", "--reason-code", "court")
    desk.says("set", "scale", "comparative-pledges")
    desk.says("verdict", pledge, "not-fulfilled", "--because", "x", "--reason-code", "court")
    desk.says("set", "scale", "delivery")
    assert "is not one of: none" in desk.refused("verdict", pledge, "red", "--because", "x", "--reason-code", "court")


def test_verdict_and_withdrawal(desk):
    """An initial verdict needs no evidence; a withdrawn one no longer counts; a withdrawn pledge is not listed."""
    sighting = desk.mark(desk.take())
    pledge = desk.accept(sighting)
    made = desk.json("verdict", sighting, "not-yet-rated", "--because", "Too early.", "--effective", "2025-03")
    assert desk.json("list", "pledges", "--status", "not-yet-rated")[0]["id"] == pledge
    assert desk.json("show", made["id"])["effective_at"] == "2025-03"
    assert desk.json("withdraw", made["id"], "--reason", "premature")["kind"] == "verdict"
    assert desk.json("list", "pledges")[0]["status"] is None
    assert desk.json("withdraw", sighting, "--reason", "no promise") == {
        "id": pledge,
        "kind": "pledge",
        "reason": "no promise",
    }
    assert desk.json("list", "pledges") == []
    assert "withdrawn already" in desk.refused("withdraw", pledge, "--reason", "again")
    assert "Missing option '--reason'" in desk.refused("withdraw", pledge)


def test_the_whole_walk(nowhere, tmp_path):
    """From nothing to a verdict that two persons have signed: init, add, accept, evidence, verdict, sign, show."""
    from tests.site.commands.conftest import Desk

    desk = Desk(nowhere, tmp_path)
    desk.says("init")
    ann, ben = desk.user("ann"), desk.user("ben")
    desk.says("set", "two_signatures", "on", "--as", ann)
    sighting = desk.mark(desk.take("We will build the bridge by 2027.\n"), "We will build the bridge", "--as", ann)
    pledge = desk.accept(sighting, "--title", "A bridge", "--as", ann)
    desk.says("evidence", pledge, "--for", "--url", "https://example.org/opened", "--as", ann)
    given = desk.json("verdict", pledge, "kept", "--because", "It stands.", "--as", ann)
    assert (given["standing"], given["signatures"], given["signatures_needed"]) == ("unsigned", 1, 2)
    assert desk.json("list", "pledges")[0]["status"] is None
    verdict = given["id"]
    assert "no such account" in desk.refused("sign", verdict, "--as", ben, stdin="a wrong password\n")
    assert "holds no password" in desk.refused("sign", verdict, "--as", ben)
    assert "two different persons" in desk.refused("sign", verdict, "--as", ann, stdin=f"{PASSWORD}\n")
    assert "only an account with a password" in desk.refused("sign", verdict)
    log = desk.log()
    signed = desk.json("sign", verdict[:8], "--as", ben, stdin=f"{PASSWORD}\n")
    assert (signed["standing"], signed["signatures"]) == ("in_force", 2)
    assert desk.log() == [*log, "verdict.signed"]
    (listed,) = desk.json("list", "pledges", "--status", "kept")
    assert (listed["id"], listed["verdict"]) == (pledge, verdict)
    shown = desk.says("show", pledge)
    for words in ("A bridge", "“We will build the bridge”", "evidence", "kept, in force", "verdict.signed"):
        assert words in shown
    assert "in force already" in desk.refused("sign", verdict, "--as", ben, stdin=f"{PASSWORD}\n")


def test_one_signature_is_enough_unless_told(desk):
    """Where one signature is asked for, a verdict counts at once, and there is nothing to sign."""
    pledge = desk.pledge()
    verdict = desk.json("verdict", pledge, "not-yet-rated", "--because", "Too early.")
    assert (verdict["standing"], verdict["signatures_needed"]) == ("in_force", 1)
    assert "in force already" in desk.refused("sign", verdict["id"], "--as", desk.user("ann"), stdin=f"{PASSWORD}\n")


DEEDS = ("give", "sign", "sign", "withdraw", "undo", "track", "record_only", "evidence", "join", "edit", "on", "split")


@pytest.fixture
def alone(desk):
    """The services in the hands of one person, who has an account and may act as `local` too."""
    desk.user("ann")
    desk.says("set", "two_signatures", "on")
    desk.pledge()
    desk.store.boot()
    return Alone()


class Alone:
    """What one person may try; what is refused is refused."""

    def __init__(self) -> None:
        from pledgebook_site.ledger.selectors.accounts import account

        self.authors = [account("ann").author, account("local").author]

    def does(self, deed: str, who: int, which: int) -> None:
        with suppress(PledgebookError):
            getattr(self, f"do_{deed}")(self.authors[who], which)

    def any(self, kind: str, which: int) -> str:
        from pledgebook_site.ledger.projections.rows import TABLES

        keys = list(TABLES[kind].row.objects.order_by("pk").values_list("pk", flat=True))
        if not keys:
            raise PledgebookError("none yet")
        return keys[which % len(keys)]

    def do_give(self, author: str, which: int) -> None:
        from pledgebook_site.ledger.services import verdicts

        verdicts.give(self.any("pledges", which), "not-yet-rated", author=author, explanation="Because.")

    def do_sign(self, author: str, which: int) -> None:
        from pledgebook_site.ledger.services import verdicts

        verdicts.sign(self.any("verdicts", which), author=author)

    def do_withdraw(self, author: str, which: int) -> None:
        from pledgebook_site.ledger.services import verdicts

        verdicts.withdraw(self.any("verdicts", which), author=author, reason="x")

    def do_undo(self, author: str, which: int) -> None:
        from pledgebook_site.ledger.services.undoing import undo

        undo(None if which % 2 else 20 + which, author=author)

    def do_track(self, author: str, which: int) -> None:
        from pledgebook_site.ledger.services import pledges

        pledges.track(self.any("pledges", which), author=author)

    def do_record_only(self, author: str, which: int) -> None:
        from pledgebook_site.ledger.services import pledges

        pledges.record_only(self.any("pledges", which), author=author, reason="x")

    def do_evidence(self, author: str, which: int) -> None:
        from pledgebook_site.ledger.services import verdicts

        verdicts.reject_evidence(self.any("evidence", which), author=author)

    def do_join(self, author: str, which: int) -> None:
        from pledgebook_site.ledger.services import sightings

        sightings.join(self.any("sightings", which), self.any("pledges", which // 2), author=author)

    def do_edit(self, author: str, which: int) -> None:
        from pledgebook_site.ledger.services import sightings

        sightings.accept(self.any("sightings", which), author=author)

    def do_split(self, author: str, which: int) -> None:
        from pledgebook_site.ledger.services import sightings

        sightings.split(self.any("sightings", which), author=author)

    def do_on(self, author: str, which: int) -> None:
        from pledgebook.ledger.values import AccountRole
        from pledgebook_site.ledger.selectors.accounts import account
        from pledgebook_site.ledger.services.accounts import change_role
        from pledgebook_site.ledger.services.settings import change_setting

        change_setting("two_signatures", "on", author=author)
        change_role("local", role=list(AccountRole)[which % 4], by=account("ann"))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deeds=st.lists(st.tuples(st.sampled_from(DEEDS), st.integers(0, 1), st.integers(0, 30)), max_size=12))
def test_no_one_signs_alone(alone, deeds):
    """No sequence of deeds by one person, by his account or as `local`, gives a verdict that counts."""
    from pledgebook_site.ledger.models import VerdictRow

    for deed, who, which in (("give", 0, 0), *deeds):
        alone.does(deed, who, which)
    assert not VerdictRow.objects.filter(standing=Standing.IN_FORCE).exists()


def test_turning_the_rule_off_is_on_record(desk):
    """Whoever turns off the rule of two signatures does so in the log; what was given before still needs two."""
    desk.says("set", "two_signatures", "on")
    ann, pledge = desk.user("ann"), desk.pledge()
    before = desk.json("verdict", pledge, "not-yet-rated", "--because", "x", "--as", ann)["id"]
    desk.says("set", "two_signatures", "off", "--as", ann)
    last = desk.json("log")[-1]
    assert (last["type"], last["author_name"], last["payload"]) == (
        "setting.changed",
        "ann",
        {"key": "two_signatures", "value": False},
    )
    assert desk.json("show", before)["standing"] == "unsigned"


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "example.org/a", "https://", "https://a b.example", "", "http://[x"]
)
def test_an_address_leads_somewhere(desk, address):
    """What is told as an address must be one to which a reader can be led; else nothing is recorded."""
    pledge = desk.pledge()
    before = desk.log()
    assert "no address on the web" in desk.refused("evidence", pledge, "--for", "--url", address)
    reply = ("record", "reply", pledge, "We did.", "--by", "The city")
    assert "no address on the web" in desk.refused(*reply, "--url", address)
    assert desk.log() == before


def test_a_document_gets_no_false_address(desk):
    """A document's address is corrected to one on the web, or taken away."""
    document = desk.take()
    assert "no address on the web" in desk.refused("correct", document, "--url", "javascript:alert(1)")
    assert desk.json("correct", document, "--url", "https://example.org/a")["url"] == "https://example.org/a"
    assert desk.json("correct", document, "--url", "")["url"] is None


def test_evidence_says_something(desk):
    """Evidence without words, and a search that ends before it begins, are none."""
    pledge = desk.pledge()
    before = desk.log()
    assert desk.refused("evidence", pledge, "--for", "--note", " ").startswith("--note is empty")
    for place in (1, 3, 9):
        words = [*SEARCH[:place], "", *SEARCH[place + 1 :]]
        assert "is empty" in desk.refused("evidence", pledge, "--against", *words)
    late = [*SEARCH[:5], "2027-07", *SEARCH[6:]]
    assert "ends before it begins" in desk.refused("evidence", pledge, "--against", *late)
    assert desk.log() == before
