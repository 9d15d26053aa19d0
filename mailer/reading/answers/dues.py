"""What does the writer say about their dues: paid, will pay, wants to talk, cannot, disputes?"""

import re

from mailer.model.reading import Finding
from mailer.reading.answers.clauses import Sentence
from mailer.reading.answers.confidence import confidence_of
from mailer.reading.answers.dues_asked import disputes_by_asking, inquires, is_of_old, meant_by
from mailer.reading.answers.dues_frames import PROMISE, RULES, WILL_BE
from mailer.reading.answers.dues_held import in_its_time, is_anothers, is_doubtful
from mailer.reading.answers.parts import NOTHING, Part
from mailer.reading.answers.thoughts import Letter, Thought
from mailer.reading.answers.words import any_of, words_of

_BRIEF = 8  # words
_TWO = 2  # clauses

_ABOUT = any_of(
    r"\w*beitr[aä]g\w*|\w*beitraeg\w*|mahnung|überweis\w*|überwiesen|rechnung|forderung|kassier\w*|schulden|schuld|\d+ ?(?:€"
    r"|euro|eur)|eur|euro|konto|iban|lastschrift|dauerauftrag|abbuch\w*|einzug\w*|raten|ratenzahlung|stundung|zahlung\w*"
    r"|zahle?n?|bezahl\w*|gezahlt|einzahl\w*|eingezahlt|\w*entgelte?|\w*anteile?n?|\w*pacht|\w*umlage|nebenkosten\w*"
)
_COMES = any_of(r"\w*geld|\w*betrag|\w*beitrag|überweisung|zahlung|summe|\d+|euro|€|es|sie|ihn|das|rest")
_OTHER_EXCESS = any_of(
    r"(?:nummer|adresse|anschrift|\w*name|mail\w*|kontonummer|hausnummer|plz|postleitzahl)(?: [\w'.-]+){0,6}? stimm\w*",
    r"(?:mails?|post|nachrichten|briefe|treppen|leute)(?: [\w'.-]+){0,5}? zu viel",
)
_COLON = re.compile(r"(?<=[a-zäöüß]):(?= )")  # "Das Geld: hab ich ihr gegeben"
_WHEN = any_of(
    r"(?:wenn|sobald|falls)(?: (?!ich|wir)[\w'-]+){1,6} (?:überwiesen|gezahlt|bezahlt|eingegangen)(?: hat| haben| ist| wurde)?"
    r"|^\W*(?:und )?(?:wenn|sobald)|(?:geht|zahle?|überweise?)(?: [\w'.:€,-]+){0,8}? (?:wenn|sobald)"
)
_HOW_MUCH = any_of(r"\W*(?:und |aber )?(?:wie hoch|wie viel|wieviel|was kostet|was macht)(?! (?:\w+ ){0,3}(?:ich|mich|mir)) .*")
_NOTHING_GOES = any_of(r"(?:geht|gehen|kommt)(?: \w+){0,4} (?:nichts|nix|kein\w*) (?:raus|ab|durch|weg|runter)")
_RAISES = any_of(r"rente|amt|jobcenter|chef\w*|bafög|ersten|lohn|gehalt|geld|am \S+|konto")
_ABOUT_THE_SUM = any_of(r"\W*\d+(?: ?€| euro)?\W*", r"\W*(?:und )?seit wann(?: \w+){0,3}\W*")
_UNSURE = any_of(r"ob|glaube|glaub|müsste|eigentlich|vielleicht|wenn ich|falls")
_OUR_MONEY = any_of(r"\w*beitr[aä]g\w*|mahnung|euro|€|überw\w*|dauerauftrag|lastschrift|rückstand")
_OUR_DUES = any_of(r"\w*beitr[aä]g\w*|mahnung|überw\w*|dauerauftrag|lastschrift|rückstand|\w*entgelt|\w*anteile?|\w*pacht|\w*umlage")
_OTHER_COSTS = any_of(
    r"\w*hotel\w*|\w*fahrt\w*|\w*kosten|\w*ticket\w*|übernachtung\w*|eintritt\w*|wechselgeld|geldkassette|\w*gebühr\w*"
    r"|miete"
)
_LONG_AGO = any_of(
    r"als (?:ich|wir) noch|früher|damals|jahrelang|(?:im )?(?:vorige|letzte|vergangene|vorvorige)[ns] jahr|\w*spenden?|gespendet"
    r"|in diesem (?:\w+ ){0,2}nicht"
)
_PAYS_UP = any_of(r"(?:zahle?|überweise?|begleiche|bezahle?)(?! (?:nicht|nichts|kein\w*))")
_RUNS = any_of(r"dauerauftrag|lastschrift|abgebucht|einzug\w*")
_FIRST_PERSON = any_of(r"ich|wir|mir|mich|uns|mein\w*|unser\w*")
_NOT_YET = any_of(
    r"(?:bezahlt|gezahlt|überwiesen)(?: \w+){0,3}? noch nicht",
    r"noch nicht (?:\w+ ){0,3}(?:überwiesen|bezahlt|gezahlt)|nicht (?:über|be|ge)\w*(?:wiesen|zahlt)|vergessen zu (?:über|be)\w+"
    r"|(?:nichts|nix) (?:\w+ ){0,2}(?:überwiesen|bezahlt|gezahlt)",
)


