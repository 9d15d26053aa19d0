"""How does the demo run from beginning to end? Servers up, workspace laid out, autumn played, folder written, servers down."""

import secrets
import threading
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from mailer.app import open_office
from mailer.clock import ManualClock
from mailer.demo.content import next_steps, page_data
from mailer.demo.figures import Figures, gather
from mailer.demo.mails import write_mails
from mailer.demo.page import NextStep, render_page
from mailer.demo.play import Autumn, Told
from mailer.demo.servers import imap_server, require_servers, smtp_server
from mailer.demo.story import DEMO, Story
from mailer.demo.workspace import PAGE, Ports, clear, furnish, move_in

_USERNAME = "vorstand@stadtverband.example"


@dataclass(frozen=True, slots=True)
class Played:
    """What the demo leaves behind. `whole` is False when it was stopped before the end; `seconds` is how long it took; `next_steps` are
    the commands to try on it."""

    folder: Path
    figures: Figures
    seconds: float
    whole: bool
    next_steps: tuple[NextStep, ...]


def run_demo(folder: Path, told: Told, stop: threading.Event, program: str = "mailer", story: Story = DEMO) -> Played:
    """Play a story into a folder. When `stop` is set, it ends at the next moment and writes down what there is by then. `program` is
    how a person calls the command line.

    Raises ConfigurationError for a folder that is not the demo's, or when its servers are not installed, with nothing changed; any
    other MailerError for what goes wrong in between.
    """
    require_servers()
    clear(folder)
    began, (first, last) = time.monotonic(), story.span
    clock, password = ManualClock(first), secrets.token_hex(16)
    with smtp_server(clock, turned_away(story)) as smtp, imap_server(_USERNAME, password) as imap:
        furnish(folder, Ports(smtp.port, imap.port), _USERNAME, password, story)
        with closing(open_office(folder, clock)) as office:
            move_in(office)
            whole = Autumn(office, clock, smtp, imap, told, story).play(last, stop)
            figures = gather(office)
            files = write_mails(office.store, smtp.delivered, folder, office.zone)
            steps = next_steps(str(folder), program)
            page = page_data(office, figures, files, story, steps)
    seconds = time.monotonic() - began
    (folder / PAGE).write_text(render_page(replace(page, seconds=seconds)), encoding="utf-8")
    return Played(folder, figures, seconds, whole, steps)


def turned_away(story: Story = DEMO) -> Callable[[str], str | None]:
    """The receiving server's manners: which recipients it refuses, and how often, as the story has it."""
    refusals = {refusal.address: refusal for refusal in story.refusals}
    asked: dict[str, int] = {}

    def refuse(address: str) -> str | None:
        refusal = refusals.get(address)
        asked[address] = asked.get(address, 0) + 1
        if refusal is None or (refusal.times is not None and asked[address] > refusal.times):
            return None
        return refusal.reply

    return refuse
