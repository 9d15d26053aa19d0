"""What may a mail do? Written down, laid before a person, or nothing: by what it says and by how well its sender is proven."""

from dataclasses import dataclass

from mailer.model.book import DEATH, Proof
from mailer.model.reading import Finding, Reading
from mailer.recording.correlate import Match

_PROVEN = {Proof.TOKEN_AND_ADDRESS}
_NEEDS_PROOF = {"unsubscribe", "contact_change"}
_NEEDS_PERSON = {"resignation", "contact_change", "question", "motion"}
TREASURER = "treasurer"
BOARD = "board"


@dataclass(frozen=True, slots=True)
class Verdict:
    """`recorded` goes into the book now; `proposal` is laid before a person with `reasons`, where there are any."""

    recorded: tuple[Finding, ...]
    proposal: tuple[Finding, ...]
    reasons: tuple[str, ...]
    audience: str

    @property
    def review(self) -> bool:
        """Whether a person must look."""
        return bool(self.reasons)


def judge(reading: Reading, match: Match) -> Verdict:
    """Decide about every finding. A resignation is written down as received and always shown to a person."""
    if match.member is None or match.doubt is not None:
        reasons = (f"recording.{match.doubt or 'unknown_sender'}", *_doubts(reading))
        return Verdict((), reading.findings, reasons, _audience(reading.findings, match, reasons))
    unproven = tuple(finding for finding in reading.findings if finding.kind in _NEEDS_PROOF and match.proof not in _PROVEN)
    recorded = tuple(finding for finding in reading.findings if finding not in unproven and finding.kind != "question")
    reasons = _doubts(reading)
    reasons += tuple(f"recording.unproven_{finding.kind}" for finding in unproven)
    reasons += tuple(f"recording.person_{finding.kind}" for finding in reading.findings if finding.kind in _NEEDS_PERSON)
    proposal = unproven + tuple(finding for finding in recorded if finding.kind in _NEEDS_PERSON)
    return Verdict(recorded, proposal, tuple(dict.fromkeys(reasons)), _audience(reading.findings, match, reasons))


def _doubts(reading: Reading) -> tuple[str, ...]:
    if not reading.review:
        return ()
    return reading.reasons or ("recording.not_understood",)


def _audience(findings: tuple[Finding, ...], match: Match, doubts: tuple[str, ...]) -> str:
    """Who may see it: what is about dues is the treasurer's alone, but not the news of a death."""
    if DEATH in doubts:
        return BOARD
    about_dues = any(finding.kind == "dues" for finding in findings)
    return TREASURER if about_dues or (match.letter is not None and match.letter.kind == "dues") else BOARD
