"""Does the writer ask something that a person has to answer?"""

import re

from mailer.model.reading import Finding
from mailer.reading.answers.clauses import Sentence
from mailer.reading.answers.confidence import confidence_of
from mailer.reading.answers.parts import Part
from mailer.reading.answers.thoughts import Letter
from mailer.reading.answers.words import any_of, words_of

_REQUEST = any_of(
    r"(?:schickt|schick|schicken sie|sendet|senden sie|könnt ihr|kannst du|könntet ihr|können sie|gebt|gib|bitte um|bräuchte"
    r"|brauche noch|brauch noch|hätte gern\w*|mailt|lasst)(?: [\w'-]+){0,10}? (?:unterlagen|link|zugangsdaten|einwahldaten"
    r"|tagesordnung|bestätigung|protokoll|rechnung|spendenbescheinigung|zuwendungsbestätigung|formular|info(?:s|rmationen)?"
    r"|programm|adresse|iban|bankverbindung|kontonummer|antragsbuch|kontoverbindung|zugang|bescheid|rückmeldung|antwort|quittung"
    r"|beitragsquittung|mitgliedsausweis|satzung|bescheinigung)(?: |$|[.,!])",
    r"(?:bitte|könnt(?:et)? ihr|kannst du)(?: [\w'-]+){0,6}? (?:um rückruf|zurückrufen|anrufen|rückruf|mitteilen|sagen|erklären"
    r"|bescheid geben|bescheid sagen|um auskunft|um info\w*|um bestätigung)|(?<!kennt,\s)(?:ruf|ruft(?! ihr)"
    r"|rufen sie)(?: mich)?(?: [\w'-]+){0,4}? an(?= ?$|[.,!])|um (?:rückruf|auskunft|bestätigung|antwort|rückmeldung|zusendung"
    r"|mitteilung) (?:wird gebeten|bitte)|bitte (?:\w+ ){0,3}um (?:rückruf|auskunft|antwort|rückmeldung|zusendung|mitteilung"
    r"|information|bestätigung|\w*bescheinigung)|(?:würde|möchte|wüsste|wollte)(?: ich)?(?: \w+){0,3} (?:gern|gerne"
    r"|mal)? ?(?:wissen|fragen|erfahren|nachfragen)|sagt (?:mir )?(?:mal |bitte |noch |kurz )*(?:bescheid|wann|wo|was|wie|ob)"
    r"|frage(?:n)?:|eingang(?: \w+){0,2} (?:zu )?bestätigen|(?:müsste|möchte|muss|würde)(?: ich)?(?: \w+){0,2} (?:nur|noch|gern\w*"
    r"|mal)?(?: noch)? ?wissen"
    r"|sagt mir (?:nur |bitte |mal )*,? ?(?:wann|wo|was|wie|ob|wer)",
)
_ASKING_WORD = any_of(
    r"^\W*(?:und |aber |eine frage |kurze frage |noch eine frage |nur |sagt mal |sag mal |ach )*(?:wer|was|wann|wo|wie|wieso"
    r"|warum|weshalb|welche\w*|wohin|woher|wieviel|gibt es|gibts|gibt's|kann man|könnt ihr|kannst du|darf (?:ich|man)"
    r"|muss (?:ich|man)|ist das|findet|habt ihr|wird es|bis wann|ab wann|soll ich)"
)
_RHETORICAL = any_of(
    r"(?:was soll(?:'s|s| ich sagen| man machen| man da sagen)|wer (?:hätte|weiß) (?:das|schon)|ist das nicht (?:schön|toll)"
    r"|nicht wahr|wisst ihr noch|weißt du noch|wie geht(?:'s| es) (?:euch|dir)|alles (?:gut|klar|ok|okay)|wer sonst|was sonst"
    r"|wie immer|warum nicht|wieso nicht|na und|oder|gell|ne|wat denn sonst|wer denn sonst|schon gehört"
    r"|habt ihr (?:schon )?(?:gehört|gesehen|gelesen)|muss das sein|kennt ihr den|erinnert ihr euch)"
)


