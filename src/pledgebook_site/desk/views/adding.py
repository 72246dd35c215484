"""Bringing sources in: three ways, then what was guessed, then how far the reading is."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from pledgebook.documents import Loaded
from pledgebook.errors import PledgebookError
from pledgebook.ledger.values import Rights
from pledgebook_site import reading
from pledgebook_site.desk import incoming, tasks
from pledgebook_site.desk.forms.adding import AddForm, ToldForm
from pledgebook_site.desk.forms.fields import field_at_fault
from pledgebook_site.desk.models import Incoming
from pledgebook_site.desk.views.writing import BAD, UNFIT, see_other
from pledgebook_site.ledger.selectors import record

AGAIN_AFTER = "2"  # seconds
BUSY = (Incoming.QUEUED, Incoming.READING)


def add(request: HttpRequest) -> HttpResponse:
    """The three ways in; what was brought is shown on the page of its batch."""
    if request.method != "POST":
        rights = record.settings().get("default_rights", Rights.EXCERPT.value)
        return render(request, "desk/add.html", {"form": AddForm(initial={"rights": rights})})
    form = AddForm(request.POST, request.FILES)
    if not form.is_valid():
        told = {"form": form, "fault": UNFIT, "at": field_at_fault([form])}
        return render(request, "desk/add.html", told, status=BAD)
    told = form.cleaned_data
    batch = incoming.bring(brought(told), author=request.user.author, rights=told["rights"])
    return see_other(reverse("desk-job", args=[batch]))


def brought(told: dict[str, Any]) -> list[tuple[str, Loaded | PledgebookError]]:
    """What a form has brought, each by its name."""
    some: list[tuple[str, Loaded | PledgebookError]] = []
    if told.get("address"):
        private = settings.PLEDGEBOOK_WEB.allow_private
        some.append((told["address"], incoming.fetched(told["address"].strip(), allow_private=private)))
    if (told.get("text") or "").strip():
        some.append((" ".join(told["text"].split())[:60], incoming.pasted(told["text"])))
    for file in told.get("files") or []:
        some.append((file.name, Loaded(data=file.read(), path=file.name)))
    return some


def job(request: HttpRequest, batch: str) -> HttpResponse:
    """A batch: what was guessed of each, to be corrected; then a bar that grows, with a page that asks again."""
    items = list(Incoming.objects.filter(batch=batch).order_by("made_at", "pk"))
    if not items:
        raise Http404
    if request.method == "POST":
        return _told(request, items)
    return _page(request, items, {one.id: _form(one) for one in items if one.state == Incoming.OPENED})


def _told(request: HttpRequest, items: list[Incoming]) -> HttpResponse:
    opened = [one for one in items if one.state == Incoming.OPENED]
    forms = {one.id: _form(one, request.POST) for one in opened}
    if not all(form.is_valid() for form in forms.values()):
        return _page(request, items, forms, status=BAD)
    for one in opened:
        told = dict(forms[one.id].cleaned_data)
        if told.pop("leave"):
            incoming.leave(one)
            continue
        incoming.tell(one, {name: told[name] for name in incoming.TOLD}, rights=told["rights"])
        tasks.take_in.enqueue(one.id)
    pledge = next((one.pledge for one in items if one.pledge is not None), None)
    if pledge is not None and len(opened) == 1:
        return _to_evidence(opened[0].id, pledge)
    return see_other(request.path)


def _to_evidence(key: str, pledge: str) -> HttpResponse:
    """What was brought as evidence is taken in at once: nothing reads it."""
    incoming.take(key)
    one = Incoming.objects.get(pk=key)
    if one.document is None or one.state != Incoming.DONE:
        return see_other(reverse("desk-job", args=[one.batch]))
    return see_other(f"{reverse('desk-document', args=[one.document])}?for={pledge}")


def _form(one: Incoming, data: Any = None) -> ToldForm:
    return ToldForm(data, prefix=one.id[:8], initial={**one.told, "rights": one.rights})


def _page(
    request: HttpRequest, items: list[Incoming], forms: dict[str, ToldForm], status: int | None = None
) -> HttpResponse:
    busy = [one for one in items if one.state in BUSY]
    told = {
        "items": [(one, forms.get(one.id), _unread(one)) for one in items],
        "twins": record.nouns("documents", {one.twin for one in items if one.twin is not None}),
        "asking": bool(forms),
        "busy": len(busy),
        "count": len(items),
        "ready": sum(one.state not in (*BUSY, Incoming.OPENED) for one in items),
        "found": sum(one.proposed or 0 for one in items),
        "failed": sum(one.state == Incoming.FAILED for one in items),
        "fault": None if status is None else UNFIT,
        "at": field_at_fault(forms.values()),
    }
    answer = render(request, "desk/job.html", told, status=status)
    if busy and not forms:
        answer.headers["Refresh"] = AGAIN_AFTER
    return answer


def _unread(one: Incoming) -> bool:
    """Whether it is, or will be, stored without being read, since nothing reads its language."""
    return one.read and not reading.can_be_read(one.told.get("language"))
