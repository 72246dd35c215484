"""The addresses of the desk; `web.permissions` says who may use them."""

from django.urls import path

from pledgebook_site.desk.views import (
    adding,
    documents,
    evidence,
    overview,
    people,
    pledges,
    preview,
    programmes,
    queue,
    sighting,
    verdicts,
)

urlpatterns = [
    path("desk/", overview.overview, name="desk"),
    path("desk/undo/", overview.undo, name="desk-undo"),
    path("desk/add/", adding.add, name="desk-add"),
    path("desk/add/<str:batch>/", adding.job, name="desk-job"),
    path("desk/queue/", queue.queue, name="desk-queue"),
    path("desk/queue/<str:key>/", sighting.sighting, name="desk-sighting"),
    path("desk/pledges/", pledges.pledges, name="desk-pledges"),
    path("desk/pledges/<str:key>/", pledges.pledge, name="desk-pledge"),
    path("desk/pledges/<str:key>/preview/", preview.preview, name="desk-preview"),
    path("desk/pledges/<str:key>/evidence/", evidence.evidence, name="desk-evidence"),
    path("desk/pledges/<str:key>/verdict/", verdicts.verdict, name="desk-verdict"),
    path("desk/documents/", documents.documents, name="desk-documents"),
    path("desk/documents/<str:key>/", documents.document, name="desk-document"),
    path("desk/people/", people.people, name="desk-people"),
    path("desk/people/<str:key>/", people.person, name="desk-person"),
    path("desk/programmes/", programmes.programmes, name="desk-programmes"),
    path("desk/programmes/<str:key>/", programmes.programme, name="desk-programme"),
]
