"""Does any sequence of events send a letter twice without doubt in between, lose one, or leave the table in DESIGN.md section 5?

Two workers that may stall beyond their lease and come back with a late word, crash, or be started again; a server that may or may not
have taken what it did not answer; a person who decides; and time.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test
from sqlalchemy import Connection, delete, select

from mailer.model.mail import ClaimedLetter, LetterState
from mailer.sending import fates
from mailer.sending.fates import Answer, Step
from mailer.store import letters, outbox
from mailer.store.database import Store
from mailer.store.outbox import Settlement
from mailer.store.tables import letter as table
from mailer.store.tables import letter_body
from tests.sending.outgoing import NOW, new_letter
from tests.store.blank import blank_store

LEASE = timedelta(minutes=10)
PATIENCE = timedelta(hours=48)
RULES = ("hold", "hold", "resend", "resend")
WAITING = {LetterState.QUEUED, LetterState.DEFERRED}
ANSWERS = st.sampled_from([(250, "ok"), (421, "busy"), (450, "4.2.0 later"), (552, "5.2.2 full"), (550, "5.1.1 unknown")])
REFUSALS = st.sampled_from([(421, "busy"), (450, "4.2.0 later"), (550, "5.1.1 unknown")])
WHO = st.integers(0, 1)
DICE = st.randoms(use_true_random=False)

# DESIGN.md section 5: who may move a letter from where to where.
MOVES = {
    "claim": {(LetterState.QUEUED, LetterState.CLAIMED), (LetterState.DEFERRED, LetterState.CLAIMED)},
    "put_off": {(LetterState.DEFERRED, LetterState.QUEUED)},
    "hand_over": {(LetterState.CLAIMED, LetterState.HANDING_OVER)},
    "refuse": {(LetterState.CLAIMED, LetterState.DEFERRED), (LetterState.CLAIMED, LetterState.FAILED)},
    "answer": {(LetterState.HANDING_OVER, to) for to in (LetterState.SENT, LetterState.DEFERRED, LetterState.FAILED)},
    "silence": {(LetterState.HANDING_OVER, to) for to in (LetterState.IN_DOUBT, LetterState.DEFERRED)},
    "give_back": {(LetterState.CLAIMED, LetterState.QUEUED)},
    "recover": {
        (LetterState.CLAIMED, LetterState.QUEUED),
        (LetterState.HANDING_OVER, LetterState.QUEUED),
        (LetterState.HANDING_OVER, LetterState.IN_DOUBT),
    },
    "decide": {(LetterState.IN_DOUBT, LetterState.QUEUED), (LetterState.IN_DOUBT, LetterState.SENT)},
}


@dataclass(slots=True)
class Worker:
    """What a process has in its memory: letters in its hands, and those whose data are on the way."""

    name: str
    held: list[ClaimedLetter] = field(default_factory=list)
    in_data: list[ClaimedLetter] = field(default_factory=list)


class Outbox(RuleBasedStateMachine):
    """The real store, and what a server has taken."""

    def __init__(self, store: Store) -> None:
        super().__init__()
        self._store = store
        self._now = NOW
        self._workers = [Worker("host/1"), Worker("host/2")]
        self._copies: Counter[str] = Counter()
        self._taken_on_trust: set[str] = set()
        self._unanswered: dict[str, int] = {}  # letters handed over without a definite answer since, with their doubts at that time
        self._begun: dict[str, datetime] = {}
        self._starts = 2
        with store.begin() as connection:
            connection.execute(delete(letter_body))
            connection.execute(delete(table))
            letters.queue(connection, [new_letter(n, in_doubt=rule) for n, rule in enumerate(RULES)], NOW)
        self._seen = self._rows()

    @rule(who=WHO, limit=st.integers(1, 4))
    def claim(self, who: int, limit: int) -> None:
        worker = self._workers[who]
        if self._stalls(worker):
            return
        with self._store.begin() as connection:
            worker.held += outbox.claim(connection, worker.name, limit, self._now, LEASE)
        self._moved("claim")

    @rule(who=WHO, minutes=st.integers(1, 120))
    def claim_and_put_off(self, who: int, minutes: int) -> None:
        """As a rate or a time window does, in one transaction."""
        if self._stalls(self._workers[who]):
            return
        with self._store.begin() as connection:
            claimed = outbox.claim(connection, self._workers[who].name, 2, self._now, LEASE)
            outbox.put_off(connection, [each.id for each in claimed], self._now + timedelta(minutes=minutes))
        self._moved("put_off")

    @rule(who=WHO, limit=st.integers(1, 2))
    def claim_and_begin(self, who: int, limit: int) -> None:
        """The usual course, so that many runs come far."""
        self.claim(who, limit)
        self.hand_over(who, None)

    @precondition(lambda self: any(worker.held for worker in self._workers))
    @rule(who=WHO, dice=DICE)
    def hand_over(self, who: int, dice: Any) -> None:
        worker = self._one(who, "held")
        if worker.held:
            taken = worker.held.pop(dice.randrange(len(worker.held)) if dice else 0)
            with self._store.begin() as connection:
                if outbox.hand_over(connection, worker.name, [taken.id], self._now + LEASE):
                    doubts = self._seen[taken.id]["doubts"]
                    assert self._unanswered.get(taken.id, -1) < doubts, f"{taken.id} is handed over again and nobody counted a doubt"
                    self._unanswered[taken.id] = doubts
                    worker.in_data.append(taken)
                    self._begun[taken.id] = self._now
            self._moved("hand_over")

    @precondition(lambda self: any(worker.held for worker in self._workers))
    @rule(who=WHO, dice=DICE, answer=REFUSALS)
    def refuse(self, who: int, dice: Any, answer: tuple[int, str]) -> None:
        """The server refuses at RCPT, or the connection breaks before the data."""
        worker = self._one(who, "held")
        if worker.held:
            taken = worker.held.pop(dice.randrange(len(worker.held)))
            lost = fates.not_begun(taken, "lost", self._now, PATIENCE)
            self._settle(worker, fates.fate(taken, Answer(Step.RCPT, *answer), self._now, PATIENCE) if answer[0] != 421 else lost)
            self._moved("refuse")

    @precondition(lambda self: any(worker.in_data for worker in self._workers))
    @rule(who=WHO, dice=DICE, answer=ANSWERS)
    def answer(self, who: int, dice: Any, answer: tuple[int, str]) -> None:
        worker = self._one(who, "in_data")
        if worker.in_data:
            taken = worker.in_data.pop(dice.randrange(len(worker.in_data)))
            self._copies[taken.id] += answer[0] == 250
            self._settle(worker, fates.fate(taken, Answer(Step.DATA, *answer), self._now, PATIENCE))
            before = self._seen[taken.id]["state"]
            self._moved("answer")
            if before != self._seen[taken.id]["state"]:
                del self._unanswered[taken.id]

    @precondition(lambda self: any(worker.in_data for worker in self._workers))
    @rule(who=WHO, dice=DICE, took=st.booleans())
    def silence(self, who: int, dice: Any, took: bool) -> None:
        """The connection breaks after the data; the server has it, or has not."""
        worker = self._one(who, "in_data")
        if worker.in_data:
            taken = worker.in_data.pop(dice.randrange(len(worker.in_data)))
            self._copies[taken.id] += took
            self._settle(worker, fates.unknown_fate(taken, "lost", self._now, PATIENCE))
            self._moved("silence")

    @precondition(lambda self: any(worker.held for worker in self._workers))
    @rule(who=WHO)
    def give_back(self, who: int) -> None:
        """As at the end of a run; one that was broken off may leave letters in the data."""
        worker = self._workers[who]
        with self._store.begin() as connection:
            outbox.give_back(connection, worker.name)
        worker.held.clear()
        self._moved("give_back")

    @precondition(lambda self: any(worker.in_data for worker in self._workers))
    @rule(who=WHO, took=st.booleans(), same_name=st.booleans())
    def crash(self, who: int, took: bool, same_name: bool) -> None:
        """In a container the next process has the same number."""
        dead = self._workers[who]
        self._copies.update(each.id for each in dead.in_data if took)
        self._starts += not same_name
        self._workers[who] = Worker(dead.name if same_name else f"host/{self._starts}")

    @precondition(lambda self: any(worker.held or worker.in_data for worker in self._workers))
    @rule()
    def recover_by_lease(self) -> None:
        with self._store.begin() as connection:
            outbox.recover(connection, self._now, alone=False)
        self._moved("recover")

    @precondition(lambda self: all(worker.in_data for worker in self._workers))
    @rule(took=st.booleans())
    def crash_and_recover_alone(self, took: bool) -> None:
        for who in (0, 1):
            self.crash(who, took, same_name=False)
        with self._store.begin() as connection:
            outbox.recover(connection, self._now, alone=True)
        self._moved("recover")
        assert not {row["state"] for row in self._seen.values()} & {LetterState.CLAIMED, LetterState.HANDING_OVER}

    @precondition(lambda self: self._in_doubt())
    @rule(again=st.sampled_from([True, False]), strays=st.booleans(), number=st.integers(0, len(RULES) - 1))
    def decide(self, again: bool, strays: bool, number: int) -> None:
        """Of a letter in doubt; or of any, when somebody else was quicker."""
        name = f"letter{number:05}" if strays else self._in_doubt()[0]
        with self._store.begin() as connection:
            if outbox.decide_doubt(connection, [name], again, self._now) and not again:
                self._taken_on_trust.add(name)
        self._moved("decide")

    @rule(minutes=st.sampled_from([1, 6, 11, 60, 600]))
    def time_passes(self, minutes: int) -> None:
        self._now += timedelta(minutes=minutes)

    @invariant()
    def nobody_got_more_than_the_doubts_explain(self) -> None:
        for name, row in self._seen.items():
            on_its_way = row["state"] == LetterState.HANDING_OVER
            assert self._copies[name] <= row["doubts"] + (row["state"] == LetterState.SENT) + on_its_way, (name, row)

    @invariant()
    def nothing_is_lost(self) -> None:
        assert len(self._seen) == len(RULES)
        for name, row in self._seen.items():
            if row["state"] == LetterState.SENT:
                assert self._copies[name] or name in self._taken_on_trust, f"{name} counts as sent and nobody has it"

    @invariant()
    def only_what_is_in_hand_has_an_owner(self) -> None:
        for row in self._seen.values():
            assert (row["claimed_by"] is not None) == (row["state"] in {LetterState.CLAIMED, LetterState.HANDING_OVER})

    def teardown(self) -> None:
        """However it went: once nobody works on it and time has passed, each letter is waiting, at its end, or shown as doubtful."""
        self.crash_and_recover_alone(took=False)
        ends = {LetterState.SENT, LetterState.FAILED, LetterState.IN_DOUBT}
        assert {row["state"] for row in self._seen.values()} <= WAITING | ends

    def _stalls(self, worker: Worker) -> bool:
        """Whether it hangs in the data for longer than a lease: then it claims nothing, its time-outs being much shorter."""
        return any(self._now - self._begun[each.id] > LEASE for each in worker.in_data)

    def _in_doubt(self) -> list[str]:
        return [name for name, row in self._seen.items() if row["state"] == LetterState.IN_DOUBT]

    def _one(self, who: int, has: str) -> Worker:
        """This worker, or the other one if only that has something there."""
        return self._workers[who] if getattr(self._workers[who], has) else self._workers[1 - who]

    def _settle(self, worker: Worker, settlement: Settlement) -> None:
        with self._store.begin() as connection:
            outbox.settle(connection, [settlement], worker.name)

    def _moved(self, how: str) -> None:
        """The rows now; each may only have moved as the table allows."""
        before, self._seen = self._seen, self._rows()
        for name, row in self._seen.items():
            move = (before[name]["state"], row["state"])
            assert move[0] == move[1] or move in MOVES[how], f"{how}: {name} from {move[0]} to {move[1]}"
            if how in {"recover", "silence"} and move[0] == LetterState.HANDING_OVER and RULES[int(name[-1])] == "hold":
                assert move[1] in {LetterState.HANDING_OVER, LetterState.IN_DOUBT}, f"{name} is to be held when in doubt"
            assert row["doubts"] >= before[name]["doubts"]
            assert row["attempts"] >= before[name]["attempts"]

    def _rows(self) -> dict[str, dict[str, Any]]:
        with self._store.look() as connection:
            return {row["id"]: row for row in _read(connection)}


def _read(connection: Connection) -> list[dict[str, Any]]:
    columns = [table.c[name] for name in ("id", "state", "doubts", "attempts", "claimed_by")]
    return [{**row, "state": LetterState(row["state"])} for row in connection.execute(select(*columns)).mappings()]


@pytest.mark.timeout(300)
def test_no_sequence_of_events_doubles_or_loses_a_letter(tmp_path: Path) -> None:
    store = blank_store(tmp_path)
    slow = [HealthCheck.too_slow, HealthCheck.data_too_large]
    how = settings(max_examples=100, stateful_step_count=40, deadline=None, suppress_health_check=slow, derandomize=True)
    run_state_machine_as_test(lambda: Outbox(store), settings=how)
    store.close()
