"""Is something given here that the letter named just before: "Ich habe noch zwei Heizpilze. Die stelle ich euch hin"?"""

from mailer.reading.answers.gifts import FOOD, GIVEN, OWN_USE, is_errand
from mailer.reading.answers.helping import BRINGS, HANDS_OVER, refuses
from mailer.reading.answers.naming import is_verbless
from mailer.reading.answers.thoughts import Letter, Thought
from mailer.reading.answers.words import NUMBER, any_of

_GIVING = (
    r"(?:stell|bring|leih|lad|karr|liefer|schlepp|roll|spend|spendier|stift|schenk|pack|back|koch|brat|grill|mal|bind|bastel|näh|besorg"
    r"|druck|hol|bau|fahr|mix|misch|zapf|schmier|räucher|zimmer|schnitz|häkel|strick)"
)
_TO_YOU = any_of(
    rf"{_GIVING}e? (?:ich |wir )?(?:[\w-]+ ){{0,2}}?euch(?= )|(?:ich|wir) {_GIVING}e?n? (?:[\w-]+ ){{0,2}}?euch(?= )",
    rf"(?:kann|könnte|werde|würde) (?:ich |wir )?(?:[\w-]+ )?euch (?:[\w'.-]+ ){{0,8}}?{_GIVING}e?n(?= |$)",
)
_PAPERS = any_of(
    r"\w*antr[aä]g\w*|unterlagen|formular\w*|ausweis|brief|geld|beitrag|mitgliedsbuch|kündigung|adresse|nummer|bescheid\w*|links?|datei"
    r"|mail"
    r"|um|bei|fotos? (?:von|vom)|an|entgegen|höchstens|nur|nichts|nicht|kein\w*"
)
_FOR_OTHERS = any_of(
    rf"für (?:alle|euch|jeden|die|den|das|{NUMBER}|zwanzig|dreißig|vierzig|fünfzig|hundert|\d+|eure?n?) ?\w*|fürs \w+"
    rf"|zum (?:verteilen|naschen|anschauen|ansehen|rumzeigen|zeigen|probieren|teilen|auslegen|verkaufen|ausleihen)"
)
_BACK = any_of(
    r"^\W*(?:und |aber |also |natürlich |gern\w* )*(?:die|den|das|beides|beide|alle (?:zwei|drei|vier|beide)|davon|welche)(?= )"
    r"|(?:ich|wir|ihr|euch|und|bringe?|nehme?|stelle?|leihe?) (?:die|den|das|es|ihn|sie|beides|alles|beide|welche|davon)(?= |$)"
    rf"|(?:{NUMBER}|paar) davon",
    rf"(?:{NUMBER}|ein paar|(?:eine?n? )?große?n?) (?:große? |volle? |ganze? )?(?:dosen?|bleche?|schüsseln?|kisten?|kästen|kasten|körbe?"
    rf"|tüten?|liter"
    r"|kilo|stück|teller|töpfe?|topf|eimer|kartons?|platten?|gläser|flaschen?|kannen?|portionen|dutzend|sorten)(?= (?:bring|stell|nehm"
    r"|pack|wander|komm|gib"
    r"|hab|davon|mit|bei|hin|vorbei|dazu|rum)|$)",
)
_HANDED = any_of(
    r"(?:könnt|dürft|kannst|können) (?:ihr|du|sie)(?: [\w'.-]+){0,6}? (?:haben|nehmen|leihen|ausleihen|benutzen|nutzen|kriegen|behalten"
    r"|abholen)(?= ?$)"
    r"|(?:stell|stelle|leih|leihe|lad|lade|karr|karre|liefer|liefere|pack|packe|stift|stifte|spendier|spendiere)(?: [\w'.-]+)* ?(?:ich|wir)"
    r"|(?:kommt|kommen|wandert|wandern|geht|gehen)(?: [\w'.-]+){0,4} (?:mit|zu euch|an euch|vorbei)(?= ?$)|(?:stell|leih|lad|karr"
    r"|liefer)e? ich"
)
_LATE_VERB = any_of(
    r"\W*(?:gern\w* |euch |auch |dazu )*(?:mitbringen|beisteuern|spenden|stiften|liefern|leihen|ausleihen|hinstellen|vorbeibringen"
    r"|spendieren|backen)\W*"
)
_WITHOUT = any_of(r"ohne (?:\w+ )?\w+")
_CAN = any_of(
    r"(?:kann|könnte|könnten|werde|würde|will|möchte)(?: \w+)? (?:ich|wir)|(?:ich|wir) (?:kann|könnte|können|werde|würde|will|möchte)"
)
_SPARE = any_of(
    r"(?:hab|habe|haben|hätte|hätten|hat)(?: [\w'.-]+){1,9} (?:übrig|rumstehen|herumstehen|zu verleihen|im (?:keller|schuppen|auto|lager"
    r"|garten)"
    r"|in der garage|auf dem (?:dachboden|boden)|bestellt|gekauft|gebacken|gefunden)",
    r"(?:steht|stehen|liegt|liegen)(?: [\w'.-]+){0,5} (?:rum|herum|ungenutzt|zu viel)|(?:hab|habe|hätte)(?: ich| wir)?(?: \w+)? noch \w+",
)
GIVES = (BRINGS, HANDS_OVER, _HANDED, _LATE_VERB, _TO_YOU)
"""Without a match of one of these nothing is given."""


