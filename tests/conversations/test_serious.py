"""Leaving, a death, a question: what a person must decide, and what follows from it."""

from collections.abc import Iterator
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import pytest

from mailer.errors import DataError
from mailer.model.book import Proof
from mailer.model.mail import LetterState
from mailer.model.reading import Finding
from mailer.store import letters, records
from tests.conversations.talk import PARTY, Talk, subject_of, talk
from tests.workspace import SENDER

LATER = """
[[mailings]]
id = "rundbrief"
template = "test-einladung.md"
kind = "circular"
audience = { everyone = true }
at = 2024-11-02T09:00:00
[[mailings]]
id = "ladung"
template = "test-einladung.md"
kind = "statutory"
audience = { everyone = true }
at = 2024-11-02T09:00:00
[[mailings]]
id = "ladung-spaeter"
template = "test-einladung.md"
kind = "statutory"
audience = { everyone = true }
at = 2025-01-01T09:00:00
"""
RESIGN = "Hiermit erkläre ich meinen Austritt aus der Partei zum 31.12.2024."


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Talk]:
    with talk(tmp_path, jobs=LATER) as begun:
        yield begun


def go_to(here: Talk, *day: int) -> None:
    """Ten in the morning of that day."""
    here.wait(seconds=int((datetime(*day, 9, tzinfo=UTC) - here.clock.now()).total_seconds()))  # type: ignore[misc,arg-type]


def test_a_resignation_is_received_confirmed_by_a_person_and_ends_circulars_at_once(here: Talk) -> None:
    here.writes("Ute", RESIGN)
    (told,) = here.told("Ute")
    assert "am Freitag, 25. Oktober 2024, 09:01 Uhr bei uns angekommen" in told
    assert "bestätigt sie dir" in told
    assert "danke für deine Antwort" not in told
    assert here.entries("Ute")[0].confirmed_by is None
    here.accepts(here.review())
    assert here.entries("Ute")[-1].confirmed_by == "kim"
    confirmed = here.told("Ute")[-1]
    assert "Austritt zum 31.12.2024: bestätigt, eingegangen am Freitag, 25. Oktober 2024, 09:01 Uhr." in confirmed.replace("**", "")
    go_to(here, 2024, 11, 2)
    assert not here.got("Ute", "rundbrief")
    assert here.got("Ute", "ladung"), "a member until the last day is summoned"
    assert here.got("Jana", "rundbrief")
    go_to(here, 2025, 1, 2)
    assert not here.got("Ute", "ladung-spaeter")


def test_an_unconfirmed_resignation_changes_nothing_yet(here: Talk) -> None:
    here.writes("Ute", RESIGN)
    go_to(here, 2024, 11, 2)
    assert here.got("Ute", "rundbrief")


def test_a_person_corrects_the_date_or_the_scope(here: Talk) -> None:
    here.writes("Ute", RESIGN)
    here.accepts(here.review(), instead="Austritt zum 30.11.2024")
    assert here.book("Ute") == ["membership 2024-11-30"]
    here.writes("Horst", "Hiermit erkläre ich meinen Austritt aus der Partei.")
    here.accepts(here.review(), instead="Amt")
    assert here.book("Horst") == ["office"]
    go_to(here, 2024, 11, 2)
    assert here.got("Horst", "rundbrief"), "who gives up an office stays a member"


def test_a_resignation_that_a_person_takes_back_counts_no_more(here: Talk) -> None:
    here.writes("Ute", RESIGN)
    here.accepts(here.review())
    for entry in here.entries("Ute"):
        here.takes_back(entry)
    assert here.book("Ute") == []
    go_to(here, 2024, 11, 2)
    assert here.got("Ute", "rundbrief")


def test_what_a_person_rejects_is_no_longer_noted_as_received(here: Talk) -> None:
    here.writes("Ute", RESIGN)
    here.rejects(here.review())
    assert here.book("Ute") == []
    assert here.entries("Ute")[-1].confirmed_by == "kim"


def test_a_threat_is_no_resignation_and_a_person_is_told_to_call(here: Talk) -> None:
    here.writes("Ute", "Wenn das so weitergeht, trete ich aus.")
    assert here.book() == []
    assert here.told("Ute") == []
    assert "reading_doubts.leaving_unclear" in here.review().reasons


