"""The site as a WSGI application, for the tracker that PLEDGEBOOK_DATA and DATABASE_URL name."""

from django.core.wsgi import get_wsgi_application

from pledgebook_site.boot import boot
from pledgebook_site.config import data_folder

boot(data_folder())
application = get_wsgi_application()
