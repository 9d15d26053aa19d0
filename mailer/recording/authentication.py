"""Does our own mail server vouch for the sender (Authentication-Results, RFC 8601)?

Anybody can write such a field into a mail. Those count that our server wrote: fields with a configured authserv-id above the topmost
`Received`, or, where the server writes its field below its own `Received`, the topmost field alone. Whatever stands further down came
with the mail. No field means that nothing is known, never that all is well.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from email import message_from_bytes
from enum import StrEnum

_FIELD = "authentication-results"
_MOST = 16_000
_PAIR = re.compile(r"([\w.-]+)\s*=\s*(\"[^\"]*\"|[^\s;\"]+)")
_QUOTED = re.compile(r'"[^"]*"|;')
_TRACE_HEAD = re.compile(rb"\r?\n\r?\n")


class Vouch(StrEnum):
    """PASS: DMARC passed for the domain in From, or a DKIM signature that is aligned with it. FAIL: DMARC failed. Else UNKNOWN."""

    PASS = "pass"
    FAIL = "fail"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Result:
    """One method's result (RFC 8601 2.2): `dkim`, `dmarc`, …; `properties` such as `header.d`, lower-case."""

    method: str
    result: str
    properties: dict[str, str]


def vouched(raw: bytes, authserv_ids: Iterable[str], sender_address: str) -> Vouch:
    """What the fields of our own server say about the address in From. `authserv_ids` are the names it writes them under."""
    ours = frozenset(name.lower() for name in authserv_ids)
    domain = sender_address.rpartition("@")[2].lower()
    if not ours or not domain:
        return Vouch.UNKNOWN
    head = message_from_bytes(_TRACE_HEAD.split(raw, maxsplit=1)[0][: _MOST * 8] + b"\r\n\r\n")
    fields = [(name.lower(), str(value)[:_MOST]) for name, value in head.items()]
    if sum(name == "from" for name, _ in fields) != 1:
        return Vouch.UNKNOWN
    results = [result for value in _counting(fields, ours) for result in results_of(value)[1]]
    return _verdict(results, domain)


def results_of(value: str) -> tuple[str, tuple[Result, ...]]:
    """The authserv-id and the results of one field's value (RFC 8601 2.2), comments left out; an empty id for what is malformed."""
    first, *rest = _split(_without_comments(value))
    words = first.split()
    name = words[0].strip('"').lower() if words else ""
    return name, tuple(_results(rest))


def _counting(fields: list[tuple[str, str]], ours: frozenset[str]) -> list[str]:
    """The values that count, as the module's first lines say."""
    above: list[str] = []
    for name, value in fields:
        if name == "received":
            break
        if name == _FIELD and results_of(value)[0] in ours:
            above.append(value)
    if above:
        return above
    topmost = next((value for name, value in fields if name == _FIELD), "")
    return [topmost] if results_of(topmost)[0] in ours else []


def _verdict(results: list[Result], domain: str) -> Vouch:
    dmarc = [result for result in results if result.method == "dmarc" and result.properties.get("header.from", domain) == domain]
    if any(result.result == "pass" for result in dmarc):
        return Vouch.PASS
    if any(result.result == "fail" for result in dmarc):
        return Vouch.FAIL
    signed = (result for result in results if result.method == "dkim" and result.result == "pass")
    return Vouch.PASS if any(_aligned(_signer(result), domain) for result in signed) else Vouch.UNKNOWN


def _signer(result: Result) -> str:
    return result.properties.get("header.d") or result.properties.get("header.i", "").rpartition("@")[2]


def _aligned(signer: str, domain: str) -> bool:
    """Relaxed alignment (RFC 7489 3.1.1), without a list of public suffixes: one is the other or stands above it, never a bare `de`."""
    if "." not in signer or "." not in domain:
        return False
    return signer == domain or domain.endswith(f".{signer}") or signer.endswith(f".{domain}")


def _results(pieces: Iterable[str]) -> Iterator[Result]:
    for piece in pieces:
        pairs = [(name.lower(), text.strip('"').lower()) for name, text in _PAIR.findall(piece)]
        if pairs:
            (method, result), *properties = pairs
            yield Result(method.partition("/")[0], result, dict(properties))


def _split(value: str) -> list[str]:
    """At semicolons outside quoted strings."""
    pieces, begin = [], 0
    for match in _QUOTED.finditer(value):
        if match[0] == ";":
            pieces.append(value[begin : match.start()])
            begin = match.end()
    return [*pieces, value[begin:]]


def _without_comments(value: str) -> str:
    """Without comments (RFC 5322 3.2.2), nested ones too; one that never ends hides the rest."""
    kept: list[str] = []
    depth = 0
    for character in value:
        if character == "(":
            depth += 1
        elif character == ")" and depth:
            depth -= 1
        elif not depth:
            kept.append(character)
    return "".join(kept)
