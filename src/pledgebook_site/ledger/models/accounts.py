"""Who may write: names and passwords stand here, beside the log, which knows their authors' ids only."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from pledgebook.ledger.values import AccountRole
from pledgebook_site.ledger.models.log import ID


class Account(AbstractBaseUser):
    """An author of the log; his name can be changed. `sign_in` is whether he ever may, with or without a password."""

    name = models.CharField(max_length=150, unique=True)
    author = models.CharField(max_length=ID, unique=True)
    role = models.CharField(max_length=20, choices=[(role.value, role.value) for role in AccountRole])

    sign_in = models.BooleanField(default=True)

    USERNAME_FIELD = "name"
    objects = BaseUserManager()

    def __str__(self) -> str:
        return self.name
