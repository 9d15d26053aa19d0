"""What does a clause say that leaves its verb to the one before: "30.11. auch", "sonst immer", "weder am 6. noch am 9."?"""

from mailer.reading.answers.stances import Said, Stance
from mailer.reading.answers.words import any_of, pattern, words_of

_LIKEWISE = any_of(
    r"^\W*(?:und |dann )?(?:[\w.:-]+ ){1,5}(?:auch|ooch|ebenso|ebenfalls|genauso|desgleichen|dito)(?: so| nicht| nich)?\W*$"
    r"|^\W*(?:ebenso|ebenfalls|genauso|desgleichen|auch)(?: [\w.:-]+){1,4}\W*$"
)
_AGAIN = any_of(
    r"^\W*(?:und |aber |erst )?(?:[\w.:-]+ ){1,5}(?:schon|scho|wieder|dagegen gern\w*|dagegen schon)\W*$"
    r"|^\W*(?:und |aber )?(?:sonst|ansonsten|rest|der rest|alles andere|danach|davor|überall|ab [\w.]+|seit [\w.]+)"
    r"(?: (?:bin|geht|passt|komme?|ich|bin ich"
    r"|auch|wieder|gern\w*|mit|immer|überall|alles|dabei|da|zu haben|gesetzt|klar|ok|okay|safe|notiert|jederzeit)){1,4}\W*$"
)
_SUITS = any_of(
    r"^\W*(?:und |aber |dafür )*(?:die|alle|beide|rest|der rest|\d\S*)(?: (?!ich|wir|ihr|mich|mir|uns)[\w.:-]+){1,6}? (?:passen|gehen"
    r"|klappen"
    r"|stehen|gehen klar|gehen in ordnung|sind (?:ok|okay|notiert|gebucht|drin|fest|gut|kein problem|eingetragen|eingeplant|vorgemerkt"
    r"|gesetzt))"
    r"(?: mir| bei mir| gut| auch| alle| alle gut)?\W*$|^\W*(?:und |aber |dafür )?(?:die|der|das|den) \w+(?: \w+)? mit(?: mir)?\W*$"
)
_ORDINAL = r"(?:ersten?|zweiten?|dritten?|vierten?|letzten?|vorletzten?)"
_NO_NOUN = pattern(
    rf"\W*(?:und |aber )?(?:der|die|das|den|dem|zum|zur|beim|bei der|am) {_ORDINAL}(?= (?:ist|geht|passt|klappt|kann|komme?|bin"
    r"|schaff\w*|mit"
    r"|ohne|nicht|ja|nein|auch|dann|dagegen|fällt|muss|leider|eher|vielleicht)| ?$)"
)
_WITH_NOUN = pattern(
    rf"{_ORDINAL} (?!(?:ist|geht|passt|klappt|kann|komme?|bin|mit|ohne|nicht|ja|nein|und|auch|wähle|beiden|zwei|drei"
    r"|vier)(?!\w))([a-zäöüß-]{4,})"
)
_NEITHER = any_of(r"^\W*(?:also |und |aber |leider |ich kann |kann ich |da kann ich )*weder (?:[\w.-]+ ){1,6}noch(?: [\w.-]+){1,6}\W*$")
_SPOKEN_OF = any_of(r"ich|wir|nicht|nich|kein\w*|helf\w*|bring\w*|back\w*|mach\w*|hab\w*|ist|war|mag")
_LATER = any_of(r"(?:später|nächste\w*|demnächst|reiche ich nach|noch|folgen|folgt)\W*$")
_DENIES = {"nicht", "nich", "kein", "keine", "nie", "ohne", "kaum", "nein", "weder"}


def said_without_verb(folded: str, before: Said | None) -> Said | None:
    """The answer of a clause that names events and has no verb; `before` is the last answer, which "auch" repeats."""
    if _AGAIN.search(folded) and _DENIES.isdisjoint(words_of(folded)):
        return Said(Stance.YES, "again")
    if _SUITS.search(folded) and _DENIES.isdisjoint(words_of(folded)):
        return Said(Stance.YES, "again")
    if _NEITHER.search(folded):
        return Said(Stance.NO, "neither")
    if before is None or not before.certain or not _LIKEWISE.search(folded) or _SPOKEN_OF.search(folded):
        return None
    return Said(before.stance, "likewise")


def with_noun(folded: str, before: str) -> str:
    """The clause with the noun that it leaves to the one before: "Die erste Sitzung ohne mich, die zweite mit"."""
    bare = _NO_NOUN.match(folded)
    noun = _WITH_NOUN.search(before) if bare else None
    return f"{folded[: bare.end()]} {noun.group(1)}{folded[bare.end() :]}" if bare and noun else folded


def puts_off(folded: str) -> bool:
    """Whether the answer about the other events is only announced: "Rest später"."""
    return bool(_LATER.search(folded))
