"""Does the writer say no by telling where they are instead: "am 23. bin ich auf Kur"?"""

import re

from mailer.model.reading import Finding
from mailer.reading.answers.clauses import Sentence
from mailer.reading.answers.parts import Part
from mailer.reading.answers.thoughts import Letter, Thought
from mailer.reading.answers.words import any_of, words_of

_ELSEWHERE = any_of(
    r"\w*dienst|\w*schicht|\w*urlaub|kur|reha|\w*montage|\w*hochzeit|\w*geburtstag\w*|\w*weiterbildung|\w*fortbildung"
    r"|\w*lehrgang|\w*seminar|\w*prüfung\w*|\w*klausur(?! der)|\w*turnier|\w*training|\w*konzert|\w*probe|elternabend"
    r"|\w*bereitschaft|\w*jugendweihe\w*|taufe|konfirmation|einschulung|\w*beerdigung|krankenhaus|klinik|op|operation"
    r"|\w*termin beim|verreist|unterwegs|auf arbeit|arbeiten|arbeite|arbeit|dienstreise|\w*reise|geschäftsreise|flieger|flugzeug"
    r"|mallorca|ostsee|nordsee|\w*ferien|klassenfahrt|klassentreffen|familienfeier|\w*treffen|\w*feier|silberhochzeit|goldene\w*"
    r"|geburtstags\w*|inventur|\w*konferenz|messe|kongress|tagung|\w*versammlung|krankgeschrieben|krank|im bett|grippe|corona"
    r"|fieber|umzug|spätschicht|frühschicht|nachtschicht|bei (?:meiner|meinem|meinen|unseren|unserer|der|den) \w+|zu besuch"
    r"|besuch|wird \d\d|kampfrichter|trainer|babysitt\w*|enkel\w*|notdienst|sprechstunde|markt|garten\w*|wandern|schweden"
    r"|italien|spanien|türkei|frankreich|kreta|außer haus|im ausland|im zug|kreuzfahrt|verabredet|verplant|verhindert"
    r"|eingespannt|nicht da|auswärts"
)
_AT_THAT_TIME = any_of(
    r"da|an (?:dem|diesem) (?:tag|abend|wochenende|samstag|freitag|sonntag|mittwoch|termin|datum)|dann|zu der zeit|an jenem \w+"
    r"|ausgerechnet|leider|schade|genau an|gerade an|zeitgleich|gleichzeitig"
)
_FIRST_PERSON = any_of(r"ich|wir|mich|mir|uns|meine?r?|unsere?|bin|hab|habe|muss|liege|sitze")
_NOT_SO = any_of(
    r"kein|keine|keinen|abgesagt|verschoben|frei|danach|vorher|bis dahin|trotzdem|letzte[ns]?|voriges?|vorige[ns]?|damals"
    r"|gestern|war|hatte|bis \d+|erst|kommen|wenn|falls|vormittags?|nachmittags?|später|ab \d+|dazu|früh|über|statt"
)


def excuses_of(letter: Letter, so_far: Part) -> Part:
    """Refusals that are only told by an excuse, for events without any other answer, where nothing else speaks against it."""
    answered = {finding.event for finding in so_far.findings if finding.kind == "rsvp"}
    if (
        so_far.doubts
        or any(finding.kind != "rsvp" for finding in so_far.findings)
        or len(words_of(letter.folded)) > 28
        or any(one.task.shifts for one in letter.thoughts)
        or (letter.agenda.only and any(thought.said for thought in letter.thoughts))
    ):
        return Part()
    findings: dict[str, Finding] = {}
    used: set[int] = set()
    for sentence in letter.sentences:
        event = _excused(sentence, letter) if sentence.number not in so_far.sentences and not sentence.asks else None
        if event and event not in answered:
            findings.setdefault(event, _finding(event, sentence))
            used |= {clause.start for clause in sentence.clauses}
    return Part(tuple(findings.values()), clauses=frozenset(used))


def _excused(sentence: Sentence, letter: Letter) -> str | None:
    """The event that the sentence excuses from: it names its day, or says "da" where only one event is open."""
    thoughts = [thought for thought in letter.thoughts if thought.clause.sentence == sentence.number]
    folded = sentence.folded
    if (
        len(words_of(folded)) > 22
        or not (_ELSEWHERE.search(folded) and _FIRST_PERSON.search(folded))
        or _NOT_SO.search(folded)
        or any(thought.said for thought in thoughts)
    ):
        return None
    named = {event for thought in thoughts for event in thought.own.events}
    if len(named) == 1 and _names_its_time(thoughts):
        return named.pop()
    points = bool(_AT_THAT_TIME.search(folded)) and not any(thought.own.foreign for thought in thoughts)
    return letter.agenda.only if points and not named else None


def _names_its_time(thoughts: list[Thought]) -> bool:
    return any(re.search(r"\d|tag|abend|wochenende|woche", thought.clause.folded) for thought in thoughts if thought.own.events)


def _finding(event: str, sentence: Sentence) -> Finding:
    return Finding("rsvp", event=event, answer="declined", confidence=0.6, evidence=sentence.text, rule="rsvp.excuse")
