"""Whom does a pronoun mean among those who come along: "Mein Nachbar ist neugierig, ich bringe ihn mit"?"""

from collections.abc import Iterable, Sequence

from mailer.reading.answers.guests import PERSON, heads_in
from mailer.reading.answers.names import is_first_name
from mailer.reading.answers.words import NUMBER, any_of, pattern, words_of

_WORDS = r"(?: [\w'-]+)"
_BROUGHT = pattern(
    rf"(?:bringe?|nehme?|schleppe?|schlepp|nimm)(?: ich| wir)?{_WORDS}{{0,2}}? (ihn|sie|die beiden|alle beide"
    rf"|beide){_WORDS}{{0,5}}? (?:mit|dabei)(?= |$)"
    rf"|(ihn|sie|die beiden|alle beide|beide) (?:bringe?|nehme?|schleppe?|würde|werde|möchte|will|darf) ich{_WORDS}{{0,5}}? (?:mit"
    rf"|mitbringen|mitnehmen)(?= |$)"
    rf"|(?:würde|werde|möchte|will|darf)(?: ich)?{_WORDS}{{0,2}}? (ihn|sie|die beiden|alle beide|beide){_WORDS}{{0,5}}? (?:mitbringen"
    rf"|mitnehmen)(?= |$)"
    rf"|(?:komme?|bin|gehe|fahre|reise){_WORDS}{{0,5}}? mit (ihm|ihr|ihnen|den beiden|beiden)(?= ?$| (?:zusammen|gemeinsam|zum|zur|am"
    rf"|hin|da|dabei|im)(?: |$))"
)
_FOLLOWS = pattern(
    rf"^\W*(?:(?:und|auch|also|natürlich|denn|aber) )*(er|sie|die beiden|alle beide|beide)(?: selbst)? (?:kommt|kommen|fährt|fahren"
    rf"|bleibt|bleiben|geht"
    rf"|gehen|ist|sind|reist|reisen){_WORDS}{{0,3}}? (?:mit|auch|ebenfalls|dabei)(?= ?$| (?:hin|zum|zur|am|dabei|da|mit|gern\w*)(?: |$))"
    rf"|^\W*(?:und )?(?:kommt|fährt|bleibt|geht){_WORDS}{{0,3}}? (mit)(?= ?$| (?:hin|zum|zur|am|gern\w*)(?: |$))"
)
_SOMEBODY = pattern(
    rf"(?:mein\w*|meen\w*|unser\w*|ein|eine|einen|einem|einer|der|die|den|dem|das|kein\w*|{NUMBER}) (?:[\w-]+ ){{0,2}}?{PERSON}"
    r"|(?:der|die|das) (?:kleine|große|jüngste|älteste|neue)(?= ist| hat| war| will| soll| darf)"
)
_ANYTHING = any_of(
    r"\w*(?:kuchen|torten?|salate?|suppe|brote?|plätzchen|stollen|kekse|kasse|schlüssel|unterlagen|stühle?|tische?|bänke?|grill|beamer"
    r"|technik|kiste"
    r"|kasten|flyer|plakate?|fahnen?|transparent|banner|schilder|liste|formular|antrag|anträge|bücher|mappe|geschirr|becher|blumen"
    r"|getränke|hund"
    r"|hündin|katze|welpe)"
)
_ONE_ONLY = {"ihn", "ihm", "er", "mit"}
_REACH = 6  # clauses back


def points_back(folded: str) -> bool:
    """Whether a pronoun of the folded clause tells that somebody comes along, who stands in the clauses before."""
    return bool(_BROUGHT.search(folded) or _FOLLOWS.search(folded))


def pointed_at(folded: str, before: Sequence[str]) -> int | None:
    """How many people come along by a pronoun of the folded clause, whose meaning stands in the clauses `before`; None without any."""
    found = _BROUGHT.search(folded) or _FOLLOWS.search(folded)
    if found is None:
        return None
    word = next(group for group in found.groups() if group)
    for piece in reversed(before[-_REACH:]):
        if heads := people_in(piece):
            return 2 if "beide" in word else 1 if word in _ONE_ONLY else heads
        if _ANYTHING.search(piece):
            return None
    return None


def brings_them(folded: str, before: Iterable[str]) -> bool:
    """Whether the writer brings the people whom the clauses before have named: then the writer comes, too."""
    return bool(_BROUGHT.search(folded)) and bool(pointed_at(folded, tuple(before)))


def people_in(piece: str) -> int:
    """How many people a folded clause names; none where it does not tell how many."""
    if _SOMEBODY.search(piece):
        heads = heads_in(piece)
        return 0 if heads is None else max(1, heads)
    return sum(is_first_name(word) for word in words_of(piece))
