"""Does a process beside ours change anything but the time it takes, and what if it ends?"""

import gc
import os
import shutil
import subprocess
import sys
import time
from concurrent.futures import Future, wait
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailer import recording
from mailer.app import Office
from mailer.recording import Recorder
from mailer.recording.beside import Ends, Work, beside
from mailer.store import inbox, letters, records, reviews
from tests.recording.test_portions import lay, letter_to
from tests.workspace import make_workspace, opened, reply_to

NEVER = 1_000_000
WORDS = (
    "Ich komme.",
    "Leider nicht, bin krank.",
    "Vielleicht, mal sehen.",
    "Ich trete aus.",
    "Wer bringt Kuchen mit?",
    "Ich helfe beim Aufbau.",
)


def helper_is_possible() -> bool:
    return len(os.sched_getaffinity(0)) > 1


def squared(number: int) -> int:
    return number * number


def whose(number: int) -> tuple[int, int]:
    return number, os.getpid()


def whose_late(number: int) -> tuple[int, int]:
    time.sleep(0.005)
    return number, os.getpid()


def when_there(file: str) -> bool:
    until = time.monotonic() + 60
    while not Path(file).exists() and time.monotonic() < until:
        time.sleep(0.01)
    return Path(file).exists()


def ends_elsewhere(home: int) -> int:
    if os.getpid() != home:
        os._exit(3)
    return home


def divided(number: int) -> float:
    return 1 / number


def test_results_come_in_order_whoever_made_them() -> None:
    with beside(wanted=True) as helper:
        assert helper.start(squared, range(95)).results() == [number * number for number in range(95)]
        assert helper.start(squared, []).results() == []


@pytest.mark.skipif(not helper_is_possible(), reason="one processor only")
def test_the_other_process_takes_part() -> None:
    with beside(wanted=True) as helper:
        work = helper.start(whose, range(40))
        assert work.there is not None
        wait([work.there])
        made = work.results()
        assert [number for number, _ in made] == list(range(40))
        assert made[0][1] != os.getpid()


def test_a_list_is_worked_through_from_both_ends() -> None:
    with beside(wanted=True) as helper:
        wait([work.there] if (work := helper.start(squared, [1])).there is not None else [])
        made = helper.start(whose_late, range(60)).results()
    assert [number for number, _ in made] == list(range(60))
    here = [number for number, process in made if process == os.getpid()]
    assert here == list(range(60 - len(here), 60))


def test_nobody_waits_for_what_the_other_process_has_not_begun(tmp_path: Path) -> None:
    sign = tmp_path / "sign"
    with beside(wanted=helper_is_possible()) as helper:
        busy = helper.start(when_there, [str(sign)] * 2)
        assert helper.start(squared, range(9)).results() == [number * number for number in range(9)]
        sign.touch()
        assert busy.results() == [True, True]


@pytest.mark.skipif(not helper_is_possible(), reason="one processor only")
def test_nobody_waits_for_a_list_that_is_given_up() -> None:
    with beside(wanted=True) as helper:
        wait([work.there] if (work := helper.start(squared, [1])).there is not None else [])
        long = helper.start(whose_late, range(300))
        assert long.there is not None
        while not long.there.running():
            time.sleep(0.001)
        helper.close()
        assert len(long.there.result()) < 300
        assert [number for number, _ in long.results()] == list(range(300))


def test_what_both_have_done_counts_once() -> None:
    there: Future[list[int]] = Future()
    there.set_running_or_notify_cancel()
    there.set_result([0, 1, 4, 9, 16])
    assert Work(squared, range(7), there, lambda: iter((6, 5, 4, 3))).results() == [number * number for number in range(7)]


@given(st.lists(st.booleans(), max_size=60), st.integers(0, 25))
def test_whatever_the_turns_of_the_two_nothing_is_left_out_or_done_twice(turns: list[bool], length: int) -> None:
    ends = Ends()
    ends.lay(0, length)
    walks = [ends.from_the_first(0, length), ends.from_the_last(0, length)]
    taken: list[list[int]] = [[], []]
    for turn in [*turns, *[True] * (length + 1), *[False] * (length + 1)]:
        taken[turn] += [at] if (at := next(walks[turn], None)) is not None else []
    first, last = taken
    assert first == list(range(len(first)))
    assert last[::-1] == list(range(length - len(last), length))
    assert len(first) + len(last) == length


