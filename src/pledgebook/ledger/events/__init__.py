"""Every event that the log can hold, by type; read the modules beside this for what each one says."""

from pledgebook.ledger.events.base import EVENTS as EVENTS
from pledgebook.ledger.events.base import Event as Event
from pledgebook.ledger.events.base import check_payload as check_payload
from pledgebook.ledger.events.base import event_of as event_of
from pledgebook.ledger.events.documents import *  # noqa: F403 - the nouns are the vocabulary of this package
from pledgebook.ledger.events.evidence import *  # noqa: F403
from pledgebook.ledger.events.people import *  # noqa: F403
from pledgebook.ledger.events.pledges import *  # noqa: F403
from pledgebook.ledger.events.sightings import *  # noqa: F403
from pledgebook.ledger.events.tracker import *  # noqa: F403
