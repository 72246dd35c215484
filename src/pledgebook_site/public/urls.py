"""The addresses of the public site."""

from django.urls import path

from pledgebook_site.public.views import accuracy, documents, feed, front, log, people, pledges, programmes

urlpatterns = [
    path("", front.front, name="front"),
    path("pledges/", pledges.pledges, name="pledges"),
    path("pledges/<str:key>/", pledges.pledge, name="pledge"),
    path("pledges/<str:key>/proof.json", pledges.proof, name="pledge-proof"),
    path("people/", people.people, name="people"),
    path("people/<str:key>/", people.person, name="person"),
    path("programmes/", programmes.programmes, name="programmes"),
    path("programmes/<str:key>/", programmes.programme, name="programme"),
    path("documents/<str:key>/", documents.document, name="document"),
    path("accuracy/", accuracy.accuracy, name="accuracy"),
    path("feed.atom", feed.feed, name="feed"),
    path("checkpoint", log.checkpoint, name="checkpoint"),
    path("keys", log.keys, name="keys"),
]
