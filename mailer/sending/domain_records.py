"""What stands in the DNS about the sender's domain, and what does each record mean (RFC 7208, 6376, 7489, 7505)? Pure."""

from dataclasses import dataclass
from enum import StrEnum
from ipaddress import ip_address, ip_network

from mailer.sending.providers import HOUSES

_SECOND_LEVEL = frozenset({"ac", "co", "com", "edu", "gov", "gv", "ne", "net", "or", "org"})
_ASKING = frozenset({"include", "a", "mx", "ptr", "exists", "redirect"})


class Reply(StrEnum):
    """How the DNS answered. SILENT: nobody answered in time, or the servers failed; then nothing is known."""

    FOUND = "found"
    ABSENT = "absent"
    NO_NAME = "no_name"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Answer:
    """The records of one name and type as text; a TXT record's strings are joined (RFC 7208 3.3)."""

    reply: Reply
    values: tuple[str, ...] = ()

    @property
    def missing(self) -> bool:
        """Whether the DNS said that there is none."""
        return self.reply in {Reply.ABSENT, Reply.NO_NAME}


@dataclass(frozen=True, slots=True)
class PublicKey:
    """One of our DKIM keys: the name of its record, and what must stand there."""

    name: str
    record: str


@dataclass(frozen=True, slots=True)
class Sending:
    """How we send: the domains of From and of the envelope sender, the SMTP host, and what we sign with. Domains in A-labels."""

    domain: str
    envelope_domain: str
    host: str
    signing_domain: str = ""
    keys: tuple[PublicKey, ...] = ()


@dataclass(frozen=True, slots=True)
class Records:
    """What the DNS said. `keys` belong to those of `Sending`, `names` (PTR) to the addresses of the SMTP host.

    `dmarc_above` is the record of the organisational domain, None where that is the domain itself.
    """

    texts: Answer
    dmarc: Answer
    dmarc_above: Answer | None
    mx: Answer
    addresses: Answer
    host_addresses: Answer
    names: tuple[Answer, ...] = ()
    keys: tuple[Answer, ...] = ()


def organisation(domain: str) -> str:
    """The organisational domain (RFC 7489 3.2) by a rule of thumb: two labels, three under such as `co.uk`; no list is consulted."""
    labels = domain.lower().rstrip(".").split(".")
    count = 3 if len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SECOND_LEVEL else 2
    return ".".join(labels[-count:])


def aligned(first: str, second: str, *, strict: bool = False) -> bool:
    """Whether two domains vouch for each other (RFC 7489 3.1)."""
    return first.lower() == second.lower() if strict else organisation(first) == organisation(second)


def is_private(host: str) -> bool:
    """Whether the host is this machine or one of the own network, so that the DNS says nothing about it."""
    try:
        return ip_address(host).is_private
    except ValueError:
        return host == "localhost" or "." not in host


def tags(record: str) -> dict[str, str]:
    """A tag list (RFC 6376 3.2), names in lower case, blanks within the values taken out."""
    pairs = (part.partition("=") for part in record.split(";") if "=" in part)
    return {name.strip().lower(): "".join(value.split()) for name, _, value in pairs}


def spf_records(texts: Answer) -> tuple[str, ...]:
    """Those TXT records that are SPF (RFC 7208 4.5)."""
    return tuple(text for text in texts.values if text.lower().split(" ")[0] == "v=spf1")


def dmarc_records(texts: Answer | None) -> tuple[str, ...]:
    """Those TXT records that are DMARC (RFC 7489 6.6.3)."""
    return tuple(text for text in texts.values if tags(text).get("v", "").upper() == "DMARC1") if texts else ()


def spf_terms(record: str) -> tuple[tuple[str, str, str], ...]:
    """The mechanisms and modifiers as qualifier, name and value (RFC 7208 4.6.1); no qualifier means `+`."""
    return tuple(_term(word) for word in record.split()[1:])


def spf_questions(record: str) -> int:
    """How many DNS questions the record itself costs; more than ten make it void (RFC 7208 4.6.4)."""
    return sum(name in _ASKING for _, name, _ in spf_terms(record))


def spf_covers(record: str, sending: Sending, records: Records) -> bool:
    """Whether the record names the SMTP host's house: by its name, by the domain's own servers, or by address.

    Many a provider sends through other machines than those it takes mail at, so a No is only likely.
    """
    house = _house(sending.host)
    for qualifier, name, value in spf_terms(record):
        if qualifier in "-~":
            continue
        target = value.partition("/")[0]
        if name in {"include", "redirect", "a", "mx"} and target and _house(target) & house:
            return True
        if name in {"a", "mx"} and not target and _own(name, sending, records, house):
            return True
        if name in {"ip4", "ip6"} and any(_within(address, value) for address in records.host_addresses.values):
            return True
    return False


def _term(word: str) -> tuple[str, str, str]:
    qualifier, rest = (word[0], word[1:]) if word[0] in "+-~?" else ("+", word)
    at = min((rest.find(sign) for sign in ":=/" if sign in rest), default=len(rest))
    return qualifier, rest[:at].lower(), rest[at:].removeprefix(":").removeprefix("=")


def _own(name: str, sending: Sending, records: Records, house: frozenset[str]) -> bool:
    if name == "a":
        return bool(set(records.addresses.values) & set(records.host_addresses.values))
    return any(_house(value.split()[-1]) & house for value in records.mx.values)


def _house(host: str) -> frozenset[str]:
    """The names under which a provider has its domains: `strato` for strato.de and strato.com, and what is known beyond."""
    label = organisation(host).partition(".")[0]
    return frozenset({label}) | HOUSES.get(label, frozenset())


def _within(address: str, network: str) -> bool:
    try:
        return ip_address(address) in ip_network(network, strict=False)
    except ValueError:
        return False