def test_news_of_a_death_stops_every_mail_until_a_person_decides(here: Talk) -> None:
    here.writes("Horst", "Leider muss ich mitteilen, dass mein Vater Horst Krüger am 3. Oktober verstorben ist.")
    assert here.told("Horst") == []
    assert states(here, "Horst") == {LetterState.HELD}, "what waited in the outbox waits on"
    assert states(here, "Jana") == {LetterState.QUEUED}
    here.writes("Horst", "Ich komme übrigens selbst zum Parteitag.")
    assert here.told("Horst") == [], "nothing automatic at all"
    item = next(each for each in here.reviews() if "reading_doubts.death" in each.reasons)
    with pytest.raises(DataError):
        here.asks_back(item)
    here.accepts(item)
    assert "death" in here.book("Horst")
    assert here.told("Horst") == []
    go_to(here, 2024, 11, 2)
    assert not here.got("Horst", "ladung")


def test_a_death_that_was_a_mistake_lets_the_letters_go(here: Talk) -> None:
    here.writes("Horst", "Leider muss ich mitteilen, dass mein Vater am 3. Oktober verstorben ist.")
    here.rejects(here.review())
    assert states(here, "Horst") == {LetterState.QUEUED}


def test_a_question_back_and_its_answer_settle_the_item(here: Talk) -> None:
    here.writes("Jana", "Das wird schon irgendwie, denke ich mal so.")
    item = here.review()
    here.asks_back(item)
    (asked,) = here.told("Jana", "question")
    assert "Antworte einfach auf diese Mail" in asked
    assert "> Das wird schon irgendwie" in asked
    assert here.review().asked_at is not None
    here.writes("Jana", "Ja, ich komme.", to=here.last_to("Jana"))
    assert here.book("Jana") == [f"accepted {PARTY}"]
    assert here.reviews() == ()


def test_a_question_of_ones_own_stands_in_the_letter(here: Talk) -> None:
    here.writes("Jana", "Das wird schon irgendwie, denke ich mal so.")
    here.asks_back(here.review(), "Kommst du allein?")
    assert "Kommst du allein?" in here.told("Jana")[0]


def test_what_a_person_writes_down_is_confirmed_to_the_member(here: Talk) -> None:
    here.writes("Jana", "Das wird schon irgendwie, denke ich mal so.")
    assert here.told("Jana") == [], "silence where a person will answer"
    here.accepts(here.review(), instead="Zusage zu zweit")
    assert here.book("Jana") == [f"accepted {PARTY} +1"]
    (told,) = here.told("Jana")
    assert "wir haben deine Mail gelesen" in told
    assert "Ihr kommt zu zweit" in told


def test_part_of_a_mail_is_confirmed_and_a_line_says_that_a_person_reads_the_rest(here: Talk) -> None:
    here.writes("Jana", "Ich bin dabei. Gibt es eine Kinderbetreuung?")
    (told,) = here.told("Jana")
    assert "Den Rest deiner Mail liest noch ein Mensch" in told


def test_a_mail_of_nobody_belongs_to_whom_a_person_says(here: Talk) -> None:
    here.writes_unasked("unbekannt@web.example", "Ich bin dabei!", "Stadtparteitag")
    here.accepts(here.review(), member="Jana", instead="Zusage")
    assert here.book("Jana") == [f"accepted {PARTY}"]


def test_a_motion_keeps_its_attachment_and_moment(here: Talk) -> None:
    letter = message_from_bytes(here.mailing_to("Jana"))
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["To"], mail["Subject"] = "jana@post.example", SENDER, "Antrag"
    mail["In-Reply-To"], mail["Message-ID"] = letter["Message-ID"], "<motion@post.example>"
    mail.set_content("Mein Antrag zum Parteitag hängt an.")
    mail.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="antrag.pdf")
    here.arrives(mail.as_bytes())
    (entry,) = here.entries("Jana")
    assert entry.finding.kind == "motion"
    assert entry.received_at == here.clock.now()
    assert "Antrag: eingegangen am Freitag, 25. Oktober 2024, 09:01 Uhr" in here.told("Jana")[0].replace("**", "")
    assert subject_of(here.last_to("Jana")) == "Re: Antrag"


def test_two_claims_about_dues_in_one_mail_hold_beside_each_other_until_the_next_mail(here: Talk) -> None:
    with here.office.store.begin() as connection:
        for mail, claims in ((None, ("paid",)), (None, ("promise",))):
            records.add(connection, "m1", [Finding("dues", claim=claim) for claim in claims], Proof.TOKEN, here.clock.now(), mail)
    assert here.book("Jana") == ["promise"]
    here.writes("Jana", "Danke!")
    with here.office.store.begin() as connection:
        both = [Finding("dues", claim="hardship"), Finding("dues", claim="talk")]
        records.add(connection, "m1", both, Proof.TOKEN, here.clock.now(), 1)
    assert here.book("Jana") == ["hardship", "talk"]


def states(here: Talk, who: str) -> set[LetterState]:
    """In which states a member's letters are."""
    with here.office.store.look() as connection:
        return {each.state for each in letters.lines(connection) if each.member_id == here.member(who).id}
