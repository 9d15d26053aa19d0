"""Will receivers believe that the mails are ours, and what should the board ask its provider for? Pure: from records to findings."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from mailer.sending.domain_records import (
    Answer,
    PublicKey,
    Records,
    Reply,
    Sending,
    aligned,
    dmarc_records,
    is_private,
    organisation,
    spf_covers,
    spf_questions,
    spf_records,
    spf_terms,
    tags,
)
from mailer.sending.providers import FreeMail

_MOST_QUESTIONS = 10
_POLICIES = frozenset({"none", "quarantine", "reject"})


class Level(StrEnum):
    """How grave. BAD: mails are refused or answers lost. UNKNOWN: nobody answered. INFO: nothing is asked of anybody."""

    OK = "ok"
    INFO = "info"
    WARN = "warn"
    BAD = "bad"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is so: `topic` such as `spf`, and a sentence of the catalogue with its facts."""

    topic: str
    level: Level
    key: str
    facts: dict[str, object] = field(default_factory=dict)


def advice(sending: Sending, records: Records) -> tuple[Finding, ...]:
    """What is to be said about a domain of one's own."""
    asked = (records.texts, records.dmarc, records.mx)
    if all(answer.reply is Reply.SILENT for answer in asked):
        return (_finding("dns", Level.UNKNOWN, "silent", domain=sending.domain),)
    if records.mx.reply is Reply.NO_NAME:
        return (_finding("dns", Level.BAD, "no_name", domain=sending.domain),)
    parts = (_spf, _dkim, _alignment, _dmarc, _mx, _ptr)
    return tuple(finding for part in parts for finding in part(sending, records))


def advice_for_free_mail(sending: Sending, provider: FreeMail) -> tuple[Finding, ...]:
    """What is to be said about an address under a provider's own domain: there nothing can be published."""
    findings = [_finding("dns", Level.INFO, "free_mail", domain=sending.domain, provider=provider.name)]
    if not is_private(sending.host) and organisation(sending.host) not in provider.hosts:
        facts = {"domain": sending.domain, "provider": provider.name, "host": sending.host}
        findings.append(_finding("spf", Level.BAD, "free_mail_elsewhere", **facts))
    if sending.keys:
        findings.append(_finding("dkim", Level.BAD, "free_mail_key", domain=sending.domain, provider=provider.name))
    findings.append(_finding("limits", Level.WARN, "free_mail_limits", provider=provider.name))
    return tuple(findings)


def _spf(sending: Sending, records: Records) -> Iterator[Finding]:
    """RFC 7208, for the domain of the envelope sender."""
    facts: dict[str, object] = {"domain": sending.envelope_domain, "host": sending.host}
    found = spf_records(records.texts)
    if records.texts.reply is Reply.SILENT:
        yield _finding("spf", Level.UNKNOWN, "spf_silent", **facts)
    elif not found:
        yield _finding("spf", Level.BAD, "spf_missing", **facts)
    elif len(found) > 1:
        yield _finding("spf", Level.BAD, "spf_several", **facts, count=len(found))
    else:
        yield from _one_spf(found[0], sending, records, facts | {"record": found[0]})


def _one_spf(record: str, sending: Sending, records: Records, facts: dict[str, object]) -> Iterator[Finding]:
    if spf_questions(record) > _MOST_QUESTIONS:
        yield _finding("spf", Level.BAD, "spf_too_long", **facts)
    elif any((qualifier, name) == ("+", "all") for qualifier, name, _ in spf_terms(record)):
        yield _finding("spf", Level.WARN, "spf_open", **facts)
    elif is_private(sending.host):
        yield _finding("spf", Level.INFO, "spf_relay", **facts)
    elif spf_covers(record, sending, records):
        yield _finding("spf", Level.OK, "spf_fine", **facts)
    else:
        yield _finding("spf", Level.WARN, "spf_elsewhere", **facts)


def _dkim(sending: Sending, records: Records) -> Iterator[Finding]:
    if not sending.keys:
        yield _finding("dkim", Level.INFO, "dkim_by_provider", domain=sending.domain, host=sending.host)
        return
    for key, answer in zip(sending.keys, records.keys, strict=True):
        level, name = _judged_key(key, answer)
        yield _finding("dkim", level, name, name=key.name, record=key.record)
    if all(tags(key.record)["k"] == "ed25519" for key in sending.keys):
        yield _finding("dkim", Level.WARN, "dkim_only_ed25519")


