"""Is the demo's association what it promises to be, and do its members answer as written?"""

from collections import Counter
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest

from mailer.demo import story
from mailer.demo.clients.received import BERLIN
from mailer.model.people import Member
from mailer.people.member_file import parse_member_file
from mailer.reading import open_mail
from tests.demo.letters import letter

SENT = {"circular": (10, 4, 18), "sessions": (10, 7, 10), "dues": (10, 10, 9), "convocation": (10, 25, 9), "reminder": (11, 11, 18)}


def members() -> dict[str, Member]:
    file = parse_member_file(story.MEMBERS_FILE.read_bytes(), {})
    assert not file.problems
    return {member.id: member for member in file.members}


def letters(*kinds: str) -> dict[tuple[str, str], story.Delivered]:
    return {
        (answer.letter, answer.member_id): story.Delivered(
            "post@stadtverband.example",
            "x@y.example",
            letter(invite=answer.letter == "convocation"),
            datetime(2024, *SENT[answer.letter], tzinfo=BERLIN),
        )
        for answer in story.DEMO.script
        if answer.letter in kinds
    }


def test_the_member_file_has_the_promised_people() -> None:
    people = members().values()
    addresses = Counter(member.email for member in people if member.email)
    assert len(people) == 60
    assert sum(member.email is None for member in people) == 3
    assert sorted(addresses.values())[-2:] == [1, 2]
    assert sum("vorstand" in member.groups for member in people) == 8
    assert sum(member.joined is not None and (member.joined.year, member.joined.month) == (2024, 9) for member in people) == 5
    assert sum(member.dues_open is not None for member in people) == 9
    assert Decimal("72.00") in {member.dues_open for member in people}
    assert {member.branch for member in people} == {"Stadtfeld", "Sudenburg", "Buckau", "Neustadt", "Olvenstedt"}
    assert {member.form_of_address for member in people} == {"f", "m", "formal", ""}
    assert all(address.endswith(".example") for address in addresses)


def test_delegates_have_ranked_substitutes() -> None:
    mandates = [mandate for member in members().values() for mandate in member.mandates]
    assert sum(mandate.role == "delegate" for mandate in mandates) == 5
    assert sorted(mandate.rank for mandate in mandates if mandate.role == "substitute") == [1, 2, 3]


def test_everybody_in_the_story_is_a_member_who_was_written_to() -> None:
    people = members()
    for answer in story.DEMO.script:
        member = people[answer.member_id]
        assert member.email is not None
        assert answer.letter in story.DEMO.letters
        assert answer.letter != "sessions" or "vorstand" in member.groups
        assert answer.letter != "dues" or member.dues_open is not None
        assert answer.label


def test_the_story_has_about_35_answers_of_all_kinds() -> None:
    script = story.DEMO.script
    assert 30 <= len(script) <= 38
    assert len({answer.id for answer in script}) == len(script)
    assert {"calendar-google", "calendar-outlook", "calendar-apple", "absence", "postfix-unknown", "postfix-full", "button", "bare"} <= {
        a.program for a in script
    }
    assert len({answer.program for answer in script}) >= 15


def test_all_answers_come_in_order_of_time_and_can_be_opened() -> None:
    replies = story.DEMO.answers(letters(*story.DEMO.letters))
    assert [reply.answer.id for reply in replies] == [answer.id for answer in story.DEMO.script]
    assert all(earlier.at <= later.at for earlier, later in pairwise(replies))
    for reply in replies:
        opened = open_mail(reply.raw)
        assert not opened.doubts
        if not reply.answer.program.startswith("calendar-") and reply.answer.words:
            first = reply.answer.words.split("\n")[0]
            assert first in " ".join(opened.text.split()) or first in opened.text


def test_only_letters_that_went_out_are_answered() -> None:
    replies = story.DEMO.answers(letters("circular"))
    assert replies
    assert {reply.answer.letter for reply in replies} == {"circular"}


def test_an_answer_older_than_its_letter_is_a_mistake_in_the_story() -> None:
    key = ("circular", "m055")
    late = letters("circular")[key]
    moved = story.Delivered(late.envelope_from, late.envelope_to, late.raw, late.at + timedelta(days=40))
    with pytest.raises(ValueError, match="older than its letter"):
        story.DEMO.answers({key: moved})


def test_the_correction_follows_the_answer_that_it_corrects() -> None:
    of_paula = [answer for answer in story.DEMO.script if answer.member_id == "m036"]
    assert [answer.id for answer in of_paula] == ["yes-gmail", "correction"]
