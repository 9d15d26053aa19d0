"""Who wrote: a person, a machine, or ourselves?"""

import pytest

from mailer.model.reading import Sort
from mailer.reading import open_mail

AUTOMATIC_FIELDS = [
    "Auto-Submitted: auto-replied",
    "Auto-Submitted: Auto-Generated; owner-email=x@post.example",
    "X-Autoreply: yes",
    "X-Autorespond: Abwesend",
    "Precedence: auto_reply",
    "X-Apple-Action: VACATION/0.0",
    "X-MS-Exchange-Generated-Message-Source: Mailbox Rules Agent",
    "X-FC-MachineGenerated: true",
    "X-MS-Exchange-Inbox-Rules-Loop: jana@post.example",
]
HUMAN_FIELDS = ["Auto-Submitted: no", "X-Auto-Response-Suppress: All", "X-Autoreply: no", "Precedence: normal", "X-Mailer: Auto"]


@pytest.mark.parametrize("field", AUTOMATIC_FIELDS)
def test_a_field_of_an_absence_assistant_makes_a_mail_automatic(field: str) -> None:
    assert _sort("Re: Einladung", field) is Sort.AUTO_REPLY


@pytest.mark.parametrize("field", HUMAN_FIELDS)
def test_a_field_that_proves_nothing_leaves_a_mail_human(field: str) -> None:
    assert _sort("Re: Einladung", field) is Sort.REPLY


@pytest.mark.parametrize(
    "subject",
    [
        "Automatische Antwort: Einladung",
        "AW: Automatische Antwort: Einladung",
        "Abwesenheitsnotiz: Einladung",
        "Abwesend: Einladung",
        "Out of Office: Einladung",
        "=?utf-8?B?QWJ3ZXNlbmhlaXRzbm90aXo6IEVpbmxhZHVuZw==?=",
        "Automatic reply: Einladung",
        "Auto: Einladung",
    ],
)
def test_a_subject_of_an_absence_assistant_makes_a_mail_automatic(subject: str) -> None:
    assert _sort(subject) is Sort.AUTO_REPLY


@pytest.mark.parametrize(
    "subject", ["Re: Urlaub?", "Abwesenheit am 23.11.", "Autos für die Fahrt", "Mein Abwesenheitsgrund", "Bin im Urlaub"]
)
def test_a_person_may_write_about_absence(subject: str) -> None:
    assert _sort(subject) is Sort.REPLY


@pytest.mark.parametrize(
    "field", ["List-Id: <a.b.example>", "Precedence: bulk", "X-BeenThere: a@b.example", "List-Unsubscribe: <mailto:x@b.example>"]
)
def test_list_mail_is_no_answer(field: str) -> None:
    assert _sort("Re: Einladung", field) is Sort.OTHER


def test_our_own_address_as_sender_is_ourselves_whatever_its_case() -> None:
    assert (
        open_mail(b"From: Vorstand <Vorstand@Stadtverband.example>\n\nja", frozenset({"vorstand@stadtverband.example"})).sort is Sort.OTHER
    )


def _sort(subject: str, field: str = "X-Nothing: x") -> Sort:
    head = f"From: Jana <jana@post.example>\nSubject: {subject}\nIn-Reply-To: <ours1@stadtverband.example>\n{field}\n"
    return open_mail(f"{head}Content-Type: text/plain\n\nIch stimme zu.\n".encode()).sort
