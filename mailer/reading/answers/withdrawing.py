"""Does the writer take back help that was promised before?"""

from mailer.reading.answers.agenda import is_word_for
from mailer.reading.answers.gifts import GIVEN
from mailer.reading.answers.helping import (
    GIVES_UP,
    HELP,
    LEFT_TO_OTHERS,
    MY_HELP,
    PROMISED,
    TAKES_BACK,
    UNWILLING,
    WORKED,
    refuses,
)
from mailer.reading.answers.thoughts import Letter, Thought
from mailer.reading.answers.words import any_of

_PARTICIPLE = (
    r"(?:zugesagt|gemeldet|eingetragen|eintragen lassen|versprochen|angeboten|angekündigt|zugesichert|angemeldet|unterschrieben"
    r"|vorgenommen|vorgesehen|in aussicht gestellt|ja gesagt|zugestimmt|aufgeschrieben|eingeteilt)"
)
_HAD_PROMISED = any_of(
    rf"(?:hatte|hatten|hab|habe|hätten?|haben|hab's|habs|hatte's)(?: [\w'.,-]+){{0,10}}? {_PARTICIPLE}|{_PARTICIPLE} (?:hatte|hab"
    rf"|habe|hatten)"
    r"|(?:war|bin|stehe?|stand)(?: [\w'.-]+){0,6} (?:eingetragen|eingeteilt|vorgemerkt|auf (?:der|dem|eurer) (?:\w*liste|\w*plan))",
    r"(?:ich|wir) (?:hatten?|hab|habe) (?:\w+ ){0,3}gesagt|ich sagte|(?:meine|entgegen meiner) zusage|mein (?:\w+ )?(?:\w*angebot)"
    r"|(?:wie|anders als|als) (?:angekündigt|versprochen|besprochen|abgesprochen|geplant|ursprünglich gesagt)|(?:zugesagte|versprochene"
    r"|angekündigte"
    r"|angebotene)\w*",
)
_HAD_MEANT = any_of(
    r"(?:wollten?|hatten? vor)(?: [\w'.-]+){0,3}? (?:ich|wir)|(?:ich|wir) (?:ja |eigentlich )?wollten?|hatte ich (?:mir )?vor\w*"
)
_TURNS = any_of(
    r"\W*(?:aber|leider|nur|doch|jedoch|allerdings|nun|jetzt|inzwischen|dummerweise|bloß|bin aber|muss aber|daraus|nee|also nein)(?= |,|$)"
)
_HOLDS = any_of(
    r"gilt|gelten|versprochen ist versprochen|bleibt|bleibe?|steht|halte|weiterhin|nach wie vor|bestätig\w*|natürlich|klar"
    r"|wie (?:besprochen|versprochen|abgesprochen|angekündigt|geplant)(?: \w+){0,2} (?:bin|mach|mache|komme?|stehe?|sitze?|bring|bringe"
    r"|helfe?|back|backe"
    r"|übernehm\w*)(?! .*(?:nicht|kein\w*))|wie immer|trotzdem (?:mach|komm|bring|helf)\w*"
    r"|(?:mach|mache|nehm|nehme|bring|bringe|übernehm|übernehme|helf|helfe|back|backe|koch|koche)"
    r"(?! (?:\w+ ){0,4}(?:nicht|nich|kein\w*|keine zeile))(?: ich)?(?! (?:\w+ ){0,4}(?:nicht|nich|kein\w*))(?= |$)"
)
_FAILS = any_of(
    r"(?:fällt|fallen|entfällt|entfallen|ausfallen|hinfällig|kaputt|verliehen|verkauft|defekt|motorschaden|platzt|geplatzt"
    r"|gibt es (?:leider )?(?:nicht|keine?n?)"
    r"|(?:wird|werden)(?: \w+){0,4} (?:nichts|nix)|braucht(?: [\w'.-]+){1,4} sel(?:ber|bst)|gab(?: \w+){0,4} den geist auf"
    r"|jemand ander\w*|wer ander\w*|(?:sucht|nehmt|fragt|findet)(?: \w+){0,2} (?:einen?|wen) ander\w*|ersatz"
    r"|ohne mein\w*(?: \w+){1,3} auskommen)"
)
_REPLACED = any_of(r"(?:sucht|such|nehmt|fragt|findet|setzt)(?: \w+){0,3} (?:ander\w*|ersatz)|muss (?:jemand|wer) ander\w*")
_AFTER_ALL = any_of(
    r"doch (?:nicht|nich|net|kein\w*|nix|nichts)|nicht mehr (?:bringen|mitbringen|machen|backen|kochen|schreiben|führen|halten"
    r"|moderieren|übernehmen|leisten|spielen)"
)
_RIDES = any_of(
    r"\w*mitfahr\w*|mitfahrt|mitzunehmen|\w*fahrdienst\w*|fahren der|lieferwagen|pritschenwagen|transporter|kleinbus|hänger|anhänger"
)
_OFF_FOR_ME = any_of(
    r"(?:ist|sind) (?:\w+ ){0,3}(?:gestorben|hinfällig|gelaufen|vom tisch)|(?:fällt|fallen)(?: [\w'.-]+){0,4}? (?:für mich"
    r"|bei mir)(?: \w+){0,2} (?:flach|aus|weg)"
)
_NO_LONGER = any_of(
    r"mit (?:meinen )?\d\d|in meinem alter|letzte[sn]? (?:jahr|mal)|vorige[sn]? (?:jahr|mal)|knochen|(?:die |für )jüngere\w*"
    r"|seit jahren|früher"
)
WITHDRAWS = (TAKES_BACK, GIVES_UP, _AFTER_ALL)
"""Without a match of one of these help is taken back only where it `had_promised`."""


