"""Does a mail with a huge attachment come without it, and does a person hear what it carries?"""

from email.message import EmailMessage
from email.policy import SMTP

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailer.reading import open_mail
from mailer.receiving import FetchReport, receive
from mailer.receiving.structure import leaves, skeleton, structure_of, text_leaf
from tests.receiving.inbox import Inbox, mail
from tests.servers.imap import ImapServer

MEGABYTES = 40


def letter_with(size: int, name: str = "Protokoll März.pdf") -> bytes:
    message = EmailMessage(policy=SMTP)
    message["From"], message["To"], message["Subject"] = "jana@mitglied.example", "vorstand@verband.example", "AW: Einladung"
    message["Message-ID"] = "<gross@mitglied.example>"
    message.set_content("Bin dabei! Anbei das Protokoll.\n\nGrüße\nJana")
    message.add_alternative("<p>Bin dabei! Anbei das Protokoll.</p>", subtype="html")
    message.add_attachment(b"x" * size, maintype="application", subtype="pdf", filename=name)
    message.add_attachment(b"y", maintype="image", subtype="png", filename="foto.png")
    return message.as_bytes()


def test_of_a_mail_of_40_mb_header_words_and_names_are_kept(imap_server: ImapServer) -> None:
    large = letter_with(MEGABYTES * 1024 * 1024 * 3 // 4)
    for raw in (mail(1), large, mail(3)):
        imap_server.append(raw)
    inbox = Inbox()
    assert receive(imap_server.settings(), inbox) == FetchReport(3, 3, 0)
    kept = list(inbox.mails.values())[1]
    assert [found.whole_size for found in inbox.mails.values()] == [None, len(large), None]
    assert len(kept.raw) < 3000
    opened = open_mail(kept.raw)
    assert (opened.text, opened.attachments) == ("Bin dabei! Anbei das Protokoll.\n\nGrüße\nJana", ("Protokoll März.pdf", "foto.png"))
    assert opened.head == open_mail(large).head
    assert [message.raw for message in imap_server.messages("mailer")] == [mail(1), large, mail(3)]


def test_fetched_twice_it_gives_the_same_bytes(imap_server: ImapServer) -> None:
    imap_server.append(letter_with(2_000_000))
    settings = imap_server.settings(largest=1, processed_folder="")
    first, second = Inbox(), Inbox()
    receive(settings, first)
    receive(settings, second)
    assert first.raws() == second.raws() != []


@pytest.mark.parametrize("kind", ["plain", "html"])
def test_a_huge_text_is_kept_in_its_beginning(imap_server: ImapServer, kind: str) -> None:
    body = "<p>Bin dabei!</p>\r\n" if kind == "html" else "Bin dabei!\r\n"
    raw = f"From: a@b.example\r\nContent-Type: text/{kind}; charset=utf-8\r\n\r\n{body}{('x' * 70 + chr(13) + chr(10)) * 20_000}".encode()
    imap_server.append(raw)
    inbox = Inbox()
    receive(imap_server.settings(largest=1), inbox)
    (kept,) = inbox.mails.values()
    assert kept.whole_size == len(raw)
    assert open_mail(kept.raw).text.startswith("Bin dabei!")


@given(st.binary(max_size=300))
def test_whatever_a_server_says_of_a_structure_gives_a_mail(words: bytes) -> None:
    tree = structure_of([b"1 (UID 1 BODYSTRUCTURE " + words + b")"])
    raw = skeleton(b"Subject: a\r\n\r\n", tree, text_leaf(leaves(tree)), b"ja")
    assert raw.startswith(b"Subject: a\r\n\r\n")


def test_a_name_sent_as_a_literal_is_read() -> None:
    answer = [(b'1 (UID 5 BODYSTRUCTURE ("application" "pdf" ("name" {7}', b'a"b.pdf'), b') NIL NIL "base64" 9000000 NIL NIL NIL NIL))']
    (leaf,) = leaves(structure_of(answer))
    assert (leaf.section, leaf.content_type) == ("1", "application/pdf")
    assert b"a'b.pdf" in leaf.head
