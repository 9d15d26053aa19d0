"""How does a person go through what waits, one key each?"""

from collections.abc import Callable, Iterable

from mailer.app import Office
from mailer.cli.common import fail, tell
from mailer.cli.review_view import show_item
from mailer.errors import DataError
from mailer.model.book import ReviewItem
from mailer.model.reading import Finding
from mailer.recording import accept, ask_back, assign, findings_from, member_named, reject
from mailer.store import events, letters, members, reviews
from mailer.texts import say

Ask = Callable[[str], str]


def step_through(opened: Office, items: Iterable[ReviewItem], who: str, ask: Ask) -> None:
    """Show each item and do what its key says; `ask` prints a prompt and gives the answer. The end of the input ends it."""
    for item in items:
        try:
            if not _one(opened, item, who, ask):
                break
        except EOFError:
            break
    with opened.store.look() as connection:
        tell("review.left", count=len(reviews.waiting(connection)))


def named_member(opened: Office, words: str) -> str:
    """The id of the one member of that name or id. Raises DataError."""
    with opened.store.look() as connection:
        found = member_named(words, members.everybody(connection))
    if found is None:
        raise DataError("review.no_member", words=words)
    return found.id


def findings_for(opened: Office, item: ReviewItem, words: str) -> tuple[Finding, ...]:
    """What a person's words mean for this item. Raises DataError for what is not understood in full."""
    with opened.store.look() as connection:
        letter = letters.by_id(connection, item.letter_id) if item.letter_id else None
        found = findings_from(words, events.every(connection), letter.event_ids if letter else ())
    if found is None:
        raise DataError("review.not_clear", words=words)
    return found


def _one(opened: Office, item: ReviewItem, who: str, ask: Ask) -> bool:
    """Until the item is decided or passed over; False when the person has had enough."""
    show_item(opened, item)
    while True:
        key = ask(say("review.step")).strip().lower()[:1]
        if key in {"w", "q"}:
            return key == "w"
        try:
            done, item = _do(opened, item, key, who, ask)
        except DataError as error:
            fail(error)
            continue
        if done:
            return True


def _do(opened: Office, item: ReviewItem, key: str, who: str, ask: Ask) -> tuple[bool, ReviewItem]:
    """What a key does: whether the item needs no more attention now, and the item as it is then."""
    now = opened.clock.now()
    if key == "j":
        tell("review.accepted", count=accept(opened.store, item.id, who, now, desk=opened.desk()))
    elif key == "n":
        reject(opened.store, item.id, who, now)
        tell("review.rejected")
    elif key in {"ä", "a"}:
        findings = findings_for(opened, item, ask(say("review.step_change")))
        tell("review.accepted", count=accept(opened.store, item.id, who, now, findings=findings, desk=opened.desk()))
    elif key == "m":
        return False, _given(opened, item, ask(say("review.step_member")))
    elif key == "f":
        ask_back(opened.store, item.id, who, now, opened.desk(), ask(say("review.step_question")).strip())
        tell("review.asked_now", item=item.id)
    else:
        tell("review.step_which")
        return False, item
    return True, item


def _given(opened: Office, item: ReviewItem, words: str) -> ReviewItem:
    given = assign(opened.store, item.id, named_member(opened, words), opened.clock.now())
    show_item(opened, given)
    return given
