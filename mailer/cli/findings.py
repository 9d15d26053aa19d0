"""How does a finding read for a person who must decide about it?"""

from mailer.model.reading import Finding
from mailer.texts import catalogue, say


def sentence(finding: Finding) -> str:
    """A finding in German words; a kind that has no sentence stands for itself."""
    if f"finding.{finding.kind}" not in catalogue():
        return finding.kind
    return say(
        f"finding.{finding.kind}",
        answer=_word(finding.answer),
        event=finding.event or "?",
        guests=finding.guests,
        target=finding.target or "?",
        scope=_word(finding.scope),
        effective=finding.effective or say("finding_word.at_once"),
        claim=_word(finding.claim),
        what=", ".join(_word(part) for part in finding.what),
    )


def _word(code: str | None) -> str:
    key = f"finding_word.{code}"
    return say(key) if key in catalogue() else code or "?"
