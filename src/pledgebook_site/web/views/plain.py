"""Answers that are no pages."""

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse

from pledgebook_site.errors import StoreError
from pledgebook_site.ledger.selectors.log import the_log


def healthz(request: HttpRequest) -> HttpResponse:
    """`ok` where the record can be read, else 503."""
    try:
        the_log()
    except (DatabaseError, StoreError):
        return HttpResponse("the record cannot be read\n", status=503, content_type="text/plain")
    return HttpResponse("ok\n", content_type="text/plain", headers={"Cache-Control": "no-store"})