_OWED = any_of(
    r"\w*beitrag(?:s\w*|es|e)?(?! zu[mr]?)|mahnung|überweis\w*|überwiesen|kassier\w*|bezahlt|gezahlt"
    r"|(?:lastschrift|dauerauftrag)(?! (?:läuft|bleibt|geht) (?:natürlich |ja |aber |auch )?(?:weiter|so|bestehen))"
)


def is_unpaid(folded: str) -> bool:
    """Whether it says that nothing was paid so far: "Ich habe noch nicht überwiesen"."""
    return bool(_NOT_YET.search(folded))


def dues_of(letter: Letter, so_far: Part) -> Part:
    """The claim about dues in the sentences that say nothing else: at most one."""
    asked = letter.context.dues is not None or "dues" in letter.context.mailing
    if "reading_doubts.leaving_unclear" in so_far.doubts:
        return NOTHING
    leaves = any(finding.scope == "membership" for finding in so_far.findings if finding.kind == "resignation")
    free = _free(letter, so_far)
    claims, used, doubtful = _outright(free, asked)
    if doubtful:
        return Part((), ("reading_doubts.dues_unclear",), used)
    if not (asked or claims):
        return NOTHING
    if asked and not claims.keys() - {"situation"} and not leaves:
        meant, where = _between_the_lines(free)
        claims, used = {**claims, **meant}, used | where
    if len(claims) > 1 or any(one.kind == "motion" for one in so_far.findings):
        claims.pop("situation", None)
    if leaves:
        claims = {
            claim: finding
            for claim, finding in claims.items()
            if claim == "paid" or (claim == "promise" and _PAYS_UP.search(finding.evidence.lower()))
        }
    if "dispute" in claims and asked:
        used |= {one.number for one in free if one.asks and _ABOUT_THE_SUM.fullmatch(one.folded)}
    if _contradict(claims) or (claims and is_anothers(letter)) or (asked and _read_otherwise(claims, letter)):
        return Part((), ("reading_doubts.dues_unclear",), used)
    return _told(_settled(claims), used, letter)


def _free(letter: Letter, so_far: Part) -> list[Sentence]:
    """The sentences that no other kind has read, or only a motion that stands elsewhere."""
    moved = any(finding.kind == "motion" for finding in so_far.findings)
    return [
        sentence
        for sentence in letter.sentences
        if sentence.number not in so_far.sentences and not any(clause.start in so_far.clauses for clause in sentence.clauses if moved)
    ]


def _outright(sentences: list[Sentence], asked: bool) -> tuple[dict[str, Finding], frozenset[int], bool]:
    """The claims made outright, the numbers of their sentences, and whether one of them is doubtful."""
    claims: dict[str, Finding] = {}
    used: set[int] = set()
    for sentence in sentences:
        claim = _claim(sentence, asked) if asked or _ABOUT.search(sentence.folded) else None
        claim = in_its_time(claim, sentence.folded) if asked and claim in {"paid", "promise"} else claim
        if claim and "dispute" not in claims and is_doubtful(claim, sentence.folded):
            return {}, frozenset((sentence.number,)), True
        used |= {sentence.number} if claim else set()
        if claim and claim not in claims:
            claims[claim] = _finding(claim, sentence)
    return claims, frozenset(used), False


def _contradict(claims: dict[str, Finding]) -> bool:
    """Whether several claims cannot stand beside each other: "bezahlt" first, "die Summe ist falsch" then."""
    if claims.keys() == {"dispute", "paid"} and (next(iter(claims)) == "dispute" or _RUNS.search(claims["paid"].evidence.lower())):
        return False
    return len(claims) > 1 and bool(claims.keys() & {"dispute", "paid"}) and claims.keys() != {"dispute", "talk"}


def _read_otherwise(claims: dict[str, Finding], letter: Letter) -> bool:
    """Whether a sentence, read for what it means between the lines, says what was not claimed: a promise here, "gerade Ebbe" there."""
    meant = {meant_by(one) for one in letter.sentences} - claims.keys()
    if "promise" in claims:
        at = letter.text.find(claims["promise"].evidence)
        return bool({meant_by(one) for one in letter.sentences if one.start >= at} & {"hardship", "dispute"} - claims.keys())
    return "promise" in meant and bool(claims.keys() & {"hardship", "dispute"})