def gives_to_us(folded: str) -> bool:
    """Whether something is brought, built or cooked for us by the words alone: "ich karre euch", "für die Tische"; whatever it is."""
    given = bool(_TO_YOU.search(folded)) or (bool(BRINGS.search(folded)) and bool(_FOR_OTHERS.search(folded)))
    return given and not (_PAPERS.search(folded) or OWN_USE.search(folded) or is_errand(folded))


def given_before(thought: Thought, index: int, letter: Letter) -> tuple[str, ...]:
    """The shift or event to which the clause gives what was named just before; nothing where it is not one."""
    folded = thought.clause.folded
    if not index or thought.asks or thought.conditional:
        return ()
    if not (BRINGS.search(folded) or HANDS_OVER.search(folded) or _HANDED.search(folded) or _LATE_VERB.match(folded)):
        return ()
    points = bool(_BACK.search(folded))
    if FOOD.search(folded) or (GIVEN.search(folded) and not points) or OWN_USE.search(folded) or refuses(folded):
        return ()
    thing = _thing(thought, index, letter)
    if thing is None or not (points or _goes_on(thing, thought)):
        return ()
    if len(thing.task.shifts) == 1 and FOOD.search(thing.clause.folded):
        return thing.task.shifts
    return thought.events if len(thought.events) == 1 and not thought.doubtful else ()


def things_before(thought: Thought, index: int, letter: Letter) -> set[int]:
    """Where the thing was named that the clause gives, said with it: "Brötchen für alle, dick belegt, bring ich vorbei"."""
    thing = _thing(thought, index, letter) if given_before(thought, index, letter) else None
    return {thing.clause.start} if thing is not None and not thing.said else set()


def _goes_on(thing: Thought, thought: Thought) -> bool:
    """Whether the thing and what becomes of it are one sentence cut in two: "Brötchen für alle, dick belegt, bring ich vorbei"."""
    if thing.sentence.number != thought.sentence.number or thing.said:
        return False
    if _LATE_VERB.match(thought.clause.folded):
        return bool(_CAN.search(thing.clause.folded))
    return is_verbless(_WITHOUT.sub(" ", thing.clause.folded)) and not thing.conditional


def _thing(thought: Thought, index: int, letter: Letter) -> Thought | None:
    """The nearest clause of this sentence or the last that names something to give and refuses nothing."""
    for earlier in reversed(letter.thoughts[:index]):
        told = _WITHOUT.sub(" ", earlier.clause.folded)
        if thought.sentence.number - earlier.sentence.number > 1 or earlier.asks or OWN_USE.search(told):
            return None
        if (GIVEN.search(told) or _SPARE.search(told)) and not refuses(told):
            return earlier
    return None
