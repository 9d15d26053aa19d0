"""Does the writer say no by telling where they are instead: "am 23. bin ich auf Kur"?"""

import re

from mailer.model.reading import Finding
from mailer.reading.answers.clauses import Sentence
from mailer.reading.answers.confidence import confidence_of
from mailer.reading.answers.parts import Part
from mailer.reading.answers.thoughts import Letter, Thought
from mailer.reading.answers.words import any_of, words_of

_AWAY = any_of(
    r"\w*dienst|\w*schicht|\w*urlaub|kur|reha|\w*montage|\w*hochzeit|\w*geburtstag\w*|\w*weiterbildung|\w*fortbildung"
    r"|\w*lehrgang|\w*seminar|\w*prüfung\w*|\w*klausur(?! der)|\w*turnier|\w*training|\w*konzert|\w*probe|elternabend|\w*wache"
    r"|\w*bereitschaft|\w*jugendweihe\w*|\w*taufe|getauft|konfirmation|einschulung|\w*beerdigung|trauerfeier|krankenhaus|klinik"
    r"|op|operation"
    r"|operiert|gestochen|\w*termin beim|verreist|unterwegs|auf arbeit|arbeiten|arbeite|arbeitet|arbeit|dienstreise|\w*reise"
    r"|flieger|flugzeug"
    r"|mallorca|ostsee|nordsee|\w*ferien|flitterwochen|klassenfahrt|klassentreffen|\w*familienfeier|\w*treffen|\w*feier"
    r"|silberhochzeit|goldene\w*"
    r"|heiratet|heirate|heiraten|inventur|stillstand|\w*konferenz|messe|kongress|tagung|\w*versammlung|\w*wahl|krankgeschrieben"
    r"|krank|im bett|grippe|corona|gips"
    r"|fieber|umzug|zu besuch|besuch|wird \d\d|\w*spiel|kampfrichter|trainer|babysitt\w*|enkel\w*|sprechstunde|markt|garten\w*|wandern"
    r"|außer haus|im ausland|im zug|kreuzfahrt|verabredet|verplant|verhindert|eingespannt|nicht da|auswärts|einbestellt"
    r"|karten für|migräne|hexenschuss|andere\w* termin\w*|schon (?:was|etwas) vor|anderweitig|überschneid\w*|kollidiert"
)
_PLACE = re.compile(
    r"(?:bin|sind|weile|fahre|fahren|fliege|fliegen|liege|sitze|stehe|stecke|bleibe) (?:ich|wir)(?: (?!da\b|dabei|hier|gern"
    r"|natürlich|mit\b|vor\b|hin\b)[\w'-]+){0,4}?"
    r" (?:in|im|auf|an|am|bei|beim|nach|zur|zum) (?:der |dem |den |die |das |einer |einem |meiner |meinem |unserer |unserem "
    r"|drei |zwei )?([\w-]{3,})"
    r"|(?:ich|wir) (?:bin|sind|weile|fahre|fahren|fliege|fliegen|liege)(?: (?!da\b|dabei|hier)[\w'-]+){0,3}? (?:in|im|auf|an|am"
    r"|bei|beim|nach|zur|zum)"
    r" (?:der |dem |den |die |das |einer |einem |meiner |meinem |unserer )?([\w-]{3,})"
)
_HERE = re.compile(
    r"saal|tisch|reihe|tür|eingang|euch|ihnen|platz|stelle|start|ort|matte|bord|fall|jeden|alle|grill|theke|stand|küche|beamer"
    r"|uhr|nachmittag|vormittag|abend"
    r"|morgen|mittag|ende|anfang|boot|form|liste|halle|raum|büro$|partie|foyer|bühne|anfang|weg"
)
_AT_THAT_TIME = any_of(
    r"da|an (?:dem|diesem) (?:tag|abend|wochenende|samstag|freitag|sonntag|mittwoch|termin|datum)|dann|zu der zeit|an jenem \w+"
    r"|ausgerechnet|leider|schade|genau an|gerade an|zeitgleich|gleichzeitig"
)
_FIRST_PERSON = any_of(r"ich|wir|mich|mir|uns|meine?[rnm]?|unsere?[rnm]?|bin|hab|habe|muss|liege|sitze")
_NOT_SO = any_of(
    r"kein|keine|keinen|abgesagt|verschoben|(?<!niemand\s)(?<!nicht\s)(?<!kein\s)frei|danach|vorher|bis dahin|trotzdem|letzte[ns]?"
    r"|voriges?|vorige[ns]?|damals"
    r"|gestern|war|hatte|bis \d+|erst|kommen|komme|wenn|falls|ob|vormittags?|nachmittags?|später|ab \d+|dazu|früh|über|statt"
    r"|helfe\w*|bringe?|mach|mache"
    r"|vielleicht|eventuell|vertrete|getauscht|antrag\w*"
)
_THE_SHIFT = any_of(
    r"(?:die|der|zur|für die|erste|zweite|dritte|späte|frühe|letzte)(?: \w+)? \w*schicht|schicht (?:um|ab|von|\d)|machen|übernehmen|nehmen"
)
_LONGEST = 45  # words; in a longer letter an excuse alone is no answer
_SHORT = 14  # words; a letter of no more than an excuse answers the only event there is