def test_without_another_process_all_is_done_here() -> None:
    with beside(wanted=False) as helper:
        assert not helper.helps
        assert {process for _, process in helper.start(whose, range(5)).results()} == {os.getpid()}


def test_what_a_process_that_ended_left_undone_is_done_here() -> None:
    home = os.getpid()
    with beside(wanted=True) as helper:
        assert helper.start(ends_elsewhere, [home] * 45).results() == [home] * 45
        assert helper.start(squared, [2, 3]).results() == [4, 9]


def test_where_the_other_process_cannot_begin_all_is_done_here() -> None:
    with beside(True) as helper:
        if helper._pool is not None:
            helper._pool.shutdown()
        helper.get_ready(str)
        assert helper.start(str, [1, 2]).results() == ["1", "2"]
        assert not helper.helps


def test_what_raises_there_raises_here() -> None:
    with beside(wanted=True) as helper, pytest.raises(ZeroDivisionError):
        helper.start(divided, [1, 0]).results()


def test_the_book_is_the_same_with_another_process_and_without(tmp_path: Path) -> None:
    lay_answers(tmp_path / "alone")
    shutil.copytree(tmp_path / "alone", tmp_path / "beside")
    book = written(tmp_path / "alone", NEVER)
    assert written(tmp_path / "beside", 0) == book
    assert len(book[0]) == inbox.PORTION + 30


def lay_answers(folder: Path) -> None:
    folder.mkdir()
    with opened(make_workspace(folder)) as office:
        office.plan_due()
        for number in range(inbox.PORTION + 30):
            sender = ("jana@post.example", "Horst@web.example")[number % 2]
            lay(office, reply_to(letter_to(office, sender), sender, f"{WORDS[number % len(WORDS)]}\n\nNr. {number}"), number + 1)


def told(office: Office) -> tuple[tuple[object, ...], ...]:
    """What stands in the inbox, the book, the reviews and the outbox."""
    with office.store.look() as connection:
        sent = tuple((line.id, letters.raw(connection, line.id)) for line in letters.lines(connection))
        return inbox.lines(connection), records.every(connection), reviews.waiting(connection), sent


def written(folder: Path, many: int) -> tuple[tuple[object, ...], ...]:
    with opened(folder) as office:
        recorder(office, many).all()
        return told(office)


def recorder(office: Office, many: int) -> Recorder:
    return Recorder(office.store, office.writer, office.clock, office.zone, frozenset({"vorstand@verein.example"}), many=many)


def test_garbage_is_seldom_searched_for_until_the_work_is_done() -> None:
    usual, kept = gc.get_threshold(), gc.get_freeze_count()
    with beside(wanted=True):
        assert gc.get_threshold()[0] > usual[0]
        assert gc.get_freeze_count() > kept
    assert gc.get_threshold() == usual
    with beside(wanted=False):
        assert gc.get_threshold() == usual


def test_the_other_process_ends_with_ours() -> None:
    with beside(wanted=True) as helper:
        work = helper.start(whose, [1])
        wait([work.there] if work.there is not None else [])
        made = work.results()
    other = made[0][1]
    until = time.monotonic() + 10
    while other != os.getpid() and Path(f"/proc/{other}").exists() and time.monotonic() < until:
        time.sleep(0.05)
    assert other == os.getpid() or not Path(f"/proc/{other}").exists()


def test_the_other_process_loads_neither_the_store_nor_what_writes_letters() -> None:
    asked = "import sys, mailer.recording.beside, mailer.recording.opening; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True).stdout.split()
    assert "mailer.reading" in loaded
    assert {name for name in loaded if name.startswith("mailer.store.")} == {"mailer.store.packing"}  # which knows of no database
    assert not {"sqlalchemy", "mailer.composing"} & set(loaded)


def test_what_the_room_names_is_there() -> None:
    assert all(hasattr(recording, name) for name in recording.__all__)
    assert not hasattr(recording, "nothing_of_that_name")
