"""Which lines of a text are our own, quoted without any mark?"""

import re

_MIN_LINE = 25
_MIN_WRAPPED = 10
_MIN_PASSAGE = 120
_NOT_WORD = re.compile(r"\W+")
_TICKED = re.compile(r"\s*(?:[(\[]\s?[^\s)\]]\s?[)\]]|[xX✓✔☑☒✗]\s)")


def without_sent(text: str, sent_text: str) -> str:
    """The text without the passages that stand in the letter we sent.

    Wrapping differs between programs, so a line may be ours if its words stand in that order anywhere in the letter. Only passages
    of such lines go, 120 characters or longer: a member who copies one sentence of ours to say yes, or ticks it, has answered.
    """
    ours = f" {_words(sent_text)} "
    lines = text.split("\n")
    kept: list[str] = []
    passage: list[str] = []
    for line in [*lines, "\0"]:
        if line != "\0" and (not line.strip() or _may_be_ours(line, ours)):
            passage.append(line)
        else:
            kept += [*_rest_of(passage), line]
            passage = []
    return "\n".join(kept[:-1]).strip("\n")


def _rest_of(passage: list[str]) -> list[str]:
    """What stays of neighbouring lines that may be ours: all, or what the passage ends at."""
    long = [at for at, line in enumerate(passage) if len(_words(line)) >= _MIN_LINE]
    if not long or sum(len(_words(line)) for line in passage) < _MIN_PASSAGE:
        return passage
    first, last = long[0], long[-1]
    while first and len(passage[first - 1]) >= _MIN_WRAPPED:
        first -= 1
    while last + 1 < len(passage) and len(passage[last + 1]) >= _MIN_WRAPPED:
        last += 1
    return [*passage[:first], *passage[last + 1 :]]


def _may_be_ours(line: str, ours: str) -> bool:
    return not _TICKED.match(line) and f" {_words(line[:5000])} " in ours


def _words(text: str) -> str:
    return _NOT_WORD.sub(" ", text).strip().lower()
