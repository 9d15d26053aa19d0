"""Does the reader understand the demo's answers to the real letters as their writers meant them?"""

import re

import pytest

from mailer.demo import story
from mailer.demo.clients.received import button, events, open_letter
from mailer.demo.views import view
from mailer.model.reading import Finding, Sort
from mailer.reading import open_mail, understand
from tests.demo.association import letters

PARTY_DAY = ("rsvp", "stadtparteitag", "accepted")
SESSIONS = ("vorstand-1016", "vorstand-1106", "vorstand-1126", "vorstand-1210")
MEANT: dict[str, tuple[set[tuple[str, ...]], bool]] = {
    "absence": (set(), False),
    "unknown": (set(), False),
    "thanks": (set(), False),
    "branches": ({("rsvp", "ov-runde", "accepted")}, False),
    "cake": ({("rsvp", "erzaehlcafe", "accepted"), ("volunteer", "erzaehlcafe", "offered")}, False),
    "unsubscribe": ({("unsubscribe",)}, False),
    "new-address": ({("contact_change",)}, False),
    "door-1": ({PARTY_DAY, ("volunteer", "einlass", "offered")}, False),
    "door-2": ({PARTY_DAY, ("volunteer", "einlass", "offered")}, False),
    "door-3": ({PARTY_DAY, ("volunteer", "einlass", "offered")}, False),
    "resignation": ({("resignation", "membership", "2024-12-31")}, True),
    "sessions-all": ({("rsvp", event, "accepted") for event in SESSIONS}, False),
    "sessions-some": ({("rsvp", event, "declined" if event == "vorstand-1126" else "accepted") for event in SESSIONS}, False),
    "full": (set(), False),
    "paid": ({("dues", "paid")}, False),
    "hardship": ({("dues", "hardship"), ("dues", "talk")}, False),
    "promise": ({("dues", "promise")}, False),
    "person": (set(), True),
    "webmailer-unknown": (set(), False),
    "accept-google": ({PARTY_DAY}, False),
    "bare-yes": ({PARTY_DAY}, False),
    "decline-outlook": ({("rsvp", "stadtparteitag", "declined")}, False),
    "button": ({PARTY_DAY}, False),
    "with-guest": ({(*PARTY_DAY, "1")}, False),
    "yes-and-help": ({PARTY_DAY, ("volunteer", "einraeumen", "offered")}, False),
    "help-only": ({("volunteer", "einraeumen", "offered")}, False),
    "maybe": ({("rsvp", "stadtparteitag", "tentative")}, False),
    "shared-address": ({PARTY_DAY}, False),
    "yes-gmail": ({PARTY_DAY, ("volunteer", "abbau", "offered")}, False),
    "accept-apple": ({PARTY_DAY}, False),
    "reminded": ({PARTY_DAY, ("volunteer", "einlass", "offered")}, False),
    "no": ({("rsvp", "stadtparteitag", "declined")}, False),
    "question": ({PARTY_DAY, ("question",)}, True),
    "correction": ({("rsvp", "stadtparteitag", "declined"), ("volunteer", "abbau", "withdrawn")}, False),
}
REPLIES = story.DEMO.answers({key: delivered for key, (delivered, _, _) in letters().items()})


def essence(finding: Finding) -> tuple[str, ...]:
    parts = (
        finding.kind,
        finding.event,
        finding.target,
        finding.scope,
        finding.answer,
        finding.effective,
        finding.claim,
        str(finding.guests or ""),
    )
    return tuple(part for part in parts if part)


def test_every_answer_has_a_meaning() -> None:
    assert {reply.answer.id for reply in REPLIES} == set(MEANT)


@pytest.mark.parametrize("reply", REPLIES, ids=lambda reply: reply.answer.id)
def test_an_answer_is_understood_as_it_was_meant(reply: story.Reply) -> None:
    _, context, text = letters()[reply.answer.letter, reply.answer.member_id]
    reading = understand(open_mail(reply.raw), context, text)
    assert ({essence(finding) for finding in reading.findings}, reading.review) == MEANT[reply.answer.id]


@pytest.mark.parametrize("reply", REPLIES, ids=lambda reply: reply.answer.id)
def test_nothing_of_the_letter_is_taken_for_the_writers_words(reply: story.Reply) -> None:
    opened = open_mail(reply.raw)
    if opened.sort is Sort.REPLY and reply.answer.words:
        own = re.split(r"\n-- \n", reply.answer.words)[0]
        assert opened.text.split() == own.split()


def test_the_convocation_has_an_invitation_and_all_answer_buttons() -> None:
    delivered, _, _ = letters()["convocation", "m053"]
    received = open_letter(delivered.raw)
    assert [event.properties["SUMMARY"] for event in events(received)] == ["Stadtparteitag"]
    assert button(received, "Zusage").body
    assert button(received, "Absage").body


def test_the_board_sees_its_four_dates_as_cards() -> None:
    delivered, _, _ = letters()["sessions", "m005"]
    cards = view(delivered.raw).cards
    assert [f"{card.start:%d.%m. %H:%M}" for card in cards] == ["16.10. 19:30", "06.11. 18:00", "26.11. 18:00", "10.12. 18:00"]
    assert {card.method for card in cards} == {"PUBLISH"}
