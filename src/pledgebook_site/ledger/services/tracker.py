"""How a log begins, and what its tracker is set to."""

import secrets

from pledgebook.ledger.events import KeyMade, ScaleRecorded, SettingChanged
from pledgebook.ledger.proof import SigningKey
from pledgebook.ledger.rating import scale
from pledgebook.ledger.values import Rights
from pledgebook_site.ledger.services.accounts import record_local
from pledgebook_site.ledger.services.log import founding

SCALE = "politifact"
SAFE = {
    "languages": ["en"],
    "scale": SCALE,
    "default_rights": Rights.EXCERPT.value,
    "two_signatures": False,
    "authors_shown": "tracker",
}


def begin(key: SigningKey, *, name: str) -> None:
    """Begin a log with its first events: its key, its author `local`, a scale, and settings that show little."""
    tracker, local = secrets.token_hex(16), secrets.token_hex(16)
    with founding(local, origin=key.name, tracker=tracker) as operation:
        operation.record(KeyMade(vkey=key.vkey), subject=tracker)
        record_local(operation)
        operation.record(ScaleRecorded(scale=scale(SCALE).to_data()), subject=tracker)
        for setting, value in {"name": name, **SAFE}.items():
            operation.record(SettingChanged(key=setting, value=value), subject=tracker)
