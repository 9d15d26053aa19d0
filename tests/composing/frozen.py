"""Which letters must stay the same to the byte, and what were they? `python -m tests.composing.frozen` writes the digests anew.

Only a change that is meant to change letters (a template, a sample job, a library that writes them) is a reason to do that.
"""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from types import SimpleNamespace

from mailer.composing import Composer
from mailer.errors import MailerError
from mailer.model.composing import Attachment, LetterOrder
from mailer.model.jobs import Calendar, Event, Kind
from mailer.model.people import Mandate, Member
from tests.composing.letters import BERLIN, CAFE, CONGRESS, JANA, NASTY_NAMES, SENDER, invitation, order, shipped_templates
from tests.composing.test_shipped import FINDINGS, MEMBERS, acknowledgement, mailings, wish_for

DIGESTS = Path(__file__).with_name("frozen.json")
WORKLOAD = Path(__file__).resolve().parents[2] / "bench" / "workload" / "rundbrief.md"

NASTY = (
    *MEMBERS,
    *(replace(MEMBERS[number % 2], id=f"n{number}", given_name=name, postcode="0") for number, name in enumerate(NASTY_NAMES)),
    Member("e1", "", "", form_of_address="f"),
    Member("e2", "", "Vogel", form_of_address="formal", branch="Nord"),
    Member("e3", "Jörg", "", branch="Nord", form_of_address="f", street="Gasse 1\nHinterhof", dues_open=Decimal("3")),
    Member(
        "e4",
        "Ångström-Łukasiewicz",
        "Nguyễn",
        dues_open=Decimal("1e3"),
        branch="*Süd* & <Ost>",
        joined=date(2020, 2, 29),
        city=" a\t\tb  c ",
    ),
    Member("e5", "‏بوب", "العربية", branch="Ost", mandates=(Mandate("Rat", "delegate"), Mandate("Kreis", "substitute", 2))),
    Member("e6", "Jana", "Vogel", branch="x" * 150, groups=("frauen", "chor"), postcode="39104", status="supporter"),
    Member("e7", "   ", "\t", branch="&amp; [a](b) `c`", form_of_address="formal", dues_open=Decimal("0")),
    Member("e8", "\U000f0001\U000ffffe\U000fffff", "\U00100003", dues_open=Decimal("7.005"), branch="Nord", form_of_address="x"),
)
"""Members with umlauts, quotes, other directions, very long and empty names, markup, and our own private characters."""

BODIES = {
    "gruss": "{{ anrede }}, {{ member.name }} ({{ member.branch }})",
    "wenn": "{{ anrede }}\n\n{% if member.branch == 'Nord' %}\nNord für **{{ member.given_name }}**\n{% elif member.branch %}\n"
    "- {{ member.branch }}\n{% else %}\nohne\n{% endif %}\n\n{{ termin(event) }}\n{{ antwortblock() }}",
    "tief": "{% if event.answer_by %}\n{% if member.joined %}\nseit {{ member.joined | datum_kurz }}\n{% if member.joined.year > 2019 %}\n"
    "# {{ member.family_name }}\n{% endif %}\n{% endif %}\n{% endif %}\n> {{ member.given_name }} {{ job.title }}\n",
    "fehlt": "{% if member.form_of_address == 'm' %}\n\nDu wohnst in {{ member.street }}.\n{% endif %}\n{{ member.dues_open | euro }}",
    "filter": "{{ member.given_name | upper }} {{ member.branch | default('-') }} {{ member.mandates | length }} "
    "{{ member.groups | join(', ') }}",
    "schleife": "{% for m in member.mandates %}\n{{ loop.index }}. {{ m.body }}, {{ m.rank }}\n{% endfor %}\n{% for p in job.agenda %}\n"
    "- {{ p }} {{ member.given_name }}\n{% endfor %}",
    "gesetzt": "{% set wer = member.given_name %}{% set x %}({{ wer }}){% endset %}\n{{ wer }} {{ x }} {{ x | length }}\n\n"
    "{{ job.agenda | join }}",
    "knopf": '[Hallo {{ member.given_name }}]({{ mailto("Für " ~ member.given_name, "Ich") }} "Knopf")\n\n'
    "[b](https://verein.example/{{ member.given_name }}?x={{ anrede }}) [c]({{ member.branch or 'leer' }})",
    "tabelle": "| A | {{ member.given_name }} |\n|---|--:|\n| {{ member.name }} | {{ member.dues_open }} |\n\n"
    "```\n  {{ member.name }}\n```\n",
    "zitat": "{{ member.street | default('nichts') | zitat }}\n\n{{ '**x**' | markdown }}\n\n.\n\n"
    "{{ member.name }}.\n\n1. {{ anrede }}\n   2. x\n",
    "ausdruck": "{{ member.given_name if member.branch else 'du' }} {{ member.given_name ~ '!' }} {{ 1 if member.street }} "
    "{{ member.postcode }}",
    "drumherum": "{{ member.given_name }}",
    "makro": "{% macro m(wer) %}<{{ wer.given_name }}>{% endmacro %}\n{{ m(member) }}\n"
    "{% with a = member.given_name %}{{ a }}{% endwith %}\n"
    "{% filter upper %}{{ member.given_name }}{% endfilter %}",
    "ergaenzt": "{% include 'erinnerung.md' %}{{ member.given_name }}",
    "nichts": "",
}
SUBJECTS = {
    "wenn": "{{ member.given_name }}, das steht an",
    "gruss": "{{ anrede }}",
    "tief": "{{ member.given_name }} am {{ event.start | datum }}",
}