_WANTS_NOTHING = any_of(
    r"\W*(?:und |aber |na |ach )?(?:wisst ihr noch|weißt du noch|erinnert ihr euch|habt ihr (?:das |schon |auch "
    r"|eigentlich )*(?:mit|gehört|gesehen|gelesen)"
    r"|ist der papst|wer (?:soll|sollte|will|kann|könnte|macht) denn|wo (?:muss|soll|darf) ich (?:unterschreiben|mich)"
    r"|wovon träumt|wie könnte ich"
    r"|was soll (?:ich|man)(?: da)? (?:sagen|machen)|(?:wo|was|wohin) (?:sollte?|könnte) ich|seit wann|wer sonst|was will man"
    r"|wem sag|muss ich (?:noch )?mehr sagen|hand aufs herz|war da nicht|kennt ihr|wer hätte"
    r"|\w+ (?:ich )?und \w+|am \w+(?: \w+)?|zum \w+|zur \w+|und das|das mit)(?=\W|$).*"
)


_IF_YOU_NEED = re.compile(r"\W*(?:falls|wenn|sollte)\b")
_OPENS_QUESTION = re.compile(
    r"\W*(?:(?:und|aber|oder|also|nur|ach|sagt?|mal|noch|eine|kurze|frage|ps|übrigens|hallo|bitte|außerdem|dann|jetzt|denn|nun"
    r"|weil|da|sonst|allerdings)\W+){0,5}"
    r"(?:w(?:er|en|em|as|ann|o|ie|ieso|arum|eshalb|elche\w*|ohin|oher|ofür|omit|orum|oran|ieviel\w*)\b|(?:bis|ab|seit|von|um|in"
    r"|mit|an|auf|für|zu|bei|nach|aus) w\w+"
    r"|(?:ist|sind|war|hat|habe?n?|habt|hast|kann|kannst|könnt\w*|können|könnte\w*|darf|dürf\w*|muss|müss\w*|soll\w*|will"
    r"|wollt\w*|wird|werden|würde\w*|gibts?|gibt's"
    r"|geht|gehts|geht's|passt|reicht|findet|kommt|kommst|klappt|stimmt|weiß|wisst|braucht|brauche|macht|mach|fährt|nehmt"
    r"|bekomm\w*|krieg\w*|bin|seid|bist|wäre\w*|hätte\w*"
    r"|zählt|läuft|steht|liegt|fängt|beginnt|dauert|startet|gilt|lohnt|meint|sehe|sehen|verstehe|tut|täte|ob|\w+(?:st|t) (?:ihr"
    r"|du|sie|man|das|es))\b)"
)
_ASKED_ONES = any_of("ihr|euch|du|dir|dich|sie|ihnen|man|jemand|wer|was|wann|wo|wie|warum|wieso|welche\\w*|oder")


def question_of(letter: Letter, so_far: Part) -> Part:
    """The first question that no other answer accounts for."""
    for sentence in letter.sentences:
        if sentence.number in so_far.sentences or (sentence.asks and any(clause.start in so_far.clauses for clause in sentence.clauses)):
            continue
        asks = sentence.asks and not _is_rhetorical(sentence)
        asks_unmarked = (
            not sentence.asks
            and len(words_of(sentence.folded)) >= 4
            and bool(_ASKING_WORD.search(sentence.folded))
            and _ends_open(sentence)
        )
        if asks or asks_unmarked or (_REQUEST.search(sentence.folded) and not _IF_YOU_NEED.match(sentence.folded)):
            found = Finding("question", confidence=confidence_of("question.asked"), evidence=sentence.text, rule="question.asked")
            return Part((found,), ("reading_doubts.question",), frozenset((sentence.number,)))
    return Part()


def _is_rhetorical(sentence: Sentence) -> bool:
    """Whether the question wants no answer: a formula, or a mere word put up to be answered by the writer."""
    folded = sentence.folded.lstrip()
    if _WANTS_NOTHING.match(folded) or _is_echo(folded):
        return True
    return len(words_of(sentence.folded)) <= 2 or bool(_RHETORICAL.match(sentence.folded.lstrip()) and len(words_of(sentence.folded)) <= 7)


def _is_echo(folded: str) -> bool:
    """Whether it lacks what makes a German question: a verb or question word in front, or somebody who is asked."""
    return not _OPENS_QUESTION.match(folded) and not _ASKED_ONES.search(folded)


def _ends_open(sentence: Sentence) -> bool:
    """Whether the sentence lacks any closing mark, as hurried questions do."""
    return not re.search(r"[.!]\W*$", sentence.text) and bool(any_of("ihr|du|sie|euch|man|ich").search(sentence.folded))