def had_promised(folded: str) -> bool:
    """Whether a folded sentence speaks of a promise made before."""
    return bool(_HAD_PROMISED.search(folded))


def takes_back(thought: Thought, index: int, letter: Letter) -> bool:
    """Whether an earlier offer of the shift that the clause names is withdrawn here or in the next clauses."""
    folded = thought.clause.folded
    if GIVES_UP.search(folded):
        return True
    nearby = [one.clause.folded for one in letter.thoughts[index : index + 4] if one.clause.sentence - thought.clause.sentence <= 1]
    refused = bool(TAKES_BACK.search(folded))
    if refused and _NO_LONGER.search(thought.sentence.folded) and not _HAD_PROMISED.search(letter.folded):
        return False
    if refused and (
        PROMISED.search(letter.folded) or any_of(r"absagen|streicht|aus(?:tragen|steigen)|zurück\w*|raus\w*|runter|löscht").search(folded)
    ):
        return True
    if PROMISED.search(folded) and any(TAKES_BACK.search(piece) or UNWILLING.search(piece) for piece in nearby[1:3]):
        return True
    return _was_promised(thought, index, letter) and _is_undone(thought, index, letter)


def was_only_meant(thought: Thought, index: int, letter: Letter) -> bool:
    """Whether the shift was promised before and nothing tells whether that still holds: a person asks."""
    promised = _HAD_PROMISED.search(thought.sentence.folded) or _HAD_MEANT.search(thought.clause.folded)
    return bool(promised) and not _HOLDS.search(_from(thought, index, letter))


def event_taken_back(thought: Thought, letter: Letter) -> bool:
    """Whether help that no shift lists is withdrawn: "Das Protokoll kann ich doch nicht schreiben"."""
    folded, sentence = thought.clause.folded, thought.sentence.folded
    gives_up = bool(GIVES_UP.search(folded) or _AFTER_ALL.search(folded))
    if not (gives_up or had_promised(sentence)) or thought.asks or folded.startswith("zu "):
        return False
    if any(one.task.shifts for one in letter.thoughts if one.sentence is thought.sentence):
        return False
    things = [found for each in (WORKED, GIVEN, _RIDES, MY_HELP) if (found := each.search(folded))]
    if not any(not is_word_for(one.group().split()[-1], letter.agenda.names) for one in things):
        return False
    if gives_up:
        return True
    told = " ".join([sentence, *(one.folded for one in letter.sentences if one.number == thought.sentence.number + 1)])
    return bool(_FAILS.search(told) or refuses(sentence)) and not _HOLDS.search(sentence)


def falls_through(folded: str) -> bool:
    """Whether the work is off for the writer, promised or not: "fällt für mich flach"."""
    return bool(_OFF_FOR_ME.search(folded))


def _was_promised(thought: Thought, index: int, letter: Letter) -> bool:
    """Whether an earlier promise was about the clause's shift: said in its sentence, or beside it without another shift."""
    if _HAD_PROMISED.search(thought.sentence.folded) or _HAD_MEANT.search(thought.clause.folded):
        return True
    behind = letter.thoughts[index + 1 : index + 4]
    same = thought.sentence.number
    return any(_HAD_PROMISED.search(one.clause.folded) and one.sentence.number == same and not one.task.shifts for one in behind) or any(
        _HAD_PROMISED.search(one.folded) and one.number == same + 1 and not _names_work(one.number, letter) for one in letter.sentences
    )


def _names_work(number: int, letter: Letter) -> bool:
    return any(one.task.shifts for one in letter.thoughts if one.sentence.number == number)


def _is_undone(thought: Thought, index: int, letter: Letter) -> bool:
    """Whether what was promised is refused in the clause, or something behind it turns the promise round."""
    folded = thought.clause.folded
    if refuses(folded) or LEFT_TO_OTHERS.search(folded) or _FAILS.search(folded):
        return True
    behind = [one for one in letter.thoughts[index + 1 : index + 4] if one.sentence.number - thought.sentence.number <= 1]
    told = [one.clause.folded for one in behind if not one.task.shifts]
    turned = any(_TURNS.match(one) or any(each.search(one) for each in (TAKES_BACK, GIVES_UP, _FAILS, LEFT_TO_OTHERS)) for one in told)
    return turned and not any(_HOLDS.search(one) or HELP.search(one) for one in told[:1])


def _from(thought: Thought, index: int, letter: Letter) -> str:
    """What the clause and those behind it say, to the end of the next sentence."""
    return " ".join(one.clause.folded for one in letter.thoughts[index : index + 6] if one.sentence.number - thought.sentence.number <= 1)


def clauses_taken_back(thought: Thought, letter: Letter) -> set[int]:
    """The clause and, behind a mere "ich hatte zugesagt", those that take it back."""
    behind = [
        one
        for one in letter.thoughts
        if 0 <= one.clause.sentence - thought.clause.sentence <= 1 and one.clause.start > thought.clause.start
    ]
    replaced = {one.clause.start for one in behind if not one.own.named and _REPLACED.search(one.clause.folded)}
    if TAKES_BACK.search(thought.clause.folded):
        return {thought.clause.start, *replaced}
    back = [
        one.clause.start
        for one in behind
        if not one.own.named and any(each.search(one.clause.folded) for each in (TAKES_BACK, GIVES_UP, UNWILLING))
    ]
    given_up = [one.clause.start for one in behind if one.sentence is thought.sentence and GIVES_UP.search(one.clause.folded)]
    return {thought.clause.start, *replaced, *(given_up or back)[:1]}