def composer() -> Composer:
    """Knows the shipped templates, the bench's, and those above as `name.md`."""
    own = {
        f"{name}.md": f"---\nSubject: {SUBJECTS.get(name, 'Grüße')}\nPreheader: {{{{ event.title }}}}\n---\n{body}\n"
        for name, body in BODIES.items()
    }
    return Composer({**shipped_templates(), **own, "rundbrief.md": WORKLOAD.read_text(encoding="utf-8")}, SENDER)


def cases() -> Iterator[tuple[str, LetterOrder]]:
    """All orders, each with its name."""
    yield from _shipped()
    yield from _own()
    yield from _others()


def fate(letters: Composer, wish: LetterOrder) -> str:
    """What comes of an order: a digest of subject, text, HTML and wire bytes, or the error with its facts."""
    try:
        letter = letters.compose(wish)
    except MailerError as error:
        return f"{error.key} {json.dumps(error.facts, sort_keys=True, ensure_ascii=True, default=str)}"
    words = "\0".join((letter.subject, letter.text, letter.html)).encode()
    return sha256(words + b"\0" + letter.raw).hexdigest()[:24]


def _shipped() -> Iterator[tuple[str, LetterOrder]]:
    for job, mailing in mailings():
        for member in NASTY:
            yield f"{job.id}/{mailing.id}/{member.id}", _to(wish_for(job, mailing, member), member)
    for number, noted in enumerate(FINDINGS):
        yield f"answer/{number}", acknowledgement(noted, waiting=number % 2 == 0)
    yield "answer/all", acknowledgement(*FINDINGS, text_quote="Hallo,\n# kein Titel\n\n<b>*x*")
    yield "report", order(template="reports/treasurer.md", kind=Kind.REPORT, recipient=None, to_name="Kasse", facts={"report": _REPORT})


def _own() -> Iterator[tuple[str, LetterOrder]]:
    for name in (*BODIES, "rundbrief"):
        for member in NASTY:
            wish = invitation(template=f"{name}.md", job=replace(order().job, values=_VALUES))  # type: ignore[type-var]
            yield f"{name}/{member.id}", _to(wish, member)
        yield f"{name}/role", invitation(template=f"{name}.md", recipient=None, to_name="Vorstand", token="r" * 16)


def _others() -> Iterator[tuple[str, LetterOrder]]:
    autumn = datetime(2024, 10, 27, 2, 30, tzinfo=BERLIN)
    for fold in (0, 1):
        yield f"date/{fold}", invitation(template="gruss.md", date=autumn.replace(fold=fold), recipient=replace(JANA, branch="a"))
    yield "date/utc", order(template="nichts.md", events=(CAFE,), date=datetime(2024, 12, 1, 12, tzinfo=UTC))
    odd = Event("x;y", "Titel; mit, Zeichen\\", CAFE.start, CAFE.end, "Ort,\nzwei", description="a\n\nb: c; d\n" + "ö" * 90)
    yield "events", invitation(template="wenn.md", events=(odd, CAFE), invitations=((odd, "a"), (CAFE, "b")), calendar=Calendar.DATES)
    files = (Attachment("leer.txt", "text/plain", b""), Attachment("Übersicht.csv", "text/csv", bytes(range(256)) * 3))
    yield "files", order(template="gruss.md", attachments=files, events=(CONGRESS,), recipient=replace(JANA, branch="Süd"))
    for kind in Kind:
        yield f"kind/{kind}", order(template="wenn.md", kind=kind, events=(CONGRESS, CAFE))


def _to(wish: LetterOrder, member: Member) -> LetterOrder:
    token = sha256(member.id.encode()).hexdigest()[:16].translate(str.maketrans("0189", "abcd"))
    return replace(
        wish, recipient=member, to_name=member.name, letter_id=f"letter-{member.id}", token=token, message_id=f"<{member.id}@x.example>"
    )


_VALUES = {"agenda": ["Eröffnung", "*Anträge*"], "dates": ["Dienstag, 11. März", "Sonntag <b>"]}
_START = datetime(2024, 10, 1, 8, tzinfo=BERLIN)
_REPORT = SimpleNamespace(
    period_start=_START,
    period_end=datetime(2024, 11, 1, 8, tzinfo=BERLIN),
    waiting=(SimpleNamespace(role="board", count=1), SimpleNamespace(role="treasurer", count=3)),
    dues=(SimpleNamespace(name="Jörg | Müller", open=Decimal("72"), reminded_at=_START, claim="paid", said_at=_START, waits=True),),
    bounces=(SimpleNamespace(name="", address="a*b@x.example", reason="full", status="4.2.2", since=_START, advice="call"),),
    mailings=(),
    silent=(SimpleNamespace(title="Café", start=_START, names=("Jana Vogel", "Kim <Berger>")),),
    left_out=(SimpleNamespace(name="Kim", subject="", mailing="einberufung", reason="no_email", detail=""),),
)


if __name__ == "__main__":
    letters = composer()
    DIGESTS.write_text(json.dumps({name: fate(letters, wish) for name, wish in cases()}, indent=1) + "\n", encoding="utf-8")
