"""How is a letter on paper kept until it is printed? As a small JSON document (RFC 8259), the same bytes for the same letter."""

import json
from dataclasses import asdict

from mailer.composing.post.letter import PostLetter


def as_bytes(letter: PostLetter) -> bytes:
    """The letter for the outbox."""
    return json.dumps(asdict(letter), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def from_bytes(raw: bytes) -> PostLetter:
    """The letter as it was kept."""
    values = json.loads(raw)
    return PostLetter(**{**values, "recipient": tuple(values["recipient"])})
