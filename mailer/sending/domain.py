"""What does the DNS say about the sender's domain? Asked once, for `mailer check`, all questions side by side."""

import asyncio
from collections.abc import Iterable

import idna
from dns.asyncresolver import Resolver
from dns.exception import DNSException
from dns.inet import is_address
from dns.rdatatype import AAAA, MX, PTR, TXT, A, RdataType
from dns.resolver import NXDOMAIN, NoAnswer, NoResolverConfiguration
from dns.reversename import from_address

from mailer.composing.dkim import Signer
from mailer.config import Settings
from mailer.errors import ConfigurationError
from mailer.sending.domain_advice import Finding, advice, advice_for_free_mail
from mailer.sending.domain_records import Answer, PublicKey, Records, Reply, Sending, is_private, organisation
from mailer.sending.providers import free_mail

_PATIENCE = 3.0
"""Seconds for one question."""
_UDP_SIZE = 1232
_MOST_ADDRESSES = 4


async def check_domain(sending: Sending, resolver: Resolver) -> tuple[Finding, ...]:
    """What is good and what is to be mended about the sender's domain. The DNS being out of reach is a finding, no error."""
    provider = free_mail(sending.domain)
    if provider is not None:
        return advice_for_free_mail(sending, provider)
    return advice(sending, await look_up(sending, resolver))


def sending_of(settings: Settings, signers: Iterable[Signer]) -> Sending:
    """How these settings send. SPF is about the envelope sender's domain, which a VERP pattern may give."""
    domain = _wire(settings.association.domain)
    envelope = _wire(settings.smtp.envelope_sender.rpartition("@")[2]) or domain
    keys = [(signer.domain, PublicKey(signer.record_name, signer.record)) for signer in signers]
    return Sending(domain, envelope, settings.smtp.host, keys[0][0] if keys else "", tuple(key for _, key in keys))


def new_resolver(nameserver: str | None = None) -> Resolver:
    """A resolver that asks the system's servers, or the one named as `192.0.2.53` or `127.0.0.1:5353`.

    Raises ConfigurationError for what is no address.
    """
    try:
        resolver = Resolver(configure=nameserver is None)
        if nameserver is not None:
            host, _, port = nameserver.partition(":") if nameserver.count(":") == 1 else (nameserver, "", "")
            resolver.nameservers = [host]
            resolver.port = int(port or 53)
    except NoResolverConfiguration:
        resolver = Resolver(configure=False)
    except ValueError as error:
        raise ConfigurationError("domain.nameserver", value=nameserver) from error
    resolver.timeout = resolver.lifetime = _PATIENCE
    resolver.use_edns(0, 0, _UDP_SIZE)
    return resolver


async def look_up(sending: Sending, resolver: Resolver) -> Records:
    """Ask for everything at once; only the PTR records wait for the addresses."""
    domain, above = sending.domain, organisation(sending.domain)
    asked = [(domain, MX), (sending.envelope_domain, TXT), (f"_dmarc.{domain}", TXT)]
    asked += [(f"_dmarc.{above}", TXT)] if above != domain else []
    answers, addresses, (host_addresses, names), keys = await asyncio.gather(
        asyncio.gather(*(_ask(resolver, name, kind) for name, kind in asked)),
        _addresses(resolver, domain),
        _host(resolver, sending.host),
        asyncio.gather(*(_ask(resolver, key.name, TXT) for key in sending.keys)),
    )
    mx, texts, dmarc, *dmarc_above = answers
    return Records(texts, dmarc, dmarc_above[0] if dmarc_above else None, mx, addresses, host_addresses, names, tuple(keys))


async def _host(resolver: Resolver, host: str) -> tuple[Answer, tuple[Answer, ...]]:
    """The SMTP host's addresses and their names."""
    if is_private(host):
        return Answer(Reply.ABSENT), ()
    found = Answer(Reply.FOUND, (host,)) if is_address(host) else await _addresses(resolver, host)
    reverse = [from_address(address).to_text() for address in found.values[:_MOST_ADDRESSES]]
    return found, tuple(await asyncio.gather(*(_ask(resolver, name, PTR) for name in reverse)))


async def _addresses(resolver: Resolver, name: str) -> Answer:
    both = await asyncio.gather(_ask(resolver, name, A), _ask(resolver, name, AAAA))
    values = tuple(value for answer in both for value in answer.values)
    if values:
        return Answer(Reply.FOUND, values)
    return next((answer for answer in both if answer.reply is Reply.SILENT), both[0])


async def _ask(resolver: Resolver, name: str, kind: RdataType) -> Answer:
    try:
        found = await resolver.resolve(name, kind, search=False)
    except NXDOMAIN:
        return Answer(Reply.NO_NAME)
    except NoAnswer:
        return Answer(Reply.ABSENT)
    except (DNSException, OSError):
        return Answer(Reply.SILENT)
    if kind is TXT:
        return Answer(Reply.FOUND, tuple(b"".join(record.strings).decode("utf-8", "replace") for record in found))
    return Answer(Reply.FOUND, tuple(record.to_text() for record in found))


def _wire(domain: str) -> str:
    """In A-labels where that can be (RFC 5891)."""
    try:
        return idna.encode(domain, uts46=True).decode("ascii") if domain else ""
    except idna.IDNAError:
        return domain
