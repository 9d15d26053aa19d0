"""What would the writer's words be in standard German: dialect, clipped forms and slips of the finger?

Words of few letters and true words are never touched; what is not near exactly one word of the lexicon stays as it was written.
"""

import re
from functools import cache, lru_cache

from mailer.reading.answers.lexicon import DIALECT, KNOWN, LOW_GERMAN, LOW_GERMAN_MARKS, MEANT, NO_SIGNS, SHORT_MEANT, YES_SIGNS
from mailer.reading.answers.words import words_of

_WORD = re.compile(r"\w+(?:'\w+)?")
_SAXON_ICH = re.compile(r"(\w{2,})'sch(?!\w)")
_ICH = r"(?:bin|komm|kimm|kumm|kumme|hab|kann|mach|bring|back|freu|schaff|fahr|geh|sag|helf|nehm|bleib|muss|moch|hob|ko)"
_SINGLE_I = re.compile(
    rf"(?<![\w'])(?:i(?= {_ICH}(?!\w))|(?<= )isch(?= {_ICH}(?!\w))|^isch(?= {_ICH}(?!\w)))|(?<=(?:komm|kimm|kumm) )i(?!\w)"
)
_MAY_BE_I = re.compile(r"i(?!\w)|isch ")
_BIN_I = re.compile(r"(?<![\w'])(bin|hab|kann|mach|bring|mog|ko) i(?![\w'])")
_WE = re.compile(r"(?<!\w)(?:mir|mer|mia) (kommen|kommn|kommet|kumme|sin|san|sind|sen|hen|ham|sand|bringet|bringe|helfe|helfet)(?!\w)")
_WE_FORMS = {"kommn": "kommen", "kommet": "kommen", "kumme": "kommen", "sin": "sind", "san": "sind", "sen": "sind", "sand": "sind",
             "hen": "haben", "ham": "haben", "bringet": "bringen", "bringe": "bringen", "helfe": "helfen", "helfet": "helfen"}  # fmt: skip
_DIALECT_PRONOUNS = frozenset(("i", "isch", "mir", "mer", "mia"))
_NEVER_PLAIN = _DIALECT_PRONOUNS | LOW_GERMAN_MARKS
_NO_WORD = re.compile(r"\W")
_SHORTEST = 6  # letters; shorter words have too many neighbours
_TWO_SLIPS = 11  # letters; from here on two slips are forgiven
_CHANGED = 7  # letters; from here on one letter may stand for its neighbour on the keyboard or for one that sounds alike
_ENDINGS = frozenset(("", "e", "en", "n", "s", "es", "er", "r", "t", "st", "et", "te", "ten", "em", "m", "ern"))
_KEYS = ("qwertzuiopü", "asdfghjklöä", "yxcvbnm")
_SOUNDS = str.maketrans("dgb", "tkp")
_UMLAUTS = str.maketrans("äöü", "aou")
_DOUBLED = re.compile(r"(.)\1")
_SHORT_BEGINS = frozenset(word[:2] for word in SHORT_MEANT)
_SHORT_ENDS = tuple(word[-2:] for word in SHORT_MEANT)
_ALIKE = frozenset(("bp", "pb", "dt", "td", "gk", "kg", "fv", "vf", "wv", "vw", "sz", "zs", "eä", "äe", "iy", "yi"))


_TICKS = "✅✔☑✓❌✖✗"
_TICK = re.compile(f"[{_TICKS}]")
_TICKED = re.compile(rf"^\W*([\w.-]+(?: [\w.-]+){{0,2}}) ?([{_TICKS}])\ufe0f?\W*$")


def standard(folded: str) -> str:
    """A folded piece with its words as a dictionary has them. Its length may change."""
    spoken = words_of(folded)
    if spoken and all(map(_is_plain, spoken)) and not _TICK.search(folded):
        return folded
    piece = _with_pronouns(_spoken(folded))
    words = _WORD.findall(piece)
    low = not LOW_GERMAN_MARKS.isdisjoint(words[:200])
    if not low and list(map(_one, words)) == words:
        return piece
    return _WORD.sub(lambda met: _low(met.group()) if low else _one(met.group()), piece)


@lru_cache(maxsize=16384)
def _is_plain(word: str) -> bool:
    """Whether the word stays as it is, whatever stands beside it: it is no slip, of no dialect, and not a mere line."""
    if word.isalnum():  # in one piece, as nearly all are
        return word not in _NEVER_PLAIN and _one(word) == word
    parts = _WORD.findall(word)
    is_pronoun = "'sch" in word or not _DIALECT_PRONOUNS.isdisjoint(_NO_WORD.split(word))
    return any(map(str.isalnum, word)) and not is_pronoun and LOW_GERMAN_MARKS.isdisjoint(parts) and list(map(_one, parts)) == parts


def _with_pronouns(piece: str) -> str:
    """The same with "ich" and "wir" for what dialects make of them; most pieces hold nothing of it."""
    if "'sch" in piece:
        piece = _SAXON_ICH.sub(r"\1 ich", piece)
    if "mir " in piece or "mer " in piece or "mia " in piece:
        piece = _WE.sub(lambda met: "wir " + _WE_FORMS.get(met.group(1), met.group(1)), piece)
    return _BIN_I.sub(r"\1 ich", _SINGLE_I.sub("ich", piece)) if _MAY_BE_I.search(piece) else piece


