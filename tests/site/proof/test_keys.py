"""A new key takes over: the old one vouches for it, and goes."""

from contextlib import suppress

from pledgebook.ledger.proof import VerifyingKey


def vkeys(folder):
    return (folder / "keys").read_text().split()


def test_a_new_key_signs_from_here(store, desk, filled, exported):
    """After a rotation the log holds with both keys, also against a head and a key from before it."""
    from pledgebook_site.ledger.selectors.log import head

    before, old = head(), vkeys(exported()[0])
    told = store.run("ledger", "rotate")
    assert told.exit_code == 0, told.output
    desk.judge(filled.pledge, "broken")
    folder, _ = exported(kept=before.encode(), key=VerifyingKey.parse(old[0]))
    assert vkeys(folder)[0] == old[0]
    assert vkeys(folder)[1] in told.output
    exported(kept=head().encode(), public=True)


def test_only_the_key_in_force_is_kept(store):
    """After rotations there is one secret key in the folder, that of the log; it is for its owner only."""
    from pledgebook_site.ledger.selectors.log import the_log
    from pledgebook_site.ledger.services.continuing.keys import rotate

    author = "0" * 32
    rotate(author=author)
    vkey = rotate(author=author)
    (left,) = store.data.secrets.glob("log-*")
    assert left.name == f"log-{VerifyingKey.parse(vkey).hash.hex()}.pem"
    assert the_log().vkey == vkey
    assert left.stat().st_mode & 0o777 == 0o600


def test_a_crash_before_the_commit_changes_nothing(store, monkeypatch, exported):
    """A rotation that dies with its new key in a file leaves the old key in force, and the next one clears it away."""
    from pledgebook_site.ledger.services import log
    from pledgebook_site.ledger.services.continuing import keys

    def die(*_, **__):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(log.Operation, "record", die)
        with suppress(KeyboardInterrupt):
            keys.rotate(author="0" * 32)
    assert len(list(store.data.secrets.glob("log-*"))) == 2
    exported()
    keys.rotate(author="0" * 32)
    assert len(list(store.data.secrets.glob("log-*"))) == 1
    exported()


def test_a_crash_after_the_commit_is_healed(store, monkeypatch, exported):
    """A rotation that dies once it is committed leaves the new key in force, and its file is found."""
    from pledgebook_site.ledger.services.continuing import keys
    from pledgebook_site.secrets import Secrets

    def die(*_, **__):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(Secrets, "settle", die)
        with suppress(KeyboardInterrupt):
            keys.rotate(author="0" * 32)
    folder, _ = exported()
    assert len(vkeys(folder)) == 2
