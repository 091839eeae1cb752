"""Every page beside the slides of a session, with something on it to look at.

A trainer had ten groups this year; a newcomer none. Each page has a name, whose page it is
and its address. Errors have their page too, as a visitor comes to it.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

import httpx
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.password_validation import password_validators_help_texts
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from tests.e2e.server import Server
from workshop.accounts.passwords import FirstPassword
from workshop.facilitating.addresses import svg_qr
from workshop.views.login import wrong_code

FORGETFUL = "vergeten"
SHARED_WORKSHOP = "Voor de proef"  # what test_editor.py shares stands on everybody's list
MANY = 1001  # fields of an address: more than a request may have
ROOM = """
import json
from tests.e2e import ten_groups
print(json.dumps(ten_groups.have()))
"""


class Page(NamedTuple):
    """`script` is what a visitor does there to come to the page that is meant."""

    name: str
    who: str
    address: str
    script: str = ""


LOG_IN = """() => {{
  const form = document.querySelector("main form");
  form.elements.username.value = `{name}`;
  form.elements.password.value = "fout";
  form.submit();
}}"""
STALE = """() => {
  const form = document.querySelector("main form");
  form.elements.csrfmiddlewaretoken.value = "oud";
  form.submit();
}"""

INVITE = """() => { document.querySelector(".account__acts .button--primary").click(); }"""

PAGES = (
    Page("code", "", "/"),
    Page("code-klopt-niet", "", "/?code=1"),
    Page("code-onbekend", "", "/?code=12345678"),
    Page("code-te-vaak", "", "/druk/"),
    Page("om-mee-te-nemen", "participant", "/{code}/takeaway/"),
    Page("om-mee-te-nemen-te-vroeg", "", "/{waiting}/takeaway/"),
    Page("om-mee-te-nemen-voorbij", "", "/{old}/takeaway/"),
    Page("in-eigen-tempo", "", "/{alone}/"),
    Page("in-eigen-tempo-vraag", "", "/{alone}/?stap=1"),
    Page("in-eigen-tempo-eigen-woorden", "", "/{alone}/?stap=6"),
    Page("in-eigen-tempo-klaar", "", "/{alone}/?stap=7"),
    Page("in-eigen-tempo-klaar-met-iets", "done", "/{alone}/?stap=7"),
    Page("in-eigen-tempo-bedankt", "done", "/{alone}/?klaar=1"),
    Page("in-eigen-tempo-te-vroeg", "", "/{early}/"),
    Page("in-eigen-tempo-voorbij", "", "/{over}/"),
    Page("in-eigen-tempo-regie", "trainer", "/desk/{alone}/"),
    Page("in-eigen-tempo-regie-gesloten", "trainer", "/desk/{over}/"),
    Page("vragenlijst-maken", "trainer", "/workshops/{scan}/questionnaire/"),
    Page("inloggen", "", "/desk/login/"),
    Page("inloggen-fout", "", "/desk/login/", LOG_IN.format(name="iemand-${innerWidth}")),
    Page("inloggen-te-vaak", "", "/desk/login/", LOG_IN.format(name=FORGETFUL)),
    Page("inloggen-via-een-ander", "", "/via/"),
    Page("tweede-stap-instellen", "", "/tweede-stap/"),
    Page("wachtwoord-vergeten", "", "/vergeten/"),
    Page("wachtwoord-vergeten-gevraagd", "", "/gevraagd/"),
    Page("wachtwoord-nieuw", "", "/nieuw/"),
    Page("wachtwoord-nieuw-fout", "", "/nieuw-fout/"),
    Page("wachtwoord-link-oud", "", "/link-oud/"),
    Page("inloglink-gebruikt", "", "/desk/login/MQ/gebruikt/"),
    Page("cohost-link-oud", "", "/cohost/oud/"),
    Page("cohost", "", "/cohost/{cohost}/"),
    Page("cohost-slides", "", "/cohost/{cohost}/slides/"),
    Page("fout-400", "", "/?" + "a&" * MANY),
    Page("fout-403", "", "/desk/login/", STALE),
    Page("fout-404", "", "/nergens/hier/iets/"),
    Page("fout-500", "", "/kapot/"),
    Page("sessies", "trainer", "/desk/"),
    Page("workshops", "trainer", "/workshops/"),
    Page("workshops-bak", "trainer", "/workshops/?bin"),
    Page("bestand-brengen", "trainer", "/bring/"),
    Page("huisstijl", "trainer", "/house-style/"),
    Page("huisstijl-te-licht", "trainer", "/house-style/?main=e17000&accent=ffffff&cover=dark"),
    Page("voorbeeld-overnemen", "trainer", "/examples/beter-samenwerken/"),
    Page("voorbeeld-overnemen-engels", "trainer", "/examples/working-better-together/"),
    Page("account", "trainer", "/desk/account/"),
    Page("toegangssleutels", "trainer", "/desk/account/tokens/"),
    Page("wachtwoord", "trainer", "/desk/account/password/"),
    Page("accounts", "administrator", "/accounts/"),
    Page("accounts-niets-gevonden", "administrator", "/accounts/?search=xyz"),
    Page("accounts-een", "administrator", "/accounts/{account}/", INVITE),
    Page("accounts-logboek", "administrator", "/accounts/log/"),
    Page("instellingen", "trainer", "/desk/{waiting}/settings/"),
    Page("delen-met-een-collega", "trainer", "/desk/{waiting}/sharing/"),
    Page("teams", "trainer", "/teams/"),
    Page("waar-nieuwe-sessies-mee-beginnen", "administrator", "/accounts/defaults/"),
    Page("team-beheren", "administrator", "/teams/{team}/"),
    Page("team-van-een-lid", "trainer", "/teams/{team}/"),
    Page("teams-nog-geen", "newcomer", "/teams/"),
    Page("tips-van-een-team", "trainer", "/tips/?team={team}"),
    Page("slides-van-de-sessie", "trainer", "/desk/{waiting}/slides/"),
    Page("slide-van-de-sessie", "trainer", "/desk/{waiting}/slides/?slide=goed"),
    Page("teksten", "trainer", "/desk/{code}/texts/"),
    Page("verslag", "trainer", "/desk/{code}/report/"),
    Page("verslag-leeg", "trainer", "/desk/{waiting}/report/"),
    Page("verslag-gedeeld", "", "/report/{report}/"),
    Page("verslag-gedeeld-voorbij", "", "/report/{old_report}/"),
    Page("bewaren-en-wissen", "trainer", "/desk/{code}/retention/"),
    Page("bewaren-gewist", "trainer", "/desk/{old}/retention/"),
    Page("vergelijken", "trainer", "/compare/?{few}"),
    Page("vergelijken-kiezen", "trainer", "/compare/"),
    Page("vergelijken-veel", "trainer", "/compare/?{many}"),
    Page("door-de-tijd", "trainer", "/compare/?label=Sociaal+domein"),
    Page("met-eerdere-groepen", "trainer", "/desk/{code}/memory/"),
    Page("tips", "trainer", "/tips/"),
    Page("meekijken", "colleague", "/desk/{waiting}/"),
    Page("verslag-om-te-lezen", "colleague", "/desk/{waiting}/report/"),
    Page("niet-hiervoor-gedeeld", "colleague", "/desk/{waiting}/settings/"),
    Page("handleiding", "trainer", "/help/"),
    Page("handleiding-vragen", "", "/help/questions/"),
    Page("sessies-nog-geen", "newcomer", "/desk/"),
    Page("account-tweede-stap", "newcomer", "/desk/account/"),
    Page("vergelijken-nog-niets", "newcomer", "/compare/"),
    Page("tips-nog-geen", "newcomer", "/tips/"),
)


@dataclass(frozen=True, slots=True)
class World:
    """What `ten_groups.have` made: parts of addresses, and cookies by whose they are."""

    site: str
    names: dict[str, str]
    cookies: dict[str, dict[str, str]]

    @classmethod
    def of(cls, server: Server) -> World:
        for _try in range(settings.AXES_FAILURE_LIMIT):
            forget_password(server.url, FORGETFUL)
        made = json.loads(server.manage("shell", "-v", "0", "-c", ROOM).splitlines()[-1])
        return cls(server.url, made["names"], made["cookies"])

    def address(self, page: Page) -> str:
        return self.site + page.address.format(**self.names)

    def cookies_of(self, who: str) -> list[Any]:
        """Of somebody, as Playwright wants them."""
        return [
            {"name": name, "value": value, "url": self.site}
            for name, value in self.cookies.get(who, {}).items()
        ]


def forget_password(site: str, name: str) -> None:
    """One try with a wrong password."""
    with httpx.Client(base_url=site, timeout=60) as client:  # hashing waits its turn
        page = client.get("/desk/login/").text
        token = page.partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]
        fields = {"username": name, "password": "fout", "csrfmiddlewaretoken": token}
        client.post("/desk/login/", data=fields, headers={"Referer": site})


def staged(language: str) -> dict[str, tuple[int, str]]:
    """Pages that a server which works does not show: address -> status and HTML."""
    with translation.override(language):
        error = _("Er zijn veel foute codes geprobeerd. Probeer het zo opnieuw.")
        form = {"code": "", "error": error, "keep": {"days": settings.RETENTION_DAYS}}
        return {
            "**/kapot/": (500, render_to_string("500.html")),
            "**/druk/": (429, render_to_string("phone/enter.html", form)),
            **staged_logins(),
        }


def staged_logins() -> dict[str, tuple[int, str]]:
    """What only a server with EMAIL_URL or OIDC_ISSUER shows, or to who needs a second factor."""
    forgotten, new, login = (f"desk/{name}.html" for name in ("forgotten", "new_password", "login"))
    rules = password_validators_help_texts()
    empty = {"validlink": True, "rules": rules, "form": FirstPassword(AnonymousUser())}
    typed = {"new_password1": "kort", "new_password2": "anders"}
    key = {"qr": svg_qr("otpauth://totp/trainer"), "secret": "ABCD EFGH"}
    factor = {**key, "refused": wrong_code()}
    wrong = {**empty, "form": FirstPassword(AnonymousUser(), typed)}
    return {
        "**/via/": (200, render_to_string(login, {"provider": "Gemeente", "forgotten": True})),
        "**/vergeten/": (200, render_to_string(forgotten)),
        "**/gevraagd/": (200, render_to_string(forgotten, {"sent": True})),
        "**/nieuw/": (200, render_to_string(new, empty)),
        "**/nieuw-fout/": (200, render_to_string(new, wrong)),
        "**/tweede-stap/": (200, render_to_string("desk/factor.html", factor)),
        "**/link-oud/": (200, render_to_string(new, {"validlink": False})),
    }


def stage(context: Any, language: str) -> list[Any]:
    """Let a browser context, of either kind of Playwright, find the staged pages."""

    def answered(status: int, body: str) -> Callable[[Any], Any]:
        return lambda route: route.fulfill(status=status, body=body, content_type="text/html")

    found = staged(language).items()
    return [context.route(address, answered(status, body)) for address, (status, body) in found]
