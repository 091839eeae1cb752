"""As Django's, with the rules for passwords also where nobody is asked."""

from __future__ import annotations

import os
from typing import Any

from django.contrib.auth.management.commands import createsuperuser
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import CommandError

FIELDS = ("USERNAME", "PASSWORD")  # of the environment, as Django reads them


class Command(createsuperuser.Command):
    def handle(self, *args: Any, **options: Any) -> Any:
        name, password = (os.environ.get(f"DJANGO_SUPERUSER_{what}") for what in FIELDS)
        if password is not None and not options["interactive"]:
            try:
                validate_password(password, User(username=options["username"] or name or ""))
            except ValidationError as problem:
                raise CommandError(" ".join(problem.messages)) from None
        return super().handle(*args, **options)
