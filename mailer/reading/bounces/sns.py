"""What does a notification of Amazon SES say (JSON in a mail from SNS)?"""

import json
from dataclasses import dataclass
from typing import Any

_MAX_CHARACTERS = 100_000


@dataclass(frozen=True, slots=True)
class Notification:
    """`kind` is `bounce`, `complaint` or `delivery`; the rest as in a delivery report."""

    kind: str
    recipients: tuple[str, ...]
    permanent: bool
    status: str | None
    words: str
    message_id: str | None


def notification_in(text: str) -> Notification | None:
    """The notification that the text begins with, or None. Lines that a mail program wrapped are joined again."""
    start = text.find("{")
    if start < 0 or "notificationType" not in text[start : start + 2000].replace("\n", ""):
        return None
    try:
        tree, _ = json.JSONDecoder(strict=False).raw_decode(text[start:_MAX_CHARACTERS].replace("\n", ""))
        return _notification(tree)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _notification(tree: dict[str, Any]) -> Notification:
    kind = str(tree["notificationType"]).lower()
    details: dict[str, Any] = tree.get(kind) or {}
    people = details.get("bouncedRecipients") or details.get("complainedRecipients") or []
    first = people[0] if people else {}
    return Notification(
        kind=kind,
        recipients=tuple(dict.fromkeys(str(person["emailAddress"]).strip("<> ").lower() for person in people)),
        permanent=details.get("bounceType") != "Transient",
        status=first.get("status"),
        words=str(first.get("diagnosticCode") or ""),
        message_id=(tree.get("mail") or {}).get("commonHeaders", {}).get("messageId"),
    )
