"""Does the writer ask something that a person has to answer?"""

import re

from mailer.model.reading import Finding
from mailer.reading.answers.clauses import Sentence
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
    r"|nachsehen|nachschauen|bescheid geben|bescheid sagen|um auskunft|um info\w*|um bestätigung)|(?:ruf|ruft"
    r"|rufen sie)(?: mich)?(?: [\w'-]+){0,4}? an(?= ?$|[.,!])|um (?:rückruf|auskunft|bestätigung|antwort|rückmeldung|zusendung"
    r"|mitteilung) (?:wird gebeten|bitte)|bitte (?:\w+ ){0,3}um (?:rückruf|auskunft|antwort|rückmeldung|zusendung|mitteilung"
    r"|information|bestätigung|\w*bescheinigung)|(?:würde|möchte|wüsste|wollte)(?: ich)?(?: \w+){0,3} (?:gern|gerne"
    r"|mal)? ?(?:wissen|fragen|erfahren|nachfragen)|sagt (?:mir )?(?:mal |bitte |noch |kurz )*(?:bescheid|wann|wo|was|wie|ob)"
    r"|frage(?:n)?:",
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


def question_of(letter: Letter, so_far: Part) -> Part:
    """The first question that no other answer accounts for."""
    for sentence in letter.sentences:
        if sentence.number in so_far.sentences or (sentence.asks and any(clause.start in so_far.clauses for clause in sentence.clauses)):
            continue
        asks = sentence.asks and not _is_rhetorical(sentence)
        asks_unmarked = len(words_of(sentence.folded)) >= 4 and bool(_ASKING_WORD.search(sentence.folded)) and _ends_open(sentence)
        if asks or asks_unmarked or _REQUEST.search(sentence.folded):
            found = Finding("question", confidence=0.8, evidence=sentence.text, rule="question.asked")
            return Part((found,), ("reading_doubts.question",), frozenset((sentence.number,)))
    return Part()


def _is_rhetorical(sentence: Sentence) -> bool:
    """Whether the question wants no answer: a formula, or a mere word put up to be answered by the writer."""
    return len(words_of(sentence.folded)) <= 2 or bool(_RHETORICAL.match(sentence.folded.lstrip()) and len(words_of(sentence.folded)) <= 7)


def _ends_open(sentence: Sentence) -> bool:
    """Whether the sentence lacks any closing mark, as hurried questions do."""
    return not re.search(r"[.!]\W*$", sentence.text) and bool(any_of("ihr|du|sie|euch|man|ich").search(sentence.folded))
