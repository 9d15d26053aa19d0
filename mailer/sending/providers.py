"""Which providers lend out addresses under their own domain, and by which names are they known?

From the providers' public pages and general knowledge, November 2026; nothing here was tried with an account.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class FreeMail:
    """A provider, the domains of its addresses, and the organisational domains of its SMTP hosts."""

    name: str
    domains: frozenset[str]
    hosts: frozenset[str]


def _free_mail(name: str, domains: str, hosts: str) -> FreeMail:
    return FreeMail(name, frozenset(domains.split()), frozenset(hosts.split()))


FREE_MAIL = (
    _free_mail("GMX", "gmx.de gmx.net gmx.at gmx.ch gmx.com gmx.eu gmx.org gmx.info gmx.biz", "gmx.net gmx.com"),
    _free_mail("web.de", "web.de", "web.de"),
    _free_mail("Gmail", "gmail.com googlemail.com", "gmail.com googlemail.com"),
    _free_mail("T-Online", "t-online.de magenta.de", "t-online.de"),
    _free_mail(
        "Outlook.com", "outlook.com outlook.de hotmail.com hotmail.de live.com live.de msn.com", "outlook.com office365.com live.com"
    ),
    _free_mail("Yahoo", "yahoo.com yahoo.de ymail.com rocketmail.com", "yahoo.com"),
    _free_mail("AOL", "aol.com aol.de", "aol.com"),
    _free_mail("iCloud", "icloud.com me.com mac.com", "me.com icloud.com"),
    _free_mail("freenet", "freenet.de", "freenet.de"),
    _free_mail("Posteo", "posteo.de posteo.net posteo.eu posteo.org posteo.at posteo.ch", "posteo.de"),
    _free_mail("mailbox.org", "mailbox.org", "mailbox.org"),
    _free_mail("Proton", "proton.me protonmail.com pm.me", "proton.me protonmail.ch"),
    _free_mail("Vodafone", "vodafonemail.de arcor.de", "vodafonemail.de arcor.de"),
)
"""Who uses such an address cannot publish anything for its domain."""

HOUSES: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "gmail": frozenset({"google"}),
        "googlemail": frozenset({"google"}),
        "office365": frozenset({"outlook"}),
        "ionos": frozenset({"perfora", "kundenserver"}),
        "1und1": frozenset({"ionos", "perfora", "kundenserver"}),
        "strato": frozenset({"rzone"}),
    }
)
"""Second-level names of SMTP hosts, and the other names under which the same house publishes its SPF records."""


def free_mail(domain: str) -> FreeMail | None:
    """The provider whose own domain that is."""
    return next((provider for provider in FREE_MAIL if domain.lower() in provider.domains), None)
