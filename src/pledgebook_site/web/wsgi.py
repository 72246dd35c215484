"""The site as a WSGI application, for the tracker that PLEDGEBOOK_DATA and DATABASE_URL name."""

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from pledgebook_site.boot import boot
from pledgebook_site.config import data_folder

boot(data_folder())
application = get_wsgi_application()
assert get_resolver().url_patterns  # what is wrong with a page's module shows now, not at the first request
