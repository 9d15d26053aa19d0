"""What was asked? The context of an answer from its JSON form (one value of the reply corpus' contexts.json)."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from mailer.model.jobs import Dues, Event, Shift
from mailer.model.people import Mandate
from mailer.model.reading import Context


def context_from(tree: Mapping[str, Any]) -> Context:
    """The context that `tree` describes. Raises KeyError or ValueError for what is missing or malformed."""
    return Context(
        mailing=tree["mailing"],
        sent=datetime.fromisoformat(tree["sent"]),
        subject=tree["subject"],
        events=tuple(_event(event) for event in tree.get("events") or ()),
        mandate=_mandate(tree.get("mandate")),
        dues=_dues(tree.get("dues")),
    )


def _event(tree: Mapping[str, Any]) -> Event:
    start = datetime.fromisoformat(tree["start"])
    return Event(
        id=tree["id"],
        title=tree["title"],
        start=start,
        end=datetime.fromisoformat(tree["end"]) if tree.get("end") else start,
        location=tree.get("location") or "",
        shifts=tuple(_shift(shift) for shift in tree.get("shifts") or ()),
    )


def _shift(tree: Mapping[str, Any]) -> Shift:
    end = tree.get("end")
    return Shift(tree["id"], tree["title"], datetime.fromisoformat(tree["start"]), datetime.fromisoformat(end) if end else None)


def _mandate(tree: Mapping[str, Any] | None) -> Mandate | None:
    return Mandate(tree["body"], tree["role"], int(tree.get("rank") or 0)) if tree else None


def _dues(tree: Mapping[str, Any] | None) -> Dues | None:
    return Dues(int(tree["year"]), Decimal(str(tree["open"])), tree.get("currency") or "EUR") if tree else None
