"""Who may write: an administrator adds accounts, gives roles and new passwords."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.debug import sensitive_post_parameters

from pledgebook.ledger.values import AccountRole
from pledgebook_site.catalogues import refusals
from pledgebook_site.errors import AccountError
from pledgebook_site.ledger.models import Account
from pledgebook_site.ledger.selectors import accounts as known
from pledgebook_site.ledger.services import accounts as services
from pledgebook_site.web.forms import NewAccount, NewPassword, NewRole
from pledgebook_site.web.labels import label


@sensitive_post_parameters("password")
def accounts(request: HttpRequest) -> HttpResponse:
    """All accounts with what can be done to each."""
    if request.method != "POST":
        return _page(request)
    act = _ACTS.get(request.POST.get("act", ""))
    if act is None:
        raise Http404
    return act(request)


def _add(request: HttpRequest) -> HttpResponse:
    form = NewAccount(request.POST)
    if not form.is_valid():
        return _page(request, form=form)
    told = form.cleaned_data
    return _done(
        request,
        lambda: services.add_account(
            told["account"], password=told["password"], role=AccountRole(told["role"]), by=request.user
        ),
        gettext("%(name)s has an account now.") % {"name": told["account"]},
    )


def _role(request: HttpRequest) -> HttpResponse:
    account, form = _meant(request), NewRole(request.POST)
    if not form.is_valid():
        raise Http404
    role = AccountRole(form.cleaned_data["role"])
    if account.role == role:
        return redirect("desk-accounts")
    said = gettext("%(name)s has the role “%(role)s” now.") % {"name": account.name, "role": label(role, "role")}
    return _done(request, lambda: services.change_role(account.name, role=role, by=request.user), said)


def _reset(request: HttpRequest) -> HttpResponse:
    account = _meant(request)
    form = NewPassword(request.POST, account=account)
    if not form.is_valid():
        return _page(request, reset=form)

    def reset() -> None:
        changed = services.reset_password(account.name, password=form.cleaned_data["password"], by=request.user)
        if changed.pk == request.user.pk:
            update_session_auth_hash(request, changed)

    return _done(request, reset, gettext("%(name)s has a new password now.") % {"name": account.name})


_ACTS: dict[str, Callable[[HttpRequest], HttpResponse]] = {"add": _add, "role": _role, "reset": _reset}


def _meant(request: HttpRequest) -> Account:
    wanted = request.POST.get("author", "")
    found = next((one for one in known.accounts() if one.author == wanted), None)
    if found is None or not found.sign_in:
        raise Http404
    return found


def _done(request: HttpRequest, do: Callable[[], object], said: str) -> HttpResponse:
    try:
        do()
    except AccountError as error:
        return _page(request, fault=refusals.told(error))
    messages.success(request, said)
    return redirect("desk-accounts")


def _page(
    request: HttpRequest, *, form: NewAccount | None = None, reset: NewPassword | None = None, fault: str = ""
) -> HttpResponse:
    told = {
        "accounts": known.accounts(),
        "form": NewAccount() if form is None else form,
        "reset": reset,
        "roles": list(AccountRole),
        "fault": fault,
    }
    wrong = fault or form is not None or reset is not None
    return render(request, "web/accounts.html", told, status=400 if wrong else 200)
