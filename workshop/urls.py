"""Every address of the site; those of the engine are in polls/realtime/routing.py."""

from __future__ import annotations

from django.contrib.auth.views import LoginView, LogoutView
from django.urls import path

from workshop.views import desk, export, login, phone, screen, site

urlpatterns = [
    path("", phone.enter, name="enter"),
    path("healthz", site.health, name="health"),
    path("screen/<str:token>/", screen.page, name="screen"),
    path("desk/", desk.index, name="desk-index"),
    path("desk/login/", LoginView.as_view(template_name="desk/login.html"), name="desk-login"),
    path("desk/login/<str:uid>/<str:token>/", login.follow, name="login-link"),
    path("desk/logout/", LogoutView.as_view(), name="desk-logout"),
    path("desk/<str:code>/", desk.page, name="desk"),
    path("desk/<str:code>/export/<str:format>", export.download, name="export"),
    path("desk/<str:code>/<str:action>/", desk.action, name="desk-action"),
    path("<str:code>/", phone.page, name="phone"),
]
