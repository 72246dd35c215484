"""Who is who in one document, and who speaks where in his own words."""

from pledgebook.extract.people.knowing import People as People
from pledgebook.extract.people.known import Known as Known
from pledgebook.extract.people.speaking import Speaking as Speaking
