"""Does a clause do no more than name an event: "Am 6. zum Erzählcafé", "und die OV-Runde"?"""

from mailer.reading.answers.agenda import Agenda, is_word_for
from mailer.reading.answers.days import days_in, may_name_day
from mailer.reading.answers.words import NUMBERS, words_of

_LINKING_WORDS = """
der die das den dem des zum zur beim bei am an im in ins auf aufs für fürs vom von nach mit und oder sowie plus ein eine einen einer
einem mein meine eure euer euren eurem eurer unser unsere also dann so nun auch uhr um ab bis gegen halb kurz zu erste ersten erster
zweite zweiten zweiter dritte dritten dritter vierte vierten letzte letzten letzter nächste nächsten nächster beide beiden alle allen
termin termine terminen sitzung sitzungen treffen veranstaltung veranstaltungen abend abends morgens vormittag vormittags nachmittag
nachmittags mittags früh nummer nr punkt thema betreff betreffs bezüglich was angeht anbelangt online digital präsenz vor ort sonst
ansonsten erstens zweitens drittens viertens schließlich zuletzt zunächst aber rest andere anderen übrigen restlichen u o mo di mi do fr
sa
"""
_SIGNS_FROM = "\u2190"  # arrows, ticks, smileys
_LINKING = frozenset(_LINKING_WORDS.split())


def names_only(folded: str, agenda: Agenda) -> bool:
    """Whether the folded piece holds nothing but an event's words, its day, and what joins them."""
    if any(char > _SIGNS_FROM for char in folded):
        return False
    rest = folded
    for day in reversed(days_in(folded)):
        rest = f"{rest[: day.start]} {rest[day.end :]}"
    return all(_is_joint(word) or _names(word, agenda) for word in words_of(rest))


def may_open_with_names(folded: str, agenda: Agenda) -> bool:
    """Whether a folded piece may begin with such a mention, seen from its first word alone."""
    first = next(iter(words_of(folded)), "")
    if not first.isalnum() or not folded.startswith(first):
        return True
    return _is_joint(first) or may_name_day(first) or _names(first, agenda)


def _is_joint(word: str) -> bool:
    return word in _LINKING or word.isdecimal() or word in NUMBERS


def _names(word: str, agenda: Agenda) -> bool:
    return any(is_word_for(part, agenda.names) for part in (word, *word.split("-")))
