"""Where does one thought of the writer end and the next begin?

A text becomes sentences, a sentence becomes clauses; greeting, sign-off and name are left out. All positions point into the writer's text.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from mailer.reading.answers.english import in_german
from mailer.reading.answers.lexicon import NO_SIGNS, YES_SIGNS
from mailer.reading.answers.spelling import standard
from mailer.reading.answers.voice import is_english
from mailer.reading.answers.words import any_of, fold, pattern

_MONTHS = r"jan|feb|mär|maer|apr|mai|jun|jul|aug|sep|okt|nov|dez"
_ABBREVIATION = re.compile(
    r"(?<!\w)(?:dr|prof|hr|fr|str|nr|ca|bzw|evtl|ev|ggf|usw|etc|z\.? ?b|u\.? ?a|d\.? ?h|i\.? ?a|inkl|vgl|tel|st|max|min|mind"
    r"|vorm|nachm|ing|med|"
    r"geb|gez|(?<!komm )(?<!bin )(?<!kann )(?<!mach )(?<!geh )(?<!mog )(?<!hab )\w)$"
)
_SHORT_DAY = re.compile(r"(?<!\w)(?:mo|di|mi|do|sa|so|jan|feb|mrz|apr|jul|aug|sept?|okt|nov|dez)$")
_AFTER_ORDINAL = re.compile(rf"{_MONTHS}|schicht|termin|sitzung|treffen|veranst|advent|geburtstag|\\d")
_MERE_DATE = re.compile(r"(?:^|[,;:.!?\n]\s)\s*(?:und |aber )?(?:am|den|der|vom) \d{1,2}(?:\.\d{1,2})?$")  # "…, am 6.12. Betriebsfeier"
_BEGINS_SENTENCE = re.compile(
    r"(?:ich|wir|ihr|da|das|der|die|den|dem|er|sie|es|mein\w*|unser\w*|alle\w*|am|im|zum|zur|bitte|danke|leider|aber|und|also|dann|gruß"
    r"|grüße|viele|liebe|bis"
    r"|kommt|bin|kann|komme?|wer|was|wann|wie|ob|wenn|falls|sonst|beide\w*|vielleicht|ja|nein)$"
)
_WORD = re.compile(r"\w+")
_SMILEY = f"(?![{YES_SIGNS}{NO_SIGNS}])[\U0001f300-\U0001faff\u2600-\u27bf\ufe0f\u200d]"
# each begins with the characters at which there is anything to look at: most are letters of words
_STOP = re.compile(rf"(?=[.!?…\n:;\u200d-\U0001faff])(?:[.!?…]+[)\"']*(?=\s|$)|\n|(?<=\s)(?:(?:{_SMILEY})+(?=\s)|[:;]-?[)DP]+(?=\s)))")
_DICTATED_STOPS = ("punkt", "ausrufezeichen")
_DICTATED = re.compile(rf"(?=[pa])(?<=\s)(?:{'|'.join(_DICTATED_STOPS)})(?=\s|$)(?! \d)")  # in a text that has no other stops
_PUNCTUATED = re.compile(r"[.,!?;](?=\s|$)")
_IS_SMILEY = re.compile(_SMILEY)
_OPENING = any_of(
    r"(?:hallo|hi|hey|moin(?: moin)?|huhu|servus|guten (?:tag|morgen|abend)|grüß (?:dich|euch|gott)|tach|ahoi|salut|hej|nabend|mahlzeit"
    r"|(?:sehr geehrte\w*|werte\w*|liebe\w*(?! (?:nicht|doch|erst|dann|kein\w*|nach))|ihr lieben|ihr guten|an den|verehrte\w*|dear|hello))"
)
_GREETING_ENDS = re.compile(r"[,!:.]")
_VERB = pattern(r"bin|komm\w*|kann|hab\w*|helf\w*|ich|wir|dabei|ja|nein")
_CLOSING = any_of(
    r"(?:viele |liebe |beste |herzliche |schöne |mit |solidarische\w* |freundliche\w* |sonnige |rote |kollegiale\w* "
    r"|sportliche\w* |genossenschaftliche\w* |und |ganz |einen |besten |lieben |schönen |sozialistische\w* "
    r"|freundschaftliche\w* )*"
    r"(?:grüße?n?|gruß)",
    "lg|vg|mfg|glg|bg|hochachtungsvoll|herzlichst?|bis dann|bis bald|tschüss|tschüß|ciao|alles gute|alles liebe|gesendet von"
    "|mit sozialistischem gruß|solidarisch|best regards|kind regards|cheers",
)
_SPOKEN = any_of(
    r"ich (?:\w+ )?\w+|komme? ich|bin (?:ich|dabei|da|am|in|nicht|leider)|kann (?:ich|leider|nicht)|wir (?:kommen|sind"
    r"|können)"
)
_POSTSCRIPT = re.compile(r"^\W*(?:p\.? ?s\.?|nachtrag|pps)\b", re.I)
_JOINT = re.compile(
    r"(?=[,;:()])(?!(?:(?<=tag)|(?<=abend)|(?<=woch)),\s(?:de[nmr]\s)?\d{1,2}\.)(?:[,;:(]|(?<!\s\d)(?<!\A\d)\))+(?=\s|$)"
    r"|(?<=\s)(?:\(|-{1,2}(?=\s)"
    r"|(?=(?:und|un|ond|aber|sondern|oder|dafür|trotzdem|allerdings|sonst|nur|weil|obwohl|dann|jedoch|außer|ausser|and|but)\s)"
    r"|(?=(?:wenn|wenns|wenn's|falls|sofern|solange)\s)(?<!auch\s)(?<!als\s)(?<!wie\s)(?<!nur\s)(?<!immer\s)(?<!selbst\s)(?<!egal\s)"
    r"(?<!außer\s)(?<!und\s)(?<!aber\s)(?<!erst\s)(?<!schon\s)(?<!dann\s)(?<!mal\s)|komma(?=\s)"
    r"|(?=(?:bin|komme?|fahre?|muss|kann|werde?|gehe?|schaffe?|bleibe?|wird|nehme?|sind|kommen|sage?|fehle?)\s(?:ich|wir|i|ick"
    r"|das|es|leider)\b))"
)
_SUBORDINATE = re.compile(r"(?:und |aber |also |nur )?(?:wenn|wenns|wenn's|falls|sofern|solange|sobald)\s")
_MAIN = re.compile(r"(?:bin|komme?|fahre?|muss|kann|werde?|gehe?|schaffe?|bleibe?|wird|nehme?|sind|kommen|sage?|fehle?)\s")
_REPLY = (
    r"(?:ja|jo|jup|jap|yes|nein|nee|nö|nope|no|nicht|nich|ni|net|vllt|vll|vielleicht|evtl|eventuell|kp|dabei|da|gern|gerne|raus"
    r"|klar|safe"
    rf"|[{YES_SIGNS}{NO_SIGNS}])"
)
_NAMES = (
    r"(?!(?:ich|wir|ist|sind|das|es|bin|hab|habe|komme?|kann|muss|schon|und|mal|da|so|auch|aber|noch|gut|wohl|eher|als|oder|weder"
    r"|vielleicht|vllt|leider|für|mich|mir|ihr|euch"
    r"|der|wenn|dass|ob|sehr)\s)[\w.:/)-]+\s+"
)
_ROW = rf"(?:{_NAMES}){{1,3}}?{_REPLY}(?=[\s,;.!]|$)"
_ROWS = re.compile(rf"\W*{_ROW}(?:[\s,;]+(?:und )?{_ROW})+(?:[\s,;]+[\w.-]+){{0,4}}\W*$")
_ROW_ENDS = re.compile(rf"(?<=\s){_REPLY}(?=[\s,;]+\w)")
_FINITE = any_of(
    r"(?:and|but) (?:i|i'll|i'd|i'm|i've|we|we'll|we're|will|can|can't|bring|bringing|help|on|the)",
    r"(?:nur )?(?:wenn|wenns|wenn's|falls|sofern|solange) \w+",
    r"(?:sonst|dann|ansonsten) (?:nicht|nich|net|ni|gern\w*|ja|jo|nein|nee|leider|immer|passt\w*|alles|safe|eher|mal sehen)",
    r"(?:und|un|ond|aber|sondern|oder|dafür|trotzdem|allerdings|sonst|nur|weil|obwohl|dann|jedoch|außer|ausser) "
    r"(?:(?:auch|dann|danach|da|natürlich|gleich|gern|gerne|evtl|eventuell|am \S+|zum|zur|beim|bei|abends|morgens|nachmittags) ?){0,3}"
    r"(?:dafür|(?:ich|wir)(?! *$| (?:mit )?dabei| *[.,!(]| kommen| sind| wären| schauen| wollen| möchten| werden"
    r"| gehen| reisen| nehmen| würden| freuen| helfen| bringen| fahren| können| haben)"
    r"|mein\w*|un[sm]er\w*|mach\w*|komm\w*|bring\w*|helf\w*|nehm\w*|back\w*|bin|hab\w*|kann"
    r"|könnte|fahr\w*|bleib\w*|würde?|schmier\w*|koch\w*|übernehm\w*"
    r"|pack\w*|spiel\w*|steh\w*|trag\w*|stell\w*|sag\w*|geb\w*|reich\w*|lös|bau|schau|möchte|will|werde?|muss|zahl\w*"
    r"|räum\w*|wisch\w*|putz(?:e|en)?|dreh\w*|führ\w*|schieb\w*|les(?:e|en)?|erzähl(?:e|en)?|zieh\w*|verteil\w*|kümmer\w*|hol\w*|besorg\w*"
    r"|spend\w*|grill(?:e|en)?|zähl\w*|setz\w*|melde\w*"
    r"|überweis\w*|tret\w*|leg\w*|geht|bitte|freu\w*|schick\w*|streich\w*|sing\w*|schlepp\w*|müsste|darf|(?:fass|greif|spring|leih|stift"
    r"|spendier|steuer|organisier|schneid|deck|spül|wasch|schließ|brat|feg|moderier|schreib)e?(?= ))",
    r"und (?:leider )?auch (?:nicht|nich|kein\w*) (?:\w+ )?(?:beim?|zum|zur|helfen|mithelfen|bei der|kuchen|einen|was)",
    r"(?:und|sowie) (?:am|zum|beim|bei der|zur) \S+(?: \S+)? (?:natürlich |selbstverständlich |dann |selber |selbst |sowieso )*(?:auch"
    r"|ebenfalls|ebenso)"
    r"(?= *$| *[.,!;])",
)
_ONE_SUBJECT = re.compile(
    r"(?:(?<!freue )(?<!freuen )(?<!freu )\b(?:mich|uns|mir)|\b(?:kommen|sind|wären|fahren|gehen|können|würden|möchten|wollen"
    r"|reisen)(?: (?:gern|gerne|auch|dann|noch))?"
    r"(?: (?:mein|unser)\w*(?: [\w-]+){1,2}| (?!wir|ich|die|da|dabei)[\w-]+))\s*$"
)
_AND_I = re.compile(
    r"und (?:ich|meine?n?|unsere?n?)\b(?! (?:komme?|bin|kann|freue|habe?|muss|werde|will|bringe?|nehme|helfe?|mache?|backe?))"
)
# the half of a clause that the next word goes on with: "bin ich (dann leider nicht)", "kommen meine Frau (und ich erst abends)"
_GOES_ON = pattern(
    r"(?:bin|sind|komme?|kommen|kann|können|werde?|werden|gehe?|fahre?|schaffe?) (?:ich|wir)(?=\s+$)"
    r"|(?:kommen|sind|wären|fahren|gehen|reisen) (?:mein\w*|unser\w*) \w+(?=\s+$)"
)
_WANTS_OBJECT = re.compile(
    r"\b(?:mache?|habe?|bringe?|backe?|koche?|übernehme?|stelle?|spiele?)(?: ich| wir)? (?:gern |gerne )?(?:am|zum|für den|vom|bis zum"
    r"|ab dem) \d{1,2}$"
)  # what it acts on comes behind the day: "Ich mache am 28. Fotos"
_AND_DOES = any_of(
    r"und (?:auch |dann |danach |hinterher |vorher |gern\w* |natürlich )*(?:bring|helf|back|koch|mach|übernehm|nehm|stell|pack|spiel|räum"
    r"|spül|grill|schenk"
    r"|fass|greif|schreib|moderier|sing|baue?|trag|schlepp|besorg|spendier|leih|setz|steh|sitz|kümmer)e?(?= )"
)
_UNFINISHED = any_of(
    r"(?:bringe?|nehme?|mache?|backe?|koche?|schicke?|spendiere?|stelle?|kann|könnte|werde|würde|möchte|will|muss|müsste|hätte)"
)
_QUOTATION = re.compile(r'"[^"]{16,}')
_LETTERS = "\u2000"  # no smiley stands before it, and nearly all letters do
_OUTER = " \t\n.,!?…;:()\"'-*•>_~|"
_MOST = 60  # clauses of a sentence; nobody writes more, and what is behind them stays one
MEANT = re.compile(rf"\w|[{YES_SIGNS}{NO_SIGNS}]")


@dataclass(frozen=True, slots=True)
class Clause:
    """A piece of the writer's text with one thought: `start` and `end` are positions, `folded` is the same piece folded and in
    standard German, which begins at `at` in the folded sentence."""

    text: str
    folded: str
    start: int
    sentence: int
    at: int = 0

    @property
    def end(self) -> int:
        """The position behind its last character."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and its clauses, `folded` in standard German. `asks` is True where it ends with a question mark."""

    text: str
    folded: str
    start: int
    number: int
    asks: bool
    clauses: tuple[Clause, ...]


