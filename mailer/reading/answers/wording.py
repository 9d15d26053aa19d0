"""Which words does a folded text hold?"""

import re
from functools import lru_cache

_WORD = re.compile(r"\w+(?:[-']\w+)*")


@lru_cache(maxsize=1024)
def words_of(folded: str) -> tuple[str, ...]:
    """The words of a folded text, hyphens kept inside. Each clause is asked for them many times."""
    return tuple(_WORD.findall(folded))
