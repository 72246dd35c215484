"""One promise proved alone, and what strangers may see of it."""

import json

import pytest

from pledgebook.ledger import events
from pledgebook.ledger.values import Rights
from tests.site.proof.conftest import checked


def prove(store, tmp_path, key, *words):
    file = tmp_path / f"proof-{len(list(tmp_path.glob('proof-*')))}.json"
    told = store.run("ledger", "prove", key, "-o", str(file), *words)
    assert (told.exit_code, told.stdout) == (0, ""), told.output
    return file


@pytest.mark.parametrize("public", [False, True], ids=["private", "public"])
def test_a_promise_is_proved_alone(store, filled, tmp_path, public):
    """The file alone holds, by the id of the pledge or of its sighting, and against a kept head with --since."""
    from pledgebook_site.ledger.selectors.log import head

    kept = tmp_path / "kept"
    kept.write_text(head())
    store.run("ledger", "rotate")
    flags = ["--public"] if public else []
    file = prove(store, tmp_path, filled.pledge[:6], *flags)
    assert file.read_bytes() == prove(store, tmp_path, filled.accepted, *flags).read_bytes()
    report = checked(file)
    assert (report.kind, report.public) == ("proof", public)
    since = prove(store, tmp_path, filled.pledge, "--since", str(kept), *flags)
    checked(since, kept=kept.read_bytes())
    assert store.run("verify", str(file), "--against", str(kept)).exit_code == 1
    assert store.run("verify", str(since), "--against", str(kept)).exit_code == 0


def test_what_has_no_proof(store, filled, tmp_path):
    """A sighting that waits, an unknown id and a head of another log are refused in one line, and no file is made."""
    (tmp_path / "head").write_text("no head\n")
    file = tmp_path / "none.json"
    for words in ((filled.waiting,), ("f" * 32,), (filled.pledge, "--since", str(tmp_path / "head"))):
        told = store.run("ledger", "prove", *words, "-o", str(file))
        assert (told.exit_code, told.stderr.count("\n"), file.exists()) == (2, 1, False)


def test_a_redacted_promise_is_proved(store, filled, tmp_path):
    """A promise whose words were redacted can still be proved: its lines are in the log, and which were redacted."""
    store.run("redact", filled.bridge, "--reason", "law")
    report = checked(prove(store, tmp_path, filled.pledge))
    assert report.counts["redacted"] > 0
    checked(prove(store, tmp_path, filled.pledge, "--public"))


@pytest.fixture
def secrets(desk, filled):
    """Marks that no stranger may see: beyond excerpts, without rights, in drafts, notes and names."""
    long = "Glimworth says: we will mend the pier by 2030. " + "secret-after " * 40
    excerpt = desk.take(f"{'secret-before ' * 40}\n{long}", rights=Rights.EXCERPT)
    pledge = desk.accept(desk.mark(excerpt, "we will mend the pier by 2030"))
    none = desk.take("Glimworth says: we will secret-none paint it blue.", rights=Rights.NONE)
    desk.accept(desk.mark(none, "we will secret-none paint it blue"))
    draft = desk.take("Glimworth says: we will secret-draft sell it.", options={"title": "secret-draft-title"})
    desk.mark(draft, "we will secret-draft sell it")
    rejected = desk.mark(excerpt, "secret-after secret-after")
    from pledgebook_site.ledger.services import sightings

    sightings.reject(rejected, author=desk.author, reason="secret-reason")
    desk.evidence(pledge, note="secret-evidence", url="https://example.org/", accepted=False)
    desk.record(events.PledgeTitled(language="en", title="secret-undone"), subject=pledge)
    from pledgebook_site.ledger.services import undoing

    undoing.undo(author=desk.author)
    return pledge


def test_no_secret_is_public(store, secrets, exported, tmp_path):
    """What is planted where strangers may not look stands in the private export and in no byte of public ones."""
    from pledgebook_site.ledger.selectors.accounts import account
    from pledgebook_site.ledger.services.accounts import add_account

    add_account("secret-name", password="long enough words", by=account("local"))
    private, _ = exported()
    public, _ = exported(public=True)
    proof = prove(store, tmp_path, secrets, "--public")

    def marks(files):
        told = b"\n".join(path.read_bytes() for path in files)
        names = ("before", "after", "none", "draft", "draft-title", "reason", "evidence", "undone", "name")
        return [one for one in names if f"secret-{one}".encode() in told]

    assert len(marks(path for path in private.rglob("*") if path.is_file())) == 9
    assert marks(path for path in public.rglob("*") if path.is_file()) == []
    assert marks([proof]) == []
    pems = [path.read_bytes() for path in store.data.secrets.iterdir()]
    for one in (private, public):
        content = b"".join(path.read_bytes() for path in one.rglob("*") if path.is_file())
        assert b"PRIVATE KEY" not in content
        assert not any(pem.strip() in content for pem in pems)
    assert json.loads((public / "authors.json").read_bytes()) == {}