def sentences_of(text: str, cuts: Callable[[str], list[int]] | None = None) -> tuple[Sentence, ...]:
    """The writer's sentences without greeting, sign-off and name. `cuts` tells where a folded clause ends although no comma says so."""
    folded = fold(text)
    spans = _trimmed(text, _spans(text, folded))
    spans = _without_closing(text, folded, spans)
    reading = in_german if is_english(folded) else standard
    made: list[Sentence] = []
    for start, end in spans:
        start = _after_greeting(folded, start, end) if not made else start
        if MEANT.search(text, start, end):
            made.append(_sentence(text, folded, start, end, len(made), reading, cuts))
    return tuple(made)


def is_quoted(text: str, sentence: Sentence) -> bool:
    """Whether the sentence stands in quotation marks or holds a quotation of some length: somebody else's words."""
    before = sum(text.count(mark, 0, sentence.start) for mark in '"“”„')
    return before % 2 == 1 or bool(_QUOTATION.search(sentence.folded))


def _spans(text: str, folded: str) -> list[tuple[int, int]]:
    """Sentence spans, line breaks inside running text ignored."""
    spans, begin = [], 0
    dictated = any(stop in folded for stop in _DICTATED_STOPS) and bool(_DICTATED.search(folded)) and not _PUNCTUATED.search(text)
    for stop in (_DICTATED if dictated else _STOP).finditer(folded if dictated else text):
        if not dictated and not _ends(text, folded, begin, stop):
            continue
        spans.append((begin, stop.start() if dictated else stop.end()))
        begin = stop.end()
    return [*spans, (begin, len(text))]


