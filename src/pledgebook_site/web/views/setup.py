"""The first run: a tracker's answers and its first account, on one page, for whom has the token."""

from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters

from pledgebook.ledger.events import ProgrammeOpened
from pledgebook.ledger.values import AccountRole
from pledgebook_site.boot import current
from pledgebook_site.ledger.models import Account
from pledgebook_site.ledger.selectors import record
from pledgebook_site.ledger.selectors.accounts import LOCAL, account
from pledgebook_site.ledger.services.accounts import add_account
from pledgebook_site.ledger.services.recording import open_programme
from pledgebook_site.web import firstrun
from pledgebook_site.web.forms import FirstRun
from pledgebook_site.web.views.settings import change, told_now

BACKEND = "pledgebook_site.web.signing.Accounts"


@sensitive_post_parameters("password", "token")
def setup(request: HttpRequest) -> HttpResponse:
    """Ask, and once all is answered make the account and sign it in; 404 once somebody can sign in."""
    if not firstrun.is_due():
        raise Http404
    token = request.POST.get("token") or request.GET.get("token", "")
    if not firstrun.holds(current(), token):
        return _answer(request, "web/setup-closed.html", {"told": bool(token)}, status=403)
    form = FirstRun(request.POST or None, initial=_safe())
    if request.method == "POST" and form.is_valid():
        with firstrun.used(current(), token) as mine:
            if mine:
                return _made(request, form)
    status = 400 if form.is_bound else 200
    return _answer(request, "web/setup.html", {"form": form, "token": token}, status=status)


def _answer(request: HttpRequest, template: str, told: dict, *, status: int) -> HttpResponse:
    """A page whose address, with the token in it, is told to no other site."""
    answer = render(request, template, told, status=status)
    answer.headers["Referrer-Policy"] = "same-origin"  # with no-referrer a browser sends its form as from nowhere
    return answer


def _safe() -> dict[str, object]:
    """What `init` has answered, but for the name, and with two persons who sign."""
    return {**told_now(record.settings()), "name": "", "two_signatures": "on"}


def _made(request: HttpRequest, form: FirstRun) -> HttpResponse:
    told = form.cleaned_data
    made: Account = add_account(
        told["account"], password=told["password"], role=AccountRole.ADMINISTRATOR, by=account(LOCAL)
    )
    change(told, author=made.author)
    if told["programme"]:
        term = {"start": told["starts"], "end": told["ends"]}
        open_programme(ProgrammeOpened(name=told["programme"], kind=None, **term), author=made.author)
    login(request, made, backend=BACKEND)
    return redirect("desk")