def excuses_of(letter: Letter, so_far: Part) -> Part:
    """Refusals that are only told by an excuse, for events without any other answer, where nothing else speaks against it."""
    answered = {finding.event for finding in so_far.findings if finding.kind == "rsvp"}
    if so_far.doubts or len(words_of(letter.folded)) > _LONGEST or any(one.task.shifts for one in letter.thoughts):
        return Part()
    if any(finding.kind not in {"rsvp", "dues", "contact_change"} for finding in so_far.findings):
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
    """The event that the sentence excuses from: it names its day, or says "da" or nothing more where only one event is open."""
    thoughts = [thought for thought in letter.thoughts if thought.clause.sentence == sentence.number]
    folded = sentence.folded
    if (
        (letter.agenda.shifts and _THE_SHIFT.search(folded))
        or len(words_of(folded)) > 24
        or _NOT_SO.search(folded)
        or any(thought.said for thought in thoughts)
    ):
        return None
    away = bool(_AWAY.search(folded)) and bool(_FIRST_PERSON.search(folded))
    if not away and not _is_elsewhere(folded, letter):
        return None
    named = {event for thought in thoughts for event in thought.own.events}
    if len(named) == 1 and _names_its_time(thoughts):
        return named.pop()
    if named or any(thought.own.foreign or thought.own.beside for thought in thoughts):
        return None
    return _pointed_at(sentence, letter, away)


def _is_elsewhere(folded: str, letter: Letter) -> bool:
    """Whether the writer is, or goes, to a place that is not the event's."""
    found = _PLACE.search(folded)
    if found is None:
        return False
    place = found.group(1) or found.group(2)
    ours = {word for one in letter.agenda.known for word in (*one.title, *one.place)}
    return not _HERE.search(place) and not any(place[:5] == word[:5] for word in ours) and not place[0].isdecimal()


def _pointed_at(sentence: Sentence, letter: Letter, away: bool) -> str | None:
    """The event meant by "da": the only one, or the one asked about just before; the only one too where a short letter says no more."""
    says_when = bool(_AT_THAT_TIME.search(sentence.folded))
    before = {event for one in letter.thoughts if one.sentence.number == sentence.number - 1 and not one.said for event in one.own.events}
    if (
        says_when
        and len(before) == 1
        and any(one.number == sentence.number - 1 and len(words_of(one.folded)) <= 6 for one in letter.sentences)
    ):
        return before.pop()
    alone = letter.agenda.only and not any(thought.said for thought in letter.thoughts)
    brief = away and sentence.number == 0 and len(letter.sentences) <= 2 and len(words_of(letter.folded)) <= _SHORT
    return letter.agenda.only if alone and (says_when or brief) else None


def _names_its_time(thoughts: list[Thought]) -> bool:
    return any(re.search(r"\d|tag|abend|wochenende|woche", thought.clause.folded) for thought in thoughts if thought.own.events)


def _finding(event: str, sentence: Sentence) -> Finding:
    return Finding(
        "rsvp", event=event, answer="declined", confidence=confidence_of("rsvp.excuse"), evidence=sentence.text, rule="rsvp.excuse"
    )
