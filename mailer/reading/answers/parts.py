"""What does one kind of answer contribute to the whole?"""

from dataclasses import dataclass

from mailer.model.reading import Finding


@dataclass(frozen=True, slots=True)
class Part:
    """Findings, doubts (catalogue keys), and what they rest on: sentences by number, clauses by their position in the text.

    `proposed` are findings that are not recorded because of a doubt: the best guess for the person who looks."""

    findings: tuple[Finding, ...] = ()
    doubts: tuple[str, ...] = ()
    sentences: frozenset[int] = frozenset()
    clauses: frozenset[int] = frozenset()
    proposed: tuple[Finding, ...] = ()

    def __add__(self, other: "Part") -> "Part":
        """Both together, in order, nothing twice."""
        if not (other.findings or other.doubts or other.sentences or other.clauses or other.proposed):
            return self
        return Part(
            tuple(dict.fromkeys([*self.findings, *other.findings])),
            tuple(dict.fromkeys([*self.doubts, *other.doubts])),
            self.sentences | other.sentences,
            self.clauses | other.clauses,
            tuple(dict.fromkeys([*self.proposed, *other.proposed])),
        )


NOTHING = Part()
"""What most kinds of answers contribute to most letters."""
