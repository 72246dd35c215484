"""Verdicts: given by one, signed by another where the tracker wants two, withdrawn with a reason."""

from typing import Any

from django.contrib.auth import authenticate
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.debug import sensitive_post_parameters

from pledgebook.errors import LedgerError
from pledgebook.ledger.state import PledgeNoun
from pledgebook.ledger.superseding import successors
from pledgebook.ledger.values import EvidenceState, Standing
from pledgebook_site.desk.forms.editing import ReasonForm
from pledgebook_site.desk.forms.evidence import VerdictForm
from pledgebook_site.desk.forms.fields import field_at_fault
from pledgebook_site.desk.views.writing import BAD, UNFIT, not_whole, or_404, written
from pledgebook_site.errors import AccountError
from pledgebook_site.ledger.selectors import record
from pledgebook_site.ledger.selectors.accounts import author_names
from pledgebook_site.ledger.selectors.desk import log as desk_log
from pledgebook_site.ledger.selectors.desk import pledges as desk_pledges
from pledgebook_site.ledger.services import verdicts
from pledgebook_site.web.dates import partial

SHOWN = 140  # characters of a piece of evidence beside its box


@sensitive_post_parameters("password")
def verdict(request: HttpRequest, key: str) -> HttpResponse:
    """The status of a promise: give one, sign one, withdraw one."""
    with or_404():
        noun = record.pledge(key)
    if request.method != "POST":
        return _page(request, noun)
    if request.POST.get("action") == "give":
        return _give(request, noun)
    return _sign_or_withdraw(request, noun)


def _accepted(noun: PledgeNoun) -> list[tuple[str, str]]:
    """The evidence that counts, each with a line about it."""
    found = [one for one, _source in desk_pledges.evidence(noun) if one.state == EvidenceState.ACCEPTED]
    return [(one.id, _line(one)) for one in found]


def _line(one: Any) -> str:
    told = one.text or one.note or one.title or one.url or ""
    if one.search is not None:
        since, until = partial(one.search["from"]), partial(one.search["to"])
        told = f"{one.search['where']}, {since} – {until}: {one.search['terms']}"
    words = " ".join(told.split())
    return words if len(words) <= SHOWN else f"{words[:SHOWN].rstrip()} […]"


def _page(
    request: HttpRequest,
    noun: PledgeNoun,
    fault: str | None = None,
    form: VerdictForm | None = None,
    withdrawing: dict[str, ReasonForm] | None = None,
) -> HttpResponse:
    seen = desk_log.last_entry()
    scale = record.scale()
    found = desk_pledges.verdicts(noun)
    told = {
        "noun": noun,
        "told": desk_pledges.told(noun.id),
        "scale": scale,
        "form": form or VerdictForm(scale=scale, evidence=_accepted(noun)),
        "seen": seen,
        "fault": fault,
        "names": author_names(),
        "at": field_at_fault([*([] if form is None else [form]), *(withdrawing or {}).values()]),
        "verdicts": [(one, (withdrawing or {}).get(one.id) or _withdrawing(one.id)) for one in found],
        "successors": successors(found),
        "waiting": next((one for one in found if one.standing == Standing.UNSIGNED), None),
        "statuses": scale["entries"],
    }
    return render(request, "desk/verdict.html", told, status=None if fault is None else BAD)


def _give(request: HttpRequest, noun: PledgeNoun) -> HttpResponse:
    form = VerdictForm(request.POST, scale=record.scale(), evidence=_accepted(noun))
    if not form.is_valid():
        return _page(request, noun, str(UNFIT), form)
    told = form.cleaned_data

    def act() -> str:
        verdicts.give(
            noun.id,
            told["status"],
            author=request.user.author,
            explanation=told["explanation"],
            evidence=told["evidence"],
            reason_code=told["reason_code"],
            effective_at=told["effective"],
        )
        return request.path

    return written(request, [noun.id], act, fault=lambda fault: _page(request, noun, fault, form), decision=False)


def _sign_or_withdraw(request: HttpRequest, noun: PledgeNoun) -> HttpResponse:
    key, action = request.POST.get("verdict", ""), request.POST.get("action", "")
    form = _withdrawing(key, request.POST) if action == "withdraw" else None
    sent = {} if form is None else {key: form}
    if form is not None and not form.is_valid():
        fault = str(UNFIT)
        return _page(request, noun, fault, withdrawing=sent)

    def act() -> str:
        if action == "sign":
            _check_password(request)
            verdicts.sign(key, author=request.user.author)
        elif form is not None:
            verdicts.withdraw(key, author=request.user.author, reason=form.cleaned_data["reason"])
        else:
            raise LedgerError(not_whole())
        return reverse("desk-verdict", args=[noun.id])

    def refused(fault: str) -> HttpResponse:
        return _page(request, noun, fault, withdrawing=sent)

    return written(request, [noun.id, key], act, fault=refused, decision=False)


def _withdrawing(key: str, data: Any = None) -> ReasonForm:
    """The form that asks why a verdict is withdrawn."""
    return ReasonForm(data, prefix=f"w-{key[:8]}")


def _check_password(request: HttpRequest) -> None:
    """AccountError unless it is this account's password; wrong ones are counted as at the door."""
    told = {"username": request.user.name, "password": request.POST.get("password", "")}
    account = authenticate(request, **told)
    if account is None or account.pk != request.user.pk:
        raise AccountError(gettext("This is not your password. Nothing was signed."))
