"""What may a mail do? Written down, asked back, laid before a person, or nothing: by what it says and how well its sender is proven."""

from dataclasses import dataclass

from mailer.model.book import DEATH, DEATH_KIND, Proof
from mailer.model.reading import Finding, Reading
from mailer.reading.headers import addresses
from mailer.recording.correlate import Match

_PROVEN = {Proof.CONFIRMED, Proof.TOKEN_AND_ADDRESS, Proof.SIGNED}
_NEEDS_PROOF = {"resignation", "contact_change"}
_NEEDS_PERSON = {"resignation", "contact_change", "question", "motion"}
TREASURER = "treasurer"
BOARD = "board"


@dataclass(frozen=True, slots=True)
class Verdict:
    """`recorded` goes into the book now; `confirm` is asked of the member first; `proposal` is laid before a person with `reasons`,
    where there are any."""

    recorded: tuple[Finding, ...]
    proposal: tuple[Finding, ...]
    reasons: tuple[str, ...]
    audience: str
    confirm: tuple[Finding, ...] = ()

    @property
    def review(self) -> bool:
        """Whether a person must look."""
        return bool(self.reasons)


def judge(reading: Reading, match: Match) -> Verdict:
    """Decide about every finding. A resignation is written down as received and always shown to a person.

    What only its owner may ask for and came unproven (a resignation, new contact data, the end of circulars from an address that is not
    theirs) is asked back at the address in the book; a resignation is shown to a person all the same.
    """
    if DEATH in reading.reasons:
        return _death(reading, match)
    if match.member is None or match.doubt is not None:
        return _doubtful(reading, match)
    confirm = tuple(finding for finding in reading.findings if _is_unproven(finding, match))
    settled = tuple(finding for finding in reading.findings if finding not in confirm)
    reasons = _doubts(reading)
    reasons += tuple("recording.unproven_resignation" for finding in confirm if finding.kind == "resignation")
    reasons += tuple(f"recording.person_{finding.kind}" for finding in settled if finding.kind in _NEEDS_PERSON)
    shown = tuple(finding for finding in settled if finding.kind in _NEEDS_PERSON)
    proposal = tuple(finding for finding in confirm if finding.kind == "resignation") + shown + reading.proposed
    recorded = tuple(finding for finding in settled if finding.kind != "question")
    return Verdict(recorded, proposal, tuple(dict.fromkeys(reasons)), audience_of(reading.findings + reading.proposed, match), confirm)


def audience_of(findings: tuple[Finding, ...], match: Match) -> str:
    """Who may see it: what is about dues is the treasurer's alone."""
    about_dues = any(finding.kind == "dues" for finding in findings)
    return TREASURER if about_dues or (match.letter is not None and match.letter.kind == "dues") else BOARD


def _death(reading: Reading, match: Match) -> Verdict:
    """News of a death: nothing is written down, nothing is sent, the board decides."""
    proposal = (Finding(DEATH_KIND, evidence=reading.opened.text[:300], rule=DEATH),) if match.member is not None else ()
    doubt = (f"recording.{match.doubt}",) if match.doubt else ()
    return Verdict((), proposal, (*_doubts(reading), *doubt), BOARD)


def _doubtful(reading: Reading, match: Match) -> Verdict:
    """Nobody knows who wrote it: a person looks. Only the end of circulars is asked of the letter's owner."""
    reasons = (f"recording.{match.doubt or 'unknown_sender'}", *_doubts(reading))
    if match.doubt == "unknown_address" and reading.findings and all(each.kind == "unsubscribe" for each in reading.findings):
        return Verdict((), (), (), audience_of((), match), reading.findings)
    proposal = reading.findings + reading.proposed
    return Verdict((), proposal, reasons, audience_of(proposal, match))


def _is_unproven(finding: Finding, match: Match) -> bool:
    if finding.kind == "unsubscribe":
        return match.proof is Proof.TOKEN or names_another_address(finding, match)
    return finding.kind in _NEEDS_PROOF and match.proof not in _PROVEN


def names_another_address(finding: Finding, match: Match) -> bool:
    """Whether the words name an address that is not the member's own."""
    own = (match.member.email or "").lower() if match.member else ""
    return bool(set(addresses(finding.evidence)) - {own})


def _doubts(reading: Reading) -> tuple[str, ...]:
    if not reading.review:
        return ()
    return reading.reasons or ("recording.not_understood",)
