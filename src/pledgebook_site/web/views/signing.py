"""Signing in and out."""

from typing import Any

from django.conf import settings
from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_post_parameters

from pledgebook_site.web.firstrun import is_due

NEXT = "next"


@sensitive_post_parameters("password")
def sign_in(request: HttpRequest) -> HttpResponse:
    """The form, and for a right name and password the page that was asked for."""
    if request.method != "POST":
        return _form(request)
    told = {"username": request.POST.get("username", ""), "password": request.POST.get("password", "")}
    account = authenticate(request, **told)
    if account is None:
        return locked_out(request) if getattr(request, "axes_locked_out", False) else _form(request, wrong=True)
    login(request, account)
    return HttpResponseRedirect(_wanted(request))


def sign_out(request: HttpRequest) -> HttpResponse:
    """Forget who was signed in."""
    logout(request)
    return redirect("sign-in")


def locked_out(request: HttpRequest, *args: Any, **more: Any) -> HttpResponse:
    """Too many wrong passwords for this name from this address."""
    return _form(request, locked=True, status=429)


def _form(request: HttpRequest, *, wrong: bool = False, locked: bool = False, status: int = 200) -> HttpResponse:
    told = {
        "wrong": wrong,
        "locked": locked,
        "minutes": round(settings.AXES_COOLOFF_TIME * 60),
        "name": request.POST.get("username", ""),
        "unset": is_due(),
        "next": request.POST.get(NEXT) or request.GET.get(NEXT, ""),
    }
    return render(request, "web/sign-in.html", told, status=400 if wrong else status)


def _wanted(request: HttpRequest) -> str:
    """The page of ours that was asked for, else the desk."""
    wanted = request.POST.get(NEXT, "")
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe and wanted.startswith("/") else reverse("desk")