def _judged_key(key: PublicKey, answer: Answer) -> tuple[Level, str]:
    """RFC 6376 3.6.1 and 6.1.2."""
    if answer.reply is Reply.SILENT:
        return Level.UNKNOWN, "dkim_silent"
    if answer.missing:
        return Level.BAD, "dkim_missing"
    if len(answer.values) > 1:
        return Level.BAD, "dkim_several"
    published, ours = tags(answer.values[0]), tags(key.record)
    if published.get("p") == "":
        return Level.BAD, "dkim_revoked"
    if (published.get("p"), published.get("k", "rsa").lower()) != (ours["p"], ours["k"]):
        return Level.BAD, "dkim_other"
    return (Level.WARN, "dkim_testing") if "y" in published.get("t", "").split(":") else (Level.OK, "dkim_fine")


def _alignment(sending: Sending, records: Records) -> Iterator[Finding]:
    """RFC 7489 3.1: what is proven must be the domain that the member sees."""
    policy = _policy(records)
    facts = {"domain": sending.domain}
    if sending.keys and not aligned(sending.signing_domain, sending.domain, strict=policy.get("adkim") == "s"):
        yield _finding("dkim", Level.WARN, "dkim_not_aligned", **facts, other=sending.signing_domain)
    if not aligned(sending.envelope_domain, sending.domain, strict=policy.get("aspf") == "s"):
        yield _finding("spf", Level.WARN, "spf_not_aligned", **facts, other=sending.envelope_domain)


def _dmarc(sending: Sending, records: Records) -> Iterator[Finding]:
    """RFC 7489 6.6.3: the domain's own record, or else that of the organisational domain."""
    facts = {"domain": sending.domain}
    own, above = dmarc_records(records.dmarc), dmarc_records(records.dmarc_above)
    silent = Reply.SILENT in {records.dmarc.reply, records.dmarc_above.reply if records.dmarc_above else None}
    if not own and silent:
        yield _finding("dmarc", Level.UNKNOWN, "dmarc_silent", **facts)
    elif not own and not above:
        yield _finding("dmarc", Level.WARN, "dmarc_missing", **facts)
    elif len(own or above) > 1:
        yield _finding("dmarc", Level.WARN, "dmarc_several", **facts)
    else:
        policy = _policy(records)
        wanted = (policy.get("p", "") if own else policy.get("sp", policy.get("p", ""))).lower()
        name = {"none": "dmarc_none"}.get(wanted, "dmarc_fine" if wanted in _POLICIES else "dmarc_unreadable")
        level = Level.OK if wanted in _POLICIES else Level.WARN
        yield _finding("dmarc", level, name, **facts, policy=wanted, record=(own or above)[0])


def _policy(records: Records) -> dict[str, str]:
    found = dmarc_records(records.dmarc) or dmarc_records(records.dmarc_above)
    return tags(found[0]) if len(found) == 1 else {}


def _mx(sending: Sending, records: Records) -> Iterator[Finding]:
    """RFC 5321 5.1 and RFC 7505: where members' answers and bounces go."""
    facts = {"domain": sending.domain}
    if records.mx.reply is Reply.SILENT or (records.mx.missing and records.addresses.reply is Reply.SILENT):
        yield _finding("mx", Level.UNKNOWN, "mx_silent", **facts)
    elif any(value.split()[-1] == "." for value in records.mx.values):
        yield _finding("mx", Level.BAD, "mx_null", **facts)
    elif records.mx.values:
        yield _finding("mx", Level.OK, "mx_fine", **facts, hosts=", ".join(value.split()[-1].rstrip(".") for value in records.mx.values))
    elif records.addresses.values:
        yield _finding("mx", Level.WARN, "mx_by_address", **facts)
    else:
        yield _finding("mx", Level.BAD, "mx_missing", **facts)


def _ptr(sending: Sending, records: Records) -> Iterator[Finding]:
    """The names of the SMTP host's addresses: its operator's business, told only."""
    facts = {"host": sending.host}
    if is_private(sending.host):
        return
    if records.host_addresses.reply is Reply.SILENT or any(name.reply is Reply.SILENT for name in records.names):
        yield _finding("ptr", Level.UNKNOWN, "ptr_silent", **facts)
    elif any(name.missing for name in records.names):
        yield _finding("ptr", Level.INFO, "ptr_missing", **facts)
    elif records.names:
        names = sorted({value.rstrip(".") for name in records.names for value in name.values})
        yield _finding("ptr", Level.INFO, "ptr_fine", **facts, names=", ".join(names))


def _finding(topic: str, level: Level, key: str, **facts: object) -> Finding:
    return Finding(topic, level, f"domain.{key}", facts)
