"""Is what `status` says about sending what the outbox holds?"""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from mailer.model.mail import LetterState, OccurrenceState
from mailer.store import allowances, letters, occurrences, outbox, refusals
from mailer.store.allowances import Rate
from mailer.store.database import Store
from mailer.store.occurrences import NewOccurrence
from mailer.store.outbox import Settlement
from mailer.store.traffic import Traffic, traffic
from tests.sending.outgoing import new_letter
from tests.store.blank import blank_store

NOW = datetime(2024, 10, 4, 16, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    url = request.getfixturevalue("postgres_url") if request.param == "postgresql" else "sqlite:///mailer.db"
    return blank_store(tmp_path, url)


def mailing(store: Store, name: str, count: int, first: int = 0) -> list[str]:
    with store.begin() as connection:
        new = NewOccurrence("job", name, "once", NOW, OccurrenceState.READY, "circular")
        opened = occurrences.open_once(connection, new, NOW)
        made = [new_letter(number) for number in range(first, first + count)]
        letters.queue(connection, made, NOW, occurrence_id=opened)
    return [letter.id for letter in made]


def seen(store: Store, now: datetime) -> Traffic:
    with store.look() as connection:
        return traffic(connection, now)


def test_an_empty_outbox_has_no_traffic(store: Store) -> None:
    assert seen(store, NOW) == Traffic(NOW)
    assert seen(store, NOW).remaining is None
    store.close()


def test_the_pace_is_that_of_the_mailings_that_are_still_going_out(store: Store) -> None:
    done, going = mailing(store, "done", 3), mailing(store, "going", 300, first=3)
    with store.begin() as connection:
        outbox.settle(connection, [Settlement(name, LetterState.SENT, NOW) for name in done])
        outbox.settle(connection, [Settlement(name, LetterState.SENT, NOW + SECOND * place) for place, name in enumerate(going[:181])])
    found = seen(store, NOW + 180 * SECOND)
    assert (found.open, found.sent, found.last_minute) == (119, 181, 60)
    assert found.in_all == pytest.approx(60)
    assert found.remaining == timedelta(minutes=119 / 60)
    store.close()


def test_who_waits_and_until_when(store: Store) -> None:
    names = mailing(store, "one", 6)
    with store.begin() as connection:
        outbox.claim(connection, "worker", 6, NOW, timedelta(minutes=5))
        outbox.put_off(connection, names[:2], NOW + timedelta(hours=4))
        later = [NOW + timedelta(minutes=7), NOW + timedelta(minutes=5)]
        deferred = [Settlement(name, LetterState.DEFERRED, NOW, 450, None, "later", at) for name, at in zip(names[2:4], later, strict=True)]
        outbox.settle(connection, deferred)
    found = seen(store, NOW + SECOND)
    assert (found.open, found.later, found.deferred) == (2, 2, 2)
    assert (found.opens_at, found.next_try_at) == (NOW + timedelta(hours=4), later[1])
    assert found.remaining is None, "nothing has left yet"
    store.close()


def test_looking_at_a_rate_takes_nothing(store: Store) -> None:
    rate = Rate(60, 60, 5)
    with store.begin() as connection:
        assert allowances.left(connection, "all", rate, NOW) == 5
        assert allowances.take(connection, "all", rate, 4, NOW) == 4
        assert [allowances.left(connection, "all", rate, NOW + 2 * SECOND) for _ in range(3)] == [3, 3, 3]
        assert allowances.take(connection, "all", rate, 9, NOW + 2 * SECOND) == 3
    store.close()


def test_a_refusal_keeps_its_beginning_until_it_is_cleared(store: Store) -> None:
    facts = {"host": "smtp.provider.example", "port": 587, "code": 421, "reason": "später"}
    with store.begin() as connection:
        assert refusals.current(connection) is None
        refusals.note(connection, "smtp.unreachable", {"host": "smtp.provider.example"}, NOW, 5)
        refusals.note(connection, "smtp.unwelcome", facts, NOW + SECOND, 3)
        found = refusals.current(connection)
        assert found is not None
        assert (found.key, dict(found.facts), found.since, found.tried_at) == ("smtp.unwelcome", facts, NOW, NOW + SECOND)
        assert found.letters == 5, "the most that waited"
        refusals.end(connection, NOW + SECOND)
        assert refusals.current(connection) is None
    store.close()
