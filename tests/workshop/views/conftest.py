"""A trainer who is logged in, and one of their workshops."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client

from workshop.library import workshops
from workshop.models import Workshop


@pytest.fixture
def samen(trainer: User) -> Workshop:
    """A copy of the shipped workshop."""
    return workshops.copy_example(slug="beter-samenwerken", owner=trainer, title="Samen")


@pytest.fixture
def desk(client: Client, trainer: User) -> Client:
    client.force_login(trainer)
    return client


@pytest.fixture
def workshop(samen: Workshop) -> Workshop:
    return samen


@pytest.fixture
def piet(workshop: Workshop) -> Client:
    """A colleague who works in the same workshop."""
    workshops.share_workshop(workshop=workshop, sharing="edit")
    client = Client()
    client.force_login(User.objects.create_user("piet"))
    return client