def _ends(text: str, folded: str, begin: int, stop: re.Match[str]) -> bool:
    """Whether a sentence ends at the stop: not after an abbreviation, an ordinal, or in the middle of a wrapped line."""
    if stop.group() == "\n":
        return _line_ends(text, stop.start())
    if stop.group().strip(")\"'") != ".":
        return True
    before = folded[max(begin, stop.start() - 12) : stop.start()]
    if before[-1:].isdecimal():
        return _ordinal_ends(folded, text, stop)
    if before.endswith("str") and folded[stop.end() :].lstrip()[:1].isdecimal():
        return False
    if _SHORT_DAY.search(before):
        return text[_skip_blanks(folded, stop.end(), len(folded)) :][:1].isupper()
    return not _ABBREVIATION.search(before)


def _ordinal_ends(folded: str, text: str, stop: re.Match[str]) -> bool:
    """Whether "23." closes the sentence: only where a capital follows that begins no month, shift or term."""
    position = _skip_blanks(folded, stop.end(), len(folded))
    if _WANTS_OBJECT.search(folded, max(0, stop.start() - 40), stop.start()):
        return position == len(folded)
    word = _WORD.match(folded, position)
    if word is None:
        return position == len(folded)
    if _MERE_DATE.search(folded, max(0, stop.start() - 24), stop.start()) and not _BEGINS_SENTENCE.match(word.group()):
        return False
    return text[position].isupper() and len(word.group()) > 1 and not _AFTER_ORDINAL.match(word.group())


