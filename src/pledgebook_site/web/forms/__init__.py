"""The forms of the first run, of the settings and of the accounts: what may be told, and what is wrong with it."""

from pledgebook_site.web.forms.accounts import NewAccount, NewPassword, NewRole
from pledgebook_site.web.forms.fields import PartialDate
from pledgebook_site.web.forms.tracker import FirstRun, TrackerSettings

__all__ = ("FirstRun", "NewAccount", "NewPassword", "NewRole", "PartialDate", "TrackerSettings")
