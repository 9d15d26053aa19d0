"""Does the subject hold words of the writer's own?"""

import re

_REPLY = re.compile(r"^\s*(?:(?:re|aw|antw|antwort|wg|fwd?|sv)(?:\[\d+\])?\s*:\s*)+", re.I)
_TOKEN = re.compile(r"\s*\[[^\[\]]{0,80}\]\s*")


def words_in_subject(subject: str) -> str:
    """The subject without token, empty where it only repeats ours behind "AW:"."""
    if _REPLY.match(subject):
        return ""
    return _TOKEN.sub(" ", subject[:300]).strip()