def _line_ends(text: str, position: int) -> bool:
    """Whether a line break ends a thought: always, except where a long line simply went on."""
    line_start = text.rfind("\n", 0, position) + 1
    line = text[line_start:position].rstrip()
    following = text[position + 1 : position + 40].lstrip(" ")
    if not 55 <= len(line) <= 80 or not following or following[0] in "\n-*•>":
        return True
    return not (line[-1].isalnum() or line[-1] in ",-") or bool(_CLOSING.match(fold(following)))


def _trimmed(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans without outer white space, empty ones left out."""
    trimmed = []
    for start, end in spans:
        piece = text[start:end]
        if piece.strip():
            trimmed.append((start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())))
    return trimmed


def _without_closing(text: str, folded: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans before the sign-off and from a postscript on."""
    kept, closed = [], False
    for index, (start, end) in enumerate(spans):
        if _POSTSCRIPT.match(text[start:end]):
            closed = False
        elif _closes(text, folded, start, end, index, spans):
            closed = True
        elif closed and end - start > 60:
            closed = False
        if not closed:
            kept.append((start, end))
    return kept


def _closes(text: str, folded: str, start: int, end: int, index: int, spans: list[tuple[int, int]]) -> bool:
    """Whether the sign-off begins here: a greeting formula of few words, or a last line that is only a name."""
    length = len(folded[start:end].split())
    goes_on = not index and len(spans) > 1 and "\n" not in text[end : spans[1][0]]
    if length <= 8 and not goes_on and _CLOSING.match(folded, start, end) and not _SPOKEN.search(folded, start, end):
        return True
    own_line = "\n" in text[max(0, start - 3) : start]
    return bool(index) and index == len(spans) - 1 and own_line and length <= 5 and looks_like_a_name(text[start:end])


def looks_like_a_name(text: str) -> bool:
    """Whether all words but particles are capitalised or initials: "Uwe K.", "Dr. med. vet. S. Pilz", "Die Kretschmars"."""
    names = re.findall(r"[^\W\d_]+", re.sub(r"\(.*?\)", "", text))
    return bool(names) and all(name[0].isupper() or name in {"von", "vom", "med", "vet", "aus", "der", "und", "dem"} for name in names)


def _after_greeting(folded: str, start: int, end: int) -> int:
    """Where the first sentence begins behind "Hallo Katrin,"."""
    opening = _OPENING.match(folded, start, end)
    if not opening:
        return start
    comma = _GREETING_ENDS.search(folded, opening.end(), min(end, opening.end() + 60))
    speaks = folded.startswith("an den", opening.start()) and _has_verb(folded[opening.end() : end])
    speaks = speaks or bool(comma and _SPOKEN.search(folded, opening.end(), comma.start()))
    if comma and not speaks and len(folded[opening.end() : comma.start()].split()) <= 6:
        return _skip_blanks(folded, comma.end(), end)
    return end if end - start < 45 and folded[end : end + 2].strip() == "" and not _has_verb(folded[start:end]) else start


def _has_verb(folded: str) -> bool:
    return bool(_VERB.search(folded))


def _skip_blanks(folded: str, position: int, end: int) -> int:
    while position < end and folded[position].isspace():
        position += 1
    return position


def _sentence(
    text: str, folded: str, start: int, end: int, number: int, reading: Callable[[str], str], cuts: Callable[[str], list[int]] | None
) -> Sentence:
    clauses: list[Clause] = []
    plain, behind = "", start
    for a, b in (_bare(folded, *span) for span in _cut(folded, _clause_spans(folded, start, end), cuts)):
        if not MEANT.search(text, a, b):
            continue
        plain += folded[behind:a]
        clauses.append(Clause(text[a:b], reading(folded[a:b]), a, number, len(plain)))
        plain, behind = plain + clauses[-1].folded, b
    piece = text[start:end]
    return Sentence(piece, plain + folded[behind:end], start, number, "?" in piece[-4:], tuple(clauses))


def _cut(folded: str, spans: list[tuple[int, int]], cuts: Callable[[str], list[int]] | None) -> list[tuple[int, int]]:
    """The spans, cut where `cuts` says."""
    if cuts is None or len(spans) > _MOST:
        return spans
    done: list[tuple[int, int]] = []
    for start, end in spans:
        places = [start, *(start + place for place in cuts(folded[start:end])), end]
        done += pairwise(places)
    return done


def _bare(folded: str, start: int, end: int) -> tuple[int, int]:
    """The span without outer punctuation; a dot behind a number stays."""
    while start < end and _is_outer(folded[start]):
        start += 1
    while start < end and _is_outer(folded[end - 1]) and not (folded[end - 1] == "." and folded[end - 2].isdecimal()):
        end -= 1
    return start, end


def _is_outer(character: str) -> bool:
    return character in _OUTER or (character > _LETTERS and bool(_IS_SMILEY.match(character)))


def _clause_spans(folded: str, start: int, end: int) -> list[tuple[int, int]]:
    """Spans between commas, colons, brackets, dashes and such conjunctions as begin a clause of their own."""
    if end - start < 160 and _ROWS.match(folded[start:end]):
        return _rows(folded, start, end)
    spans, begin = [], start
    for joint in _JOINT.finditer(folded, start, end):
        if joint.group() == "" and not _begins_clause(folded, begin, joint.start(), end):
            continue
        spans.append((begin, joint.start()))
        begin = joint.end()
        if len(spans) == _MOST:
            break
    return [*spans, (begin, end)]


def _begins_clause(folded: str, begin: int, at: int, end: int) -> bool:
    """Whether a clause begins without a comma: with a conjunction, or with the verb behind "wenn …"."""
    if _AND_I.match(folded, at, end) and _ONE_SUBJECT.search(folded, max(begin, at - 60), at):
        return False
    if _MAIN.match(folded, at, end):
        return bool(_SUBORDINATE.match(folded[begin:at].lstrip()))
    return (
        bool(_FINITE.match(folded, at, end))
        and (not _GOES_ON.search(folded, begin, at) or bool(_AND_DOES.match(folded, at, end)))
        and not _UNFINISHED.fullmatch(folded[begin:at].strip(_OUTER))
    )


def _rows(folded: str, start: int, end: int) -> list[tuple[int, int]]:
    """The spans of a list of answers, with commas or without: "16.10. ja 6.11. nein"."""
    spans, begin = [], start
    for reply in _ROW_ENDS.finditer(folded, start, end):
        if folded[begin : reply.start()].strip(_OUTER):
            spans.append((begin, reply.end()))
            begin = reply.end()
    return [*spans, (begin, end)]
