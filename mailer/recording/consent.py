"""Is it a yes, a no, or neither? For the answer to a question of ours that has just these two."""

import re

_LONGEST = 25  # words; whoever writes more has more to say than yes or no
_WORDS = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_REPLY = re.compile(r"^\s*(?:(?:re|aw|antw|wg|fwd?)(?:\[\d+\])?\s*:\s*)+", re.IGNORECASE)
_YES = {
    "ja",
    "jo",
    "jawohl",
    "jep",
    "yes",
    "stimmt",
    "richtig",
    "korrekt",
    "bestätige",
    "bestätigt",
    "genau",
    "ok",
    "okay",
    "einverstanden",
}
_YES |= {"klar", "natürlich", "selbstverständlich", "jup", "bestaetige", "bestaetigt"}
_NO = {"nein", "nee", "nö", "no", "falsch", "nicht", "nie", "niemals", "keine", "kein", "keinesfalls", "stop", "stopp"}
_UNSURE = {
    "vielleicht",
    "aber",
    "wenn",
    "falls",
    "sondern",
    "doch",
    "erst",
    "außer",
    "ausser",
    "jein",
    "warum",
    "wieso",
    "was",
    "wer",
    "oder",
}
_PRAISE = re.compile(r"\b(?:kein(?:e)? (?:problem|ursache|thema)|nicht wahr)\b")


def consent(text: str, subject: str) -> bool | None:
    """True for a yes, False for a no, None for anything else. `subject` counts where `text` is empty: of a one-tap answer, not of `Re:`."""
    if not text.strip():
        return None if _REPLY.match(subject) else _meant(subject)
    return _meant(text)


def _meant(text: str) -> bool | None:
    said = _PRAISE.sub(" ", text.lower())
    words = _WORDS.findall(said)
    if not words or len(words) > _LONGEST or "?" in said:
        return None
    yes, no = any(word in _YES for word in words), any(word in _NO for word in words)
    if any(word in _UNSURE for word in words):
        return None
    if yes and not no:
        return True
    denies = words[0] in _NO - {"nicht", "nie", "keine", "kein"} or "war ich nicht" in said or "stimmt nicht" in said
    return False if no and denies else None
