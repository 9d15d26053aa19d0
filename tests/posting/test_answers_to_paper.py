"""Does an answer to a letter on paper find its way into the book?"""

from pathlib import Path
from urllib.parse import unquote

from mailer.posting import waiting_letters
from mailer.store import records, reviews
from tests.posting.association import NOW, WISHES, at, plan_by_hand, workspace
from tests.workspace import SENDER, arrive, opened

MAIL = """From: Grete <grete@enkelin.example>\r
To: {to}\r
Subject: {subject}\r
Message-ID: <1@enkelin.example>\r
Date: Fri, 25 Oct 2024 12:00:00 +0200\r
Content-Type: text/plain; charset=utf-8\r
\r
{text}\r
"""


def test_the_code_on_the_letter_leads_back_to_its_member_even_from_somebody_elses_telephone(tmp_path: Path) -> None:
    with opened(workspace(tmp_path), at(NOW), WISHES) as office:
        plan_by_hand(office)
        (letter,) = [each for each in waiting_letters(office.store, "parteitag", None) if "Grete Ohnenetz" in each.recipient]
        address, _, subject = letter.answer.removeprefix("mailto:").partition("?subject=")
        assert address == SENDER
        arrive(office, MAIL.format(to=SENDER, subject=f"Re: {unquote(subject)}", text="Ich komme gern.").encode())
        office.record_open()
        with office.store.look() as connection:
            said = [(entry.member_id, entry.finding.answer) for entry in records.of_event(connection, "stadtparteitag")]
            waiting = [(item.member_id, [finding.answer for finding in item.proposal]) for item in reviews.waiting(connection)]
    assert (said, waiting) == ([("m5", "accepted")], [])
