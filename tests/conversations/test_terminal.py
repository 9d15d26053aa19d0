"""A volunteer decides at the terminal: one item, one after the other with keys, and as data."""

import json
from collections.abc import Iterator
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from mailer.cli.main import app
from mailer.errors import DataError
from tests.conversations.talk import PARTY, Talk, talk
from tests.workspace import SENDER

UNCLEAR = "Das wird schon irgendwie, denke ich mal so."
RESIGN = "Hiermit erkläre ich meinen Austritt aus der Partei zum 31.12.2024."


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Talk]:
    with talk(tmp_path) as begun:
        yield begun


def run(here: Talk, *words: str, keys: str = "") -> Result:
    return CliRunner(env={"COLUMNS": "200"}).invoke(app, [*words, "-w", str(here.office.workspace)], input=keys)


def said(here: Talk, *words: str, keys: str = "") -> str:
    result = run(here, *words, keys=keys)
    assert result.exit_code == 0, (result.output, result.exception)
    return " ".join(result.output.split())


def test_an_item_shows_mail_quoted_question_proposal_and_advice(here: Talk) -> None:
    here.writes("Ute", RESIGN)
    shown = said(here, "review", "1")
    assert RESIGN in shown
    assert "unter unseren Worten: »Hallo Ute, der Stadtparteitag ist am" in shown
    assert "antwortet auf: Einberufung des Stadtparteitages" in shown
    assert "Vorschlag: Austritt aus der Partei zum 31.12.2024" in shown
    assert "Vielleicht vorher anrufen" in shown


def test_accept_reject_change_and_ask_from_the_command_line(here: Talk) -> None:
    here.writes("Ute", RESIGN)
    for who in ("Jana", "Horst", "Can"):
        here.writes(who, UNCLEAR)
    said(here, "review", "1", "--accept")
    said(here, "review", "2", "--change", "Zusage zu zweit")
    said(here, "review", "3", "--reject")
    said(here, "review", "4", "--ask", "--question", "Kommst du?")
    assert here.book() == ["membership 2024-12-31", f"accepted {PARTY} +1"]
    assert "Kommst du?" in here.told("Can")[0]
    assert [item.id for item in here.reviews()] == [4]
    assert any(": bestätigt" in text for text in here.told("Ute"))


def test_words_that_mean_nothing_write_nothing_and_say_what_would_do(here: Talk) -> None:
    here.writes("Jana", UNCLEAR)
    result = run(here, "review", "1", "--change", "kommt eventuell später")
    assert isinstance(result.exception, DataError)
    assert result.exception.key == "review.not_clear"
    assert here.book() == []
    assert len(here.reviews()) == 1


def test_where_nothing_is_proposed_there_is_nothing_to_accept(here: Talk) -> None:
    here.writes("Jana", UNCLEAR)
    result = run(here, "review", "1", "--accept")
    assert isinstance(result.exception, DataError)
    assert result.exception.key == "review.no_proposal_to_accept"
    assert len(here.reviews()) == 1


def test_two_decisions_at_once_are_none(here: Talk) -> None:
    here.writes("Jana", UNCLEAR)
    assert run(here, "review", "1", "--accept", "--reject").exit_code != 0
    assert len(here.reviews()) == 1


def test_the_mail_of_nobody_is_given_to_a_member_by_name(here: Talk) -> None:
    here.writes_unasked("unbekannt@web.example", "Ich bin dabei!", "Stadtparteitag")
    shown = said(here, "review", "1", "--member", "Jana Vogel")
    assert "gehört jetzt zu Jana Vogel" in shown
    assert "Vorschlag: Zusage zu Stadtparteitag" in shown
    said(here, "review", "1", "--accept")
    assert here.book("Jana") == [f"accepted {PARTY}"]


def test_one_after_the_other_with_one_key_each(here: Talk) -> None:
    here.writes("Ute", RESIGN)
    for who in ("Jana", "Horst", "Can", "Aylin"):
        here.writes(who, UNCLEAR)
    keys = "j\nä\nquatsch\nä\nAbsage\nf\n\nx\nn\nq\n"
    shown = said(here, "review", "--step", keys=keys)
    assert here.book() == ["membership 2024-12-31", f"declined {PARTY}"]
    assert len(here.told("Horst", "question")) == 1
    assert "Noch 2 warten." in shown
    assert [item.id for item in here.reviews()] == [3, 5]


