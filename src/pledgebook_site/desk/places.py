"""Where each editor has stopped, what he decided last, and the language he works in."""

from datetime import UTC, datetime, timedelta

from pledgebook_site.desk.models import Place
from pledgebook_site.ledger.models import Account
from pledgebook_site.ledger.selectors.desk import log as desk_log
from pledgebook_site.ledger.services.log import CLOCK

BREAK = timedelta(minutes=30)


def moment_before(time: timedelta) -> str:
    """The clock of so long ago."""
    return (datetime.now(UTC) - time).strftime(CLOCK)


def place_of(account: Account) -> Place:
    """The account's place; an empty one before it has stopped anywhere."""
    return Place.objects.filter(account=account).first() or Place(account=account)


def stopped(place: Place) -> str | None:
    """When an editor has stopped there, if that is half an hour ago or longer."""
    if place.stopped_at is None or place.stopped_at > moment_before(BREAK):
        return None
    return place.stopped_at


def stop_at(account: Account, sighting: str) -> None:
    """Remember which suggestion an editor looks at."""
    Place.objects.update_or_create(
        account=account, defaults={"sighting": sighting, "stopped_at": moment_before(timedelta())}
    )


def decided(account: Account) -> int | None:
    """Remember the entry with which the account's operation ended just now; its number."""
    number = desk_log.last_by(account.author)
    Place.objects.update_or_create(account=account, defaults={"decision": number})
    return number


def switch_keys(account: Account, *, on: bool) -> None:
    """Switch single keys on or off."""
    Place.objects.update_or_create(account=account, defaults={"keys": on})


def language_of(account: Account) -> str | None:
    """The language in which an account works; None before it has chosen one."""
    return Place.objects.filter(account=account).values_list("language", flat=True).first()


def speak(account: Account, language: str) -> None:
    """Remember the language in which an account works."""
    Place.objects.update_or_create(account=account, defaults={"language": language})


def forget_decision(account: Account) -> None:
    """Nothing is offered to be undone any more."""
    Place.objects.filter(account=account).update(decision=None)
