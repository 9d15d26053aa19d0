"""Why was a letter not taken? One of a few reasons that a catalogue has words for, from a server's answer."""

from mailer.reading.bounces.codes import reason_of

_EXCEEDED_STORAGE = 552


def reason_for(code: int | None, status: str | None, words: str) -> str:
    """A key of the catalogue's group `status_reason`: `unreachable` without a reply code (RFC 5321 4.2), else what the answer means."""
    if code is None:
        return "unreachable"
    reason = reason_of(status, words)
    return "full" if reason == "other" and code == _EXCEEDED_STORAGE else reason
