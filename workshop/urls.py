"""Every address of the site; those of the engine are in polls/realtime/routing.py."""

from __future__ import annotations

from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from django.views.i18n import set_language

from workshop.views import (
    account,
    cohost,
    compare,
    deck_text,
    desk,
    editor,
    export,
    house_style,
    login,
    own_slides,
    phone,
    pictures,
    report,
    retention,
    screen,
    settings,
    site,
    takeaway,
    texts,
    tips,
    versions,
    workshop_pictures,
    workshops,
)

handler404 = "workshop.views.refusals.not_found"

urlpatterns = [
    path("", phone.enter_code, name="enter"),
    path(".well-known/security.txt", site.security_txt, name="security-txt"),
    path("healthz", site.health_check, name="health"),
    path("readyz", site.ready_check, name="ready"),
    # Without a token: pages of new phones are the same for all, and it changes one cookie.
    path("language/", csrf_exempt(set_language), name="set_language"),
    path("screen/<str:token>/", screen.screen_page, name="screen"),
    path("desk/", desk.index, name="desk-index"),
    path("desk/account/", account.account_page, name="account"),
    path("desk/account/password/", account.Password.as_view(), name="password"),
    path("desk/login/", login.Login.as_view(), name="desk-login"),
    path("desk/login/<str:uid>/<str:token>/", login.follow_link, name="login-link"),
    path("desk/logout/", login.Logout.as_view(), name="desk-logout"),
    path("desk/<str:code>/", desk.desk_page, name="desk"),
    path("desk/<str:code>/rehearse/", desk.start_rehearsal, name="desk-rehearse"),
    path("pictures/<str:sha256>/", pictures.show_picture, name="picture"),
    path("house-style/", house_style.page, name="house-style"),
    path("styles/<str:name>/<str:version>/", house_style.show_stylesheet, name="stylesheet"),
    path("examples/<str:slug>/", workshops.example, name="example"),
    path("workshops/", workshops.index, name="workshops"),
    path("workshops/<str:slug>/", editor.page, name="workshop"),
    path("workshops/<str:slug>/steps/", editor.make_steps, name="workshop-steps"),
    path("workshops/<str:slug>/outline/", editor.show_outline, name="workshop-outline"),
    path("workshops/<str:slug>/text/", deck_text.page, name="workshop-text"),
    path("workshops/<str:slug>/versions/", versions.page, name="workshop-versions"),
    path("workshops/<str:slug>/pictures/", workshop_pictures.page, name="workshop-pictures"),
    path("workshops/<str:slug>/download/<str:format>/", workshops.download, name="download"),
    path("workshops/<str:slug>/<str:action>/", workshops.act, name="workshop-act"),
    path("tips/", tips.tips_page, name="tips"),
    path("tips/share/", tips.share_tip, name="tips-share"),
    path("compare/", compare.compare_page, name="compare"),
    path("desk/<str:code>/memory/", compare.earlier_groups_page, name="memory"),
    path("desk/<str:code>/settings/", settings.settings_page, name="settings"),
    path("desk/<str:code>/retention/", retention.retention_page, name="retention"),
    path("desk/<str:code>/retention/keep/", retention.keep_until, name="retention-keep"),
    path("desk/<str:code>/retention/delete/", retention.delete_session, name="retention-delete"),
    path("desk/<str:code>/slides/", own_slides.slides_page, name="desk-slides"),
    path("desk/<str:code>/texts/", texts.texts_page, name="desk-texts"),
    path("desk/<str:code>/report/", report.report_page, name="report"),
    path("desk/<str:code>/export/<str:format>", export.download_export, name="export"),
    path("desk/<str:code>/<str:action>/", desk.desk_action, name="desk-action"),
    path("cohost/<str:token>/", cohost.cohost_page, name="cohost"),
    path("cohost/<str:token>/slides/", cohost.slides_page, name="cohost-slides"),
    path("cohost/<str:token>/<str:action>/", cohost.cohost_action, name="cohost-action"),
    path("<str:code>/takeaway/", takeaway.takeaway_page, name="takeaway"),
    path("<str:code>/", phone.phone_page, name="phone"),
]
