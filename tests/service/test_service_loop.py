"""Do the works of the service wait for each other? Only where one needs what the other did."""

import asyncio
import threading
from collections.abc import Callable
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from mailer.app import Office
from mailer.clock import ManualClock
from mailer.model.mail import LetterState
from mailer.service import Service
from mailer.store import letters
from tests.posting.association import plan_by_hand, workspace
from tests.servers import processes
from tests.servers.smtp import SmtpServer, Step
from tests.workspace import NOW, make_workspace, opened


@dataclass(slots=True)
class SlowOffice(Office):
    """An office where planning takes until somebody says that it is done."""

    done: threading.Event = field(default_factory=threading.Event)
    waited: list[bool] = field(default_factory=list)

    def plan_due(self) -> int:
        self.waited.append(self.done.wait(20))
        return Office.plan_due(self)


@dataclass(slots=True)
class WatchedOffice(Office):
    """An office that tells when it has planned, and to which no moment comes by itself: its clock stands still, the service's does not."""

    planned: threading.Event = field(default_factory=threading.Event)

    def plan_due(self) -> int:
        found = Office.plan_due(self)
        self.planned.set()
        return found

    def next_wake_up(self) -> None:
        return None


def values(office: Office) -> dict[str, Any]:
    return {each.name: getattr(office, each.name) for each in fields(office)}


async def serve_until(service: Service, done: Callable[[], object]) -> None:
    running = asyncio.create_task(service.run())
    await asyncio.to_thread(done)
    service.stop()
    await running


def test_letters_leave_while_a_large_mailing_is_still_being_written(tmp_path: Path, smtp_server: SmtpServer) -> None:
    with opened(make_workspace(tmp_path / "w", smtp_port=smtp_server.port), ManualClock(NOW)) as office:
        office.plan_due()
        busy = SlowOffice(**values(office))

        def when_all_have_left() -> None:
            smtp_server.wait_for(5, 15)
            busy.done.set()

        asyncio.run(serve_until(Service(busy, office.clock.now), when_all_have_left))
        assert busy.waited == [True]


def test_what_the_server_refuses_goes_by_post_at_once(tmp_path: Path, smtp_server: SmtpServer) -> None:
    folder = workspace(tmp_path / "w")
    config = folder / "config.toml"
    config.write_text(config.read_text("utf-8").replace("port = 9\n", f"port = {smtp_server.port}\n", 1), "utf-8")
    smtp_server.answer(Step.RCPT, "550 5.1.1 unknown", where="jana@")
    with opened(folder, ManualClock(NOW)) as office:
        watched = WatchedOffice(**values(office))

        def on_paper() -> bool:
            with office.store.look() as connection:
                return any(line.member_id == "m1" and line.state is LetterState.TO_PRINT for line in letters.lines(connection))

        def when_it_is_refused_after_planning() -> None:
            assert watched.planned.wait(20)
            plan_by_hand(office)
            assert not on_paper()
            processes.wait_until(on_paper, "a letter for m1", 20)

        asyncio.run(serve_until(Service(watched, office.clock.now), when_it_is_refused_after_planning))