def _told(findings: tuple[Finding, ...], used: frozenset[int], letter: Letter) -> Part:
    """The findings with the sentences that hold nothing else, and the other clauses of those that answer for an event as well."""
    shared = {
        thought.sentence.number
        for thought in letter.thoughts
        if findings and thought.sentence.number in used and _answers_for_an_event(thought)
    }
    clauses = {
        thought.clause.start for thought in letter.thoughts if thought.sentence.number in shared and not _answers_for_an_event(thought)
    }
    return Part(findings, sentences=used - shared, clauses=frozenset(clauses))


def _answers_for_an_event(thought: Thought) -> bool:
    """Whether a clause beside others answers for an event: "ich komme, und der Beitrag ist überwiesen"."""
    if len(thought.sentence.clauses) < _TWO or not thought.said or not thought.events:
        return False
    return bool(thought.own.events) or (len(words_of(thought.clause.folded)) <= _BRIEF and not _ABOUT.search(thought.clause.folded))


def _finding(claim: str, sentence: Sentence) -> Finding:
    said = "hardship" if claim == "situation" else claim
    return Finding("dues", claim=said, confidence=confidence_of(f"dues.{said}"), evidence=sentence.text, rule=f"dues.{said}")


def _between_the_lines(sentences: list[Sentence]) -> tuple[dict[str, Finding], frozenset[int]]:
    """The claims of sentences that name neither the money nor paying outright, and the numbers of these sentences."""
    meant = [(claim, sentence) for sentence in sentences if (claim := meant_by(sentence))]
    claims = {claim: _finding(claim, sentence) for claim, sentence in reversed(meant)}
    if "hardship" in claims or any(one.asks and not meant_by(one) for one in sentences):
        claims.pop("promise", None)
    asking = disputes_by_asking(sentences) if not claims.keys() - {"promise"} else None
    if asking:
        return {"dispute": _finding("dispute", asking)}, frozenset((asking.number, *(sentence.number for _, sentence in meant)))
    return claims, frozenset(sentence.number for _, sentence in meant)


def speaks_of_dues(folded: str) -> bool:
    """Whether money owed is spoken of at all."""
    return bool(_OWED.search(folded))


def _claim(sentence: Sentence, asked: bool) -> str | None:
    folded = sentence.folded
    spoken = {folded, _COLON.sub("", folded)}
    for claim, frames in RULES:
        if not any(words.search(text) for words in frames for text in spoken):
            continue
        if claim == "dispute" and _OTHER_EXCESS.search(folded):
            continue
        if claim == "paid" and (_NOT_YET.search(folded) or (_UNSURE.search(folded) and sentence.asks)):
            continue
        if claim == "paid" and _WHEN.search(folded):
            return "promise" if _RAISES.search(folded) else None
        if sentence.asks and (claim not in {"hardship", "talk"} or _HOW_MUCH.match(folded)):
            continue
        if claim == "promise" and (inquires(folded) or _NOTHING_GOES.search(folded) or _is_anothers_coming(folded)):
            continue
        if (claim in {"hardship", "situation"} and is_of_old(folded)) or (claim == "paid" and _LONG_AGO.search(folded)):
            continue
        if not asked and not _is_of_our_dues(claim, folded):
            continue
        return claim
    return None


def _is_anothers_coming(folded: str) -> bool:
    """Whether in a longer sentence something comes that is no money: "der Handwerker kommt am 20."."""
    return len(words_of(folded)) > _BRIEF and not any(words.search(folded) for words in (PROMISE, WILL_BE)) and not _COMES.search(folded)


def _is_of_our_dues(claim: str, folded: str) -> bool:
    """Whether a claim that nobody asked for is about the writer's own dues: "15 Euro Knolle" is not."""
    mine = bool(_FIRST_PERSON.search(folded))
    if claim == "paid":
        return bool(_OUR_DUES.search(folded)) and (mine or len(words_of(folded)) <= _BRIEF) and "weiter" not in words_of(folded)
    return mine and bool(_OUR_MONEY.search(folded)) and (not _OTHER_COSTS.search(folded) or bool(_OUR_DUES.search(folded)))


def _settled(claims: dict[str, Finding]) -> tuple[Finding, ...]:
    """One claim out of several: what disputes or asks for relief says more than what is promised or talked about."""
    talks = (claims["talk"],) if "talk" in claims and claims.keys() & {"hardship", "dispute"} else ()
    for winner in ("hardship", "dispute", "paid", "promise", "talk", "situation"):
        if winner in claims:
            return (claims[winner], *talks)
    return ()
