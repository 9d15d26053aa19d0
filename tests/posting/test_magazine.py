"""Does the editor get the text in time, once for each issue, and does it say what the mail says?"""

import io
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from mailer.app import Office
from mailer.composing.post.article import Article, Block, Run
from mailer.errors import MissingFact
from mailer.paperwork import hand_in_now, issue_of
from mailer.posting import magazine_text
from mailer.posting.docx import docx
from mailer.store import letters, magazine
from tests.posting.association import NOW, WISHES, at, workspace
from tests.workspace import opened

BEFORE_THE_DEADLINE = datetime(2024, 10, 16, 7, 0, tzinfo=UTC)
ALL = '["email", "post", "magazine"]'
WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Co", "Zl", "Zp"]), min_size=1, max_size=20)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    folder = workspace(tmp_path, channels=ALL)
    config = folder / "config.toml"
    config.write_text(
        config.read_text("utf-8").replace('channels = ["email", "post"]', 'channels = ["email", "post", "magazine"]'), encoding="utf-8"
    )
    with opened(folder, at(BEFORE_THE_DEADLINE), WISHES) as office:
        yield office


def handed_in(office: Office) -> list[str]:
    with office.store.look() as connection:
        return [text.issue for text, _, _ in magazine.of_mailing(connection, "parteitag", "einberufung")]


def test_the_service_hands_the_text_in_before_the_copy_deadline_of_the_right_issue_once(office: Office) -> None:
    office.plan_due()
    office.plan_due()
    assert handed_in(office) == ["L&A 11/2024"]
    with office.store.look() as connection:
        (line,) = [line for line in letters.lines(connection) if line.address == "redaktion@verband.example"]
        mail = message_from_bytes(letters.raw(connection, line.id) or b"", policy=policy.default)
    assert line.subject == "Text für L&A 11/2024: Einberufung des Stadtparteitages am 23.11.2024"
    files = {part.get_filename(): part.get_content() for part in mail.iter_attachments()}
    assert set(files) == {"parteitag-einberufung.docx", "parteitag-einberufung.md"}
    assert "Liebe Genoss:innen" in files["parteitag-einberufung.md"]


@pytest.mark.parametrize("moment", [datetime(2024, 10, 15, 7, tzinfo=UTC), datetime(2024, 10, 19, 7, tzinfo=UTC)])
def test_too_early_or_after_the_copy_deadline_nothing_goes_by_itself(tmp_path: Path, moment: datetime) -> None:
    with opened(workspace(tmp_path, channels=ALL), at(moment), WISHES) as office:
        config = office.settings.model_copy(update={"bodies": {}})
        office.settings = config if moment.day == 15 else office.settings
        office.plan_due()
        assert handed_in(office) == []


def test_by_hand_it_goes_at_any_time_but_once_for_each_issue(office: Office) -> None:
    job = office.job("parteitag")
    issue = issue_of(office.settings, job, job.mailings[0], NOW, office.zone)
    assert issue is not None
    done = [hand_in_now(office.store, office.writer, office.settings, job, job.mailings[0], issue, NOW) for _ in range(2)]
    assert done == [True, False]


def test_markdown_and_docx_say_the_same_and_nothing_for_screens_or_paper_alone(office: Office) -> None:
    job = office.job("parteitag")
    text = magazine_text(office.writer, "Stadtvorstand", job, job.mailings[0], NOW)
    word = [paragraph.text for paragraph in Document(io.BytesIO(text.docx)).paragraphs]
    markdown = text.markdown.decode()
    assert word[0] == "Einberufung des Stadtparteitages am 23.11.2024"
    for expected in ("Liebe Genoss:innen,", "1. Eröffnung", "2. Anträge", "Telefon 0391 123456"):
        assert expected in markdown
        assert any(expected in paragraph for paragraph in word)
    assert not any(other in markdown for other in ("mailto:", "auf diese Mail", "am Ende dieses Briefes", "Ja, ich bin dabei"))


def test_the_same_text_makes_the_same_file_whatever_the_clock_says(office: Office) -> None:
    job = office.job("parteitag")
    made = [magazine_text(office.writer, "Stadtvorstand", job, job.mailings[0], NOW).docx for _ in range(2)]
    assert made[0] == made[1]
    with zipfile.ZipFile(io.BytesIO(made[0])) as packed:
        assert {part.date_time[0] for part in packed.infolist()} == {1980}


def test_a_template_that_speaks_to_one_person_is_no_text_for_all(office: Office) -> None:
    template = office.workspace / "templates" / "test-einladung.md"
    template.write_text("---\nSubject: x\n---\nHallo {{ member.given_name }}", encoding="utf-8")
    job_file = office.workspace / "jobs" / "parteitag.toml"
    job_file.write_text(job_file.read_text("utf-8").replace("einberufung.md", "test-einladung.md"), encoding="utf-8")
    office.reload()
    job = office.job("parteitag")
    with pytest.raises(MissingFact):
        magazine_text(office.writer, "x", job, job.mailings[0], NOW)


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["paragraph", "bullet", "number", "quote", "heading"]), WORDS), max_size=5))
def test_no_words_become_markup(found: list[tuple[str, str]]) -> None:
    blocks = tuple(Block(kind, 2 if kind == "heading" else 1, (Run(words),), 1) for kind, words in found)
    article = Article("Titel", blocks)
    tokens = MarkdownIt("commonmark").enable("table").parse(article.markdown)
    kinds = {child.type for token in tokens for child in token.children or []}
    assert kinds <= {"text", "softbreak", "text_special"}
    assert Document(io.BytesIO(docx(article, "x", NOW))).paragraphs[0].text == "Titel"
