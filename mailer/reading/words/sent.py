"""Which lines of a text are our own, quoted without any mark?"""

import re

_MIN_CHARACTERS = 25
_NOT_WORD = re.compile(r"\W+")


def without_sent(text: str, sent_text: str) -> str:
    """The text without the lines that stand in the letter we sent. Short lines stay: "Mit solidarischen Grüßen" is everybody's.

    Wrapping differs between programs, so a line counts as ours if its words stand in that order anywhere in the letter.
    """
    ours = f" {_words(sent_text)} "
    kept = [line for line in text.split("\n") if not _is_ours(line, ours)]
    return "\n".join(kept).strip("\n")


def _is_ours(line: str, ours: str) -> bool:
    words = _words(line[:2000])
    return len(words) >= _MIN_CHARACTERS and f" {words} " in ours


def _words(text: str) -> str:
    return _NOT_WORD.sub(" ", text).strip().lower()
