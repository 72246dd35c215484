"""The key of the log: a new one takes over, and the old one vouches for it."""

from pathlib import Path

from django.db import transaction

from pledgebook.ledger.events import KeyRotated
from pledgebook.ledger.folder.layout import rotation_text
from pledgebook.ledger.proof import SigningKey, VerifyingKey
from pledgebook_site.boot import current
from pledgebook_site.durable import complaining, sync
from pledgebook_site.ledger.models import Log
from pledgebook_site.ledger.services.log import operation
from pledgebook_site.secrets import Secrets


def rotate(*, author: str) -> str:
    """Let a new key sign the log from here, and delete the old one; the new vkey.

    The new key lies in its file before the event that names it, and the old one goes after that is committed; what a
    crash between leaves behind goes with the next rotation.
    """
    secrets = Secrets(current())
    with operation(author) as op:
        old, new = secrets.log_key(op.log.vkey), SigningKey.make(op.log.origin)
        secrets.propose(new)
        note = old.sign(rotation_text(new.vkey, origin=op.log.origin))
        op.record(KeyRotated(vkey=new.vkey, note=note), subject=op.log.tracker)
    secrets.settle(new)
    _delete_others(secrets)
    return new.vkey


def _delete_others(secrets: Secrets) -> None:
    """Delete the secret half of every key but the one in force, which nothing is signed with any more."""
    with transaction.atomic():
        in_force = VerifyingKey.parse(Log.objects.select_for_update().get().vkey).hash.hex()
        for path in sorted(secrets.data.secrets.glob("log-*.pem*")):
            if path.name.split(".")[0] != f"log-{in_force}":
                _delete(path)
    sync(secrets.data.secrets)


def _delete(path: Path) -> None:
    with complaining(path, "deleted"):
        path.unlink(missing_ok=True)
