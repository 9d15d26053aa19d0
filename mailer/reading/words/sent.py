"""Which lines of a text are our own, quoted without any mark, and what did the writer type into the quoted ones?"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from mailer.model.reading import Passage
from mailer.reading.words.forms import bare, is_empty_box, is_ticked_box, may_hold_box, option_of
from mailer.reading.words.passages import NEW, QUOTED, new_passages

_MIN_LINE = 25
_MIN_WRAPPED = 10
_MIN_PASSAGE = 120
_MIN_QUESTION = 8
_MAX_FILLED = 200
_MAX_TYPED = 50
_WORD = re.compile(r"[^\W_]+")
_TICKED = re.compile(r"\s*(?:[(\[]\s?[^\s)\]]\s?[)\]]|[xX✓✔☑☒✗]\s)")
_ASKS = re.compile(r"[?:._…](?:(?<=[?:])|(?<=[._…]{3}))[^\S\n]*$", re.MULTILINE)  # a question or a gap, by its last character
_GAP = re.compile(r"[?:]|[._…]{3,}")
_LINK = re.compile(r"https?:|www\.|@|<mailto")


@dataclass(frozen=True, slots=True)
class Fresh:
    """The writer's words without ours, and their pieces with the lines that each answers; each is found at its `start` in `text`."""

    text: str
    passages: tuple[Passage, ...]


def without_sent(text: str, sent_text: str) -> str:
    """The text without the passages that stand in the letter we sent; see `fresh_words`."""
    return fresh_words(text, (), "", sent_text).text


def fresh_words(text: str, passages: Sequence[Passage], quoted: str, sent_text: str) -> Fresh:
    """The new words, compared with the letter that they answer.

    Wrapping differs between programs, so a line may be ours if its words stand in that order anywhere in the letter. Only passages
    of such lines go, 120 characters or longer: a member who copies one sentence of ours to say yes, or ticks it, has answered.
    What goes is what the words below it answer. What was typed into our lines inside of the quote is added at the end.
    """
    letter = _Letter(sent_text)
    ours = _our_lines(text, letter)
    typed = _typed_into(quoted, letter)
    if passages and not ours and not typed:
        return Fresh(text, tuple(passages))
    texts: list[str] = []
    places = ""
    for passage in passages or (Passage(text, "", 0),):
        asked = passage.question.split("\n")
        first = text.count("\n", 0, passage.start)
        own = passage.text.split("\n")
        texts += [*asked, *own, ""]
        places += QUOTED * len(asked) + "".join(QUOTED if at in ours else NEW for at in range(first, first + len(own))) + NEW
    for passage in typed:
        texts += [passage.question, passage.text]
        places += QUOTED + NEW
    return Fresh(*new_passages(texts, places))


@dataclass(frozen=True)
class _Letter:
    """A letter of ours, and what it says; most answers are compared with very little of that."""

    text: str

    @cached_property
    def said(self) -> str:
        """All words, with a space before the first and behind the last."""
        words = " ".join(filter(None, map(_words_of_ours, self.text.split("\n"))))
        return f" {words} "

    @cached_property
    def ticked(self) -> set[str]:
        """The words of the options that we ticked ourselves."""
        return {_words(option_of(line)) for line in self.text.split("\n") if is_ticked_box(line)}


def _our_lines(text: str, letter: _Letter) -> set[int]:
    """The numbers of the lines that are ours: those of long passages, and options of our form that nobody ticked."""
    found: set[int] = set()
    lines = text.split("\n")
    passage: list[int] = []
    for at, line in enumerate([*lines, "\0"] if len(text) >= _MIN_PASSAGE else ()):
        if at < len(lines) and (not line.strip() or _may_be_ours(line, letter)):
            passage.append(at)
            continue
        found.update(_long_part(passage, lines))
        passage = []
    if may_hold_box(text):
        found.update(at for at, line in enumerate(lines) if is_empty_box(line) and _may_be_ours(line, letter))
    return found


def _long_part(passage: Sequence[int], lines: Sequence[str]) -> Sequence[int]:
    """What goes of neighbouring lines that may be ours: nothing, or what lies between the first and the last long one."""
    long = [place for place, at in enumerate(passage) if len(_words(lines[at])) >= _MIN_LINE]
    if not long or sum(len(_words(lines[at])) for at in passage) < _MIN_PASSAGE:
        return ()
    first, last = long[0], long[-1]
    while first and len(lines[passage[first - 1]]) >= _MIN_WRAPPED:
        first -= 1
    while last + 1 < len(passage) and len(lines[passage[last + 1]]) >= _MIN_WRAPPED:
        last += 1
    return passage[first : last + 1]


def _may_be_ours(line: str, letter: _Letter) -> bool:
    return not _TICKED.match(line) and f" {_words(line[:5000])} " in letter.said


def _typed_into(quoted: str, letter: _Letter) -> list[Passage]:
    """What the quote says and our letter does not: options that were ticked, and words behind a question or a gap of ours."""
    asks = _asks_in(letter.text)
    if not asks and not may_hold_box(quoted):
        return []
    ours = set(letter.text.split("\n"))
    found: list[Passage] = []
    for line in quoted.split("\n"):
        text = bare(line[:1000]).strip()
        if not text or text in ours or line[:40].replace(" ", "").startswith(">>"):
            continue
        option = _words(option_of(text)) if is_ticked_box(text) else ""
        if option and f" {option} " in letter.said and option not in letter.ticked:
            found.append(Passage(text, "", 0))
        elif asks and f" {_words(text)} " not in letter.said:
            found += _filled(text, asks)
    return found[:_MAX_TYPED]


def _asks_in(text: str) -> list[str]:
    """The words of each line that ends with a question or a gap, with a space before the first."""
    lines = [text[text.rfind("\n", 0, end.start()) + 1 : end.start()] for end in _ASKS.finditer(text)]
    return [f" {_words(line)}" for line in lines]


def _filled(line: str, asks: Sequence[str]) -> list[Passage]:
    """The words behind a question of ours on its own line, if that is what the line is."""
    for gap in _GAP.finditer(line):
        question, words = line[: gap.end()], line[gap.end() :].strip(" _.…")
        asked = _words(question)
        if len(asked) >= _MIN_QUESTION and any(ask.endswith(f" {asked}") for ask in asks):
            return [Passage(words, question.strip(), 0)] if _is_filled_in(words) else []
    return []


def _is_filled_in(words: str) -> bool:
    return bool(re.search(r"\w", words)) and len(words) <= _MAX_FILLED and not _LINK.search(words)


@lru_cache(maxsize=2048)
def _words_of_ours(line: str) -> str:
    """The words of a line of a letter of ours: most lines stand in many letters."""
    return _words(line)


def _words(text: str) -> str:
    return " ".join(_WORD.findall(text)).lower()
