"""Is help offered by merely naming it, without a verb: "Kasse von zwei bis vier", "Bin da, mit Keksen"?"""

from mailer.reading.answers.duties import works_in
from mailer.reading.answers.gifts import BAKED, DISHES, DRINKS, SALADS, SNACKS, is_given_to
from mailer.reading.answers.helping import COMING_RULES
from mailer.reading.answers.stances import Stance
from mailer.reading.answers.thoughts import Letter, Thought
from mailer.reading.answers.words import NUMBER, any_of, fold, words_of

_FOOD = rf"(?:{BAKED}|{SALADS}|{DISHES}|{SNACKS}|{DRINKS})n?"
_VERBS = any_of(
    r"ich|wir|ihr|er|sie|es|man|mich|uns|mir|euch|du|wer|was|wo|wann|den ich|das|dem|ist|sind|bin|war|waren|wird|werden|wurde\w*"
    r"|hat|habe?|haben|hatte\w*"
    r"|kann|können|könnt\w*|muss|müssen|müsst\w*|soll\w*|will|wollen|wollt\w*|darf|dürfen|mag|möchte\w*|geht|gehen|gibt'?s?|kommt"
    r"|kommen|komme?|macht|mache?"
    r"|finde\w*|fehlt|braucht|brauche|danke\w*|dank|freu\w*|fällt|läuft|klappt|passt|schmeckt|steht|stehe?|bleibt|bleibe?|bringe?"
    r"|bringt|backe?|koche?|helfe?"
    r"|übernehme?|nehme?|hole?|fahre?|baue?|räume?|trage?|tragt|plant|nehmt|setze?|sitze?|gehe?|heißt|sagt|gilt|tut|tu|lasst|lass"
    r"|esse?|trinke?|hoffe|wünsche"
    r"|nicht|nich|nix|nichts|net|kein\w*|ohne|lieber|statt|nie|leider|jemand\w*|andere\w*|schade|viel|gute[nms]?|schöne\w*|toll\w*"
    r"|super|klasse|glück\w*"
    r"|thema|frage\w*|betreff\w*|wegen|bezüglich|hinweis|tipp|infos?|lecker\w*|hunger|appetit|zahlen|rechnung|streichen|austragen"
    r"|absage\w*|oder|vielleicht|evtl|eventuell|weder|noch|nein|nee|nö|eure?[rn]?|dein\w*|letzte[sn]?|vorige[sn]?|wäre?|nett\w*"
    r"|hilft|übernimmt|nimmt|isst|frisst|reich\w*|hinstellen|beiseite|schickt|backt|bäckt|trägt|fährt|hält|macht|zählt|haltet"
    r"|gesagt|gemeint|lehne|frei|weniger|mehr|für (?:mich|uns|sechs|vier|zwei|drei|fünf)|pause"
)
_SETS_APART = any_of(r"\W*(?:nach|vor|während|seit|trotz|außer|bis|zum|zur|auf|über|mit|wegen|aus|dank|statt|und|aber|nur)(?= ).*")
_MY_TURN = any_of(r"\W*(?:[\w.:/-]+ ){1,8}(?:ich|icke|wir)(?: gern\w*| auch| wieder)?\W*$")
_CLOSED = any_of(
    r"nicht|nich|nix|nichts|kein\w*|nein|nee|nö|essen|esse|genießen|leider|streich\w*|absag\w*|andere\w*|jemand\w*|war|waren|hatte"
    r"|wollte|früher|damals|weiß|vielleicht|falls|wenn|ob|schade|oder"
)
_ALONG = any_of(
    rf"(?:komme?|kommen|bin|sind|dabei|da|erscheine|mich|mir)(?: [\w'.:-]+){{0,8}}? (?:mit|samt|und mit mir|inklusive"
    rf"|plus) (?:(?:einem|einer|meinem|meiner|unserem|{NUMBER}|ein paar|frischen|etwas) )?"
    rf"(?:\w+ ){{0,2}}?{_FOOD}(?= |$)",
    rf"^\W*(?:und |dazu |plus |natürlich )?(?:mit|samt|inklusive|dazu|plus) (?:(?:einem|einer|meinem"
    rf"|{NUMBER}) )?(?:\w+ ){{0,3}}?{_FOOD}\W*$|{_FOOD} inklusive",
)
_COUNTED = any_of(
    rf"\W*(?:\d+\.\d*\.? )?(?:von mir |dazu |unser |mein )?(?:{NUMBER}|ein paar"
    rf"|große?\w*) (?:\w+ ){{0,3}}?{_FOOD}(?: [\w.-]+){{0,4}}\W*$"
)
_MORE_FOOD = any_of(rf"\W*(?:und|dazu|plus|außerdem) (?:\w+ ){{0,2}}?{_FOOD}(?: (?!mit)[\w.-]+){{0,3}}\W*$")
_ORDERED = any_of(
    r"bitte|für (?:mich|uns|meine?n?|die familie)|vegan\w*|vegetarisch\w*|ohne|portion\w*|reservier\w*|vorbestell\w*|gegen \w+|\w*preis\w*"
    r"|euro"
    r"|essen|trinken|hunger|lecker\w*|freu\w*|weihnachts(?:zeit|markt)"
)
_SAID_OF_WORK = any_of(
    rf"\w{{3,}}(?:en|ern|eln)|(?:um|ab|von|bis|gegen) (?:halb |viertel |kurz )?{NUMBER}|\d+(?:[.:]\d\d)? ?uhr|früh|vormittags?"
    rf"|nachmittags?|abends?|morgens|mittags?"
    rf"|\w*schicht|\w*dienst|aufbau|abbau|einlass|{_FOOD}"
)
_SEATS = any_of(r"(?:stühle?n?|stuhl|tische?n?|bänke?|kinder\w*|personen|leute|erwachsene|erw)")
_MOVED = any_of(
    r"(?:\w*stellen|\w*rücken|\w*schleppen|\w*tragen|\w*räumen|stapeln|bestuhlen|aufbauen|abbauen|decken|betreuung|spiele\w*"
    r"|basteln|schminken|betreuen)"
)
_PEOPLE = any_of(
    r"personen?|leute|gast|gäste|zu (?:zweit|dritt|viert)|\+ ?\d|selbst|selber|wir|dabei|komm\w*|bin|da|platz|stuhl|mann|frau"
)  # beside these the mere name of a shift may be about coming
_LONGEST = 12  # words of a clause that only names
NAMES_FOOD = (_COUNTED, _MORE_FOOD, _ALONG)
"""Without a match of one of these, food is neither merely named nor comes along."""