def test_the_end_of_the_input_ends_the_round_and_decides_nothing(here: Talk) -> None:
    here.writes("Jana", UNCLEAR)
    said(here, "review", "--step", keys="")
    assert len(here.reviews()) == 1


def test_an_item_as_data(here: Talk) -> None:
    here.writes("Ute", RESIGN)
    (listed,) = json.loads(run(here, "review", "--json").output)
    single = json.loads(run(here, "review", "1", "--json").output)
    assert listed == single
    assert (single["id"], single["member_id"], single["proposal"][0]["effective"]) == (1, "m6", "2024-12-31")


def test_why_shows_mail_words_rule_and_entry_and_undo_takes_it_back(here: Talk) -> None:
    here.writes("Jana", "Ich bin dabei!")
    shown = said(here, "answers", PARTY, "--why", "m1")
    assert "Ich bin dabei" in shown
    assert here.entries()[0].finding.rule.split(".")[0] in shown
    said(here, "answers", PARTY, "--undo", "1")
    assert here.book() == []
    assert "zurückgenommen" in said(here, "answers", PARTY, "--why", "m1")
    assert run(here, "answers", PARTY, "--undo", "1").exit_code != 0, "only once"


def test_undo_of_an_entry_of_something_else_is_refused(here: Talk) -> None:
    here.writes("Ute", RESIGN)
    result = run(here, "answers", PARTY, "--undo", "1")
    assert isinstance(result.exception, DataError)
    assert here.book() == ["membership 2024-12-31"]


def test_the_status_tells_who_has_been_asked_and_has_not_answered(here: Talk) -> None:
    here.writes_unasked("jana@post.example", "Ich habe eine neue Mailadresse, bitte schreibt an jana.neu@web.example.", "Neu")
    assert "Ein Mitglied ist gefragt" in said(here, "status")
    here.writes("Jana", "Ja", to=here.last_to("Jana"))
    assert "gefragt" not in said(here, "status")


def motion(here: Talk) -> None:
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["To"], mail["Subject"] = "jana@post.example", SENDER, "Antrag"
    mail["Message-ID"] = "<motion@post.example>"
    mail.set_content("Mein Antrag zum Parteitag hängt an.")
    mail.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="antrag.pdf")
    here.arrives(mail.as_bytes())


@pytest.mark.parametrize(("until", "told"), [("2024-10-26", "rechtzeitig"), ("2024-10-24", "zu spät (24.10.)")])
def test_motions_stand_with_attachment_and_deadline_and_can_be_saved(tmp_path: Path, until: str, told: str) -> None:
    with talk(tmp_path) as here:
        job = here.office.workspace / "jobs" / "parteitag.toml"
        job.write_text(job.read_text() + f"\n[values]\nmotions_until = {until}\n")
        motion(here)
        shown = said(here, "book", "motion")
        assert "antrag.pdf" in shown
        assert told in shown
        said(here, "book", "--save", "1", "--out", str(tmp_path / "antrag.eml"))
        assert b"antrag.pdf" in (tmp_path / "antrag.eml").read_bytes()
        (line,) = json.loads(run(here, "book", "motion", "--json").output)
        assert line["attachments"] == ["antrag.pdf"]


def test_who_leaves_and_who_wants_no_circulars_stands_in_the_book_and_dues_do_not(here: Talk) -> None:
    here.writes("Ute", RESIGN)
    here.writes("Horst", "Bitte nehmt mich aus dem Verteiler.")
    shown = said(here, "book")
    assert "Austritt aus der Partei zum 31.12.2024" in shown
    assert "will keine Rundbriefe mehr" in shown
    assert run(here, "book", "dues").exit_code != 0
    assert "nichts" in said(here, "book", "dues", "--role", "treasurer")
    said(here, "book", "--undo", "2")
    assert here.book("Horst") == []