def _spoken(folded: str) -> str:
    """A piece without letters but with a thumb or a tick, as the word it stands for."""
    if any(char.isalnum() for char in folded):
        return _TICKED.sub(lambda met: f"{met.group(1)} {'ja' if met.group(2) in YES_SIGNS else 'nein'}", folded)
    return "ja" if any(sign in folded for sign in YES_SIGNS) else "nein" if any(sign in folded for sign in NO_SIGNS) else folded


def _low(word: str) -> str:
    return LOW_GERMAN.get(word) or _one(word)


@lru_cache(maxsize=16384)
def _one(word: str) -> str:
    if word in KNOWN or word.isdecimal():
        return word
    return DIALECT.get(word) or _berlin(word) or _clipped(word) or _nearest(word) or word


def _berlin(word: str) -> str | None:
    """ "jemacht" is "gemacht": where the word with a g is known."""
    return "g" + word[1:] if word.startswith("j") and "g" + word[1:] in KNOWN else None


def _clipped(word: str) -> str | None:
    """ "eintragn" is "eintragen"."""
    return whole if word.endswith("n") and (whole := word[:-1] + "en") in MEANT else None


def _nearest(word: str) -> str | None:
    """The one word of the lexicon that is meant, or None. The first letter is never a slip."""
    if "_" in word or len(word) > 24:
        return None
    bones = _bones(word)
    same = _by_bones().get(bones) or (_by_sound().get(_sound(bones)) if len(word) >= 5 else None)
    if same and len(word) >= 4:
        return same
    return _nearest_short(word) if len(bones) < _SHORTEST else _nearest_long(bones)


def _nearest_short(word: str) -> str | None:
    """The one of the short words that is meant. One slip leaves two letters at the beginning or at the end as they are."""
    if word[:2] in _SHORT_BEGINS or word.endswith(_SHORT_ENDS):
        return next((one for one in SHORT_MEANT if _slips(word, one, 1) <= 1), None)
    return None


def _nearest_long(bones: str) -> str | None:
    """The same of all others."""
    near = {meant for cut in _cuts(bones) for meant in _by_cut().get(cut, ())}
    if not near:
        return None
    allowed = 2 if len(bones) >= _TWO_SLIPS else 1
    ranked = sorted(
        (slips, meant)
        for meant in near
        if meant[0] == bones[0] and not _inflects(bones, meant) and (slips := _slips(bones, meant, allowed)) <= allowed
    )
    if not ranked or (len(ranked) > 1 and ranked[0][0] == ranked[1][0]):
        return None
    return _by_bones()[ranked[0][1]]


@cache
def _by_bones() -> dict[str, str]:
    """Words of the lexicon by what is left of them without umlauts and doubled letters."""
    return {_bones(word): word for word in sorted(MEANT, reverse=True)}


@cache
def _by_sound() -> dict[str, str]:
    """Words of the lexicon by their sound in the softer east: "gönn", "morschen", "elfdn"."""
    return {_sound(_bones(word)): word for word in sorted(MEANT, reverse=True)}


def _sound(bones: str) -> str:
    soft = bones.translate(_SOUNDS)
    return f"{soft[:-1]}en" if soft.endswith("n") and soft[-2:-1] not in "aeiou" else soft


@cache
def _by_cut() -> dict[str, tuple[str, ...]]:
    """The bones of the lexicon by themselves and by each form with one letter left out."""
    table: dict[str, list[str]] = {}
    for bones in _by_bones():
        for cut in _cuts(bones):
            table.setdefault(cut, []).append(bones)
    return {cut: tuple(found) for cut, found in table.items()}


def _bones(word: str) -> str:
    plain = word.replace("ie", "i").replace("ae", "a").replace("oe", "o").replace("ue", "u").replace("ß", "ss")
    plain = plain.translate(_UMLAUTS).replace("ck", "k").replace("dt", "t")
    return _DOUBLED.sub(lambda pair: pair.group(1), plain)


def _cuts(word: str) -> set[str]:
    return {word, *(word[:place] + word[place + 1 :] for place in range(len(word)))} if len(word) >= _SHORTEST else {word}


def _slips(one: str, other: str, allowed: int) -> int:
    """Letters left out, added, changed or swapped (optimal string alignment), `allowed` + 1 where there are more."""
    if abs(len(one) - len(other)) > allowed:
        return allowed + 1
    length = len(other)
    one, other = _apart(one, other)
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        before, last, row = row, before, [i]
        for j, b in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + _change(a, b, length))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
    return row[-1]


def _apart(one: str, other: str) -> tuple[str, str]:
    """The two without what they have in common at their beginning and end, where there is no slip."""
    most, begin, end = min(len(one), len(other)), 0, 0
    while begin < most and one[begin] == other[begin]:
        begin += 1
    while end < most - begin and one[-1 - end] == other[-1 - end]:
        end += 1
    return one[begin : len(one) - end], other[begin : len(other) - end]


def _change(a: str, b: str, length: int) -> int:
    """What it costs to read one letter for another: two slips unless they are near on the keyboard or in sound."""
    if a == b:
        return 0
    return 1 if length >= _CHANGED and (a + b in _ALIKE or b in _neighbours().get(a, "")) else 2


@cache
def _neighbours() -> dict[str, str]:
    """The keys beside each key."""
    return {key: row[max(0, place - 1) : place] + row[place + 1 : place + 2] for row in _KEYS for place, key in enumerate(row)}


def _inflects(one: str, other: str) -> bool:
    """Whether the two differ in their endings alone: then it is another form, and no slip."""
    shared = 0
    while shared < min(len(one), len(other)) and one[shared] == other[shared]:
        shared += 1
    return one[shared:] in _ENDINGS and other[shared:] in _ENDINGS