def is_verbless(folded: str) -> bool:
    """Whether the clause only names: no verb, pronoun or refusal stands in it."""
    return not _VERBS.search(folded)


def takes_by_name(thought: Thought, index: int, letter: Letter) -> bool:
    """Whether the clause names its shifts without a verb, and nothing beside it denies them or asks."""
    folded = thought.clause.folded
    if thought.asks or thought.conditional or len(words_of(folded)) > _LONGEST or _SETS_APART.match(folded):
        return False
    if thought.said and (thought.said.stance is not Stance.YES or not thought.said.certain):
        return False
    named = {shift for one in letter.thoughts for shift in one.task.shifts}
    listed = len(named) < 2 or all(is_verbless(one.clause.folded) and not one.asks for one in letter.thoughts)
    if not listed or not (works_in(folded) or thought.task.shifts) or _PEOPLE.search(letter.folded):
        return False
    if _VERBS.search(folded[: -len(_tail(folded))] if _MY_TURN.match(folded) else folded):
        return False
    if _MY_TURN.match(folded):
        return True
    if not _SAID_OF_WORK.search(folded) or (_SEATS.search(folded) and not _MOVED.search(folded)):
        return False
    return _stands_first(thought, index, letter) and not _is_closed(thought, index, letter)


def gives_by_name(thought: Thought, index: int, letter: Letter) -> tuple[str, ...]:
    """The shift or event for which food is merely named: "Zwei Bleche Kuchen zum Turnier", "Wir kommen. Und Nudelsalat"; nothing else."""
    folded = thought.clause.folded
    if thought.asks or thought.conditional or thought.said:
        return ()
    more = _MORE_FOOD.match(folded) and _follows_a_yes(thought, index, letter)
    if not (more or _COUNTED.match(folded)) or _VERBS.search(folded) or _ORDERED.search(folded):
        return ()
    events = _events_or_the_accepted(thought, index, letter)
    if len(events) != 1:
        return ()
    before = [one for one in letter.thoughts[:index] if one.sentence.number == thought.sentence.number]
    if any(_VERBS.search(one.clause.folded) and not one.said for one in before) or _is_closed(thought, index, letter):
        return ()
    taking = [shift.id for at, shift in letter.agenda.shifts if at == events[0] and is_given_to(f"bringe {folded}", fold(shift.title))]
    return (taking[0],) if len(taking) == 1 else events


