"""How a page writes: once, and only what its editor has seen."""

from collections.abc import Callable, Iterable
from contextlib import contextmanager

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pledgebook.errors import LedgerError, PledgebookError
from pledgebook_site.catalogues import refusals
from pledgebook_site.desk import places
from pledgebook_site.desk.labels import happened
from pledgebook_site.errors import OvertakenError
from pledgebook_site.ledger.selectors.desk import log as desk_log
from pledgebook_site.ledger.services.overtaking import having_seen

SEEN = "seen"
LARGEST = 2**62
DIGITS = len(str(LARGEST))
SEE_OTHER, BAD, OVERTAKEN = 303, 400, 409
UNFIT = _("Something needs another look; it is said at its field.")


def written(
    request: HttpRequest,
    nouns: Iterable[str],
    act: Callable[[], str],
    *,
    fault: Callable[[str], HttpResponse],
    decision: bool = True,
    said: str | None = None,
) -> HttpResponse:
    """Do what a form asks for, and go on at the address that `act` gives.

    Where somebody has written about one of the nouns since the form was made, nothing is saved and its sender is
    told; what the ledger refuses is for `fault`. A `decision` can be undone from the next page; of what is none the
    next page tells what is `said`.
    """
    seen = number_in(request.POST.get(SEEN, ""))
    if seen is None:
        return fault(not_whole())
    try:
        with having_seen(seen, nouns):
            target = act()
    except OvertakenError as error:
        return overtaken(request, error)
    except PledgebookError as error:
        return fault(refusals.told(error))
    if decision:
        places.decided(request.user)
    if said is not None:
        messages.success(request, said)
    return see_other(target)


def number_in(told: str) -> int | None:
    """The number of an entry that a form tells; None where it is none."""
    if not told.isascii() or not told.isdigit() or len(told) > DIGITS or int(told) > LARGEST:
        return None
    return int(told)


def not_whole() -> str:
    """What is said of a form that lacks what its page had put in."""
    return gettext("This form is not whole. Open the page again.")


def overtaken(request: HttpRequest, error: OvertakenError) -> HttpResponse:
    """Tell a second editor who was faster, and what that one did."""
    told = desk_log.told(error.entry)
    did = "" if told is None else happened(told["type"])
    return render(request, "desk/overtaken.html", {"told": told, "did": did, "back": request.path}, status=OVERTAKEN)


def see_other(target: str) -> HttpResponseRedirect:
    """Go on elsewhere, with a page that can be asked for again."""
    answer = HttpResponseRedirect(target)
    answer.status_code = SEE_OTHER
    return answer


@contextmanager
def or_404():
    """What the record does not have is no page."""
    try:
        yield
    except LedgerError as error:
        raise Http404(str(error)) from None