def _events_or_the_accepted(thought: Thought, index: int, letter: Letter) -> tuple[str, ...]:
    """The events of the clause or, where it is open which, those to which the writer came last."""
    if thought.events and not thought.doubtful:
        return thought.events
    yes = next((one for one in reversed(letter.thoughts[:index]) if one.said and one.said.stance is Stance.YES), None)
    return yes.events if yes and not yes.doubtful else ()


def _follows_a_yes(thought: Thought, index: int, letter: Letter) -> bool:
    """Whether the letter has said before that the writer comes, and nothing else since."""
    said = [one.said for one in letter.thoughts[:index] if one.said]
    return bool(said) and said[-1].stance is Stance.YES and thought.clause.start == thought.sentence.clauses[0].start


def brings_along(thought: Thought, index: int, letter: Letter) -> bool:
    """Whether food comes along with the writer: "Bin dabei und mit mir zwei Kuchen", "da, mit Keksen"."""
    folded = thought.clause.folded
    if thought.asks or thought.conditional or not _ALONG.search(folded) or _CLOSED.search(folded):
        return False
    here = thought.said is not None and thought.said.stance is Stance.YES and thought.said.certain
    before = letter.thoughts[index - 1] if index else None
    near = before is not None and before.sentence.number == thought.sentence.number and before.said is not None
    return here or (near and before is not None and before.said is not None and before.said.rule in COMING_RULES | {"yes", "yes_to_topic"})


def _tail(folded: str) -> str:
    """The last words, "ich" and what stands behind it."""
    words = folded.split()
    place = max(at for at, word in enumerate(words) if words_of(word) in {("ich",), ("icke",), ("wir",)})  # also "ich^^"
    return " ".join(words[place:])


def _stands_first(thought: Thought, index: int, letter: Letter) -> bool:
    """Whether nothing but such mentions stands before the clause in its sentence."""
    before = [one for one in letter.thoughts[:index] if one.sentence.number == thought.sentence.number]
    return all(not _VERBS.search(one.clause.folded) for one in before)


def _is_closed(thought: Thought, index: int, letter: Letter) -> bool:
    """Whether what stands behind the clause in its sentence, or in the next, refuses or only supposes it."""
    behind = [one for one in letter.thoughts[index + 1 : index + 5] if one.sentence.number == thought.sentence.number]
    following = [one for one in letter.thoughts[index + 1 :] if one.sentence.number == thought.sentence.number + 1][:1]
    pieces = [*behind, *(one for one in following if one.short or one.asks)]
    return any(_CLOSED.search(one.clause.folded) or (one.said and one.said.stance is not Stance.YES) for one in pieces)
