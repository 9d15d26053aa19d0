"""Does a clause say yes, no or perhaps to coming?"""

import re
from dataclasses import dataclass
from enum import StrEnum

from mailer.reading.answers.frames import coming, decided
from mailer.reading.answers.guests import brings_somebody
from mailer.reading.answers.stance_words import NO, NOT, PERHAPS, YES
from mailer.reading.answers.unmeant import UNMEANT
from mailer.reading.answers.words import Table, any_of, mask, words_of


class Stance(StrEnum):
    """The three answers, in the words of iCalendar (RFC 5545 3.2.12)."""

    YES = "accepted"
    NO = "declined"
    PERHAPS = "tentative"


@dataclass(frozen=True, slots=True)
class Said:
    """A stance and how it was said: `rule` names the group of words, `certain` is False for a mere hint."""

    stance: Stance
    rule: str
    certain: bool = True


_LOOKS_FORWARD = any_of(
    r"\W*(?:und |ich |wir |also |dafür |ja+ |da )*(?:freue?n? (?:ich |wir )?|freu )(?:mich|uns)(?: (?:schon|sehr|riesig|total"
    r"|drauf|darauf|auch|wieder"
    r"|auf (?:euch|den|die|das|dich)(?: [\w-]+){0,3}|auf [\w-]+|aufs [\w-]+(?: am [\w.]+(?: \w+)?)?))*\W*$"
)
_FORWARD_TO = any_of(
    r"auf (?:\w+ )?(?:\w*antwort\w*|rückmeldung\w*|nachricht\w*|post|mail\w*|bericht\w*|\w*auswertung|protokoll\w*|besuch\w*"
    r"|fotos?|unterlagen|zusendung"
    r"|bestätigung|zusammenarbeit|anruf)"
)
_HINT_YES = any_of(
    r"freue? (?:mich|uns)(?: (?:schon|sehr|drauf|darauf|auf (?:den|die|das|euch)|riesig))*",
    r"bis (?:dann|dahin|samstag|freitag|sonnabend|zum|am|nächste)\b.{0,20}",
    r"steh(?:t|en)(?: [\w'.:-]+){0,5}? im kalender",
    r"(?:habe?|hab) (?:ich )?(?:mir )?(?:\w+ ){0,3}(?:notiert|vorgemerkt|eingetragen|angestrichen|reserviert|freigehalten|freigenommen)",
)
_HINT_NO = any_of(
    r"(?:schade|bedaure|bedauere|leider)",
    r"(?:wär|wäre|hätte)(?: \w+){0,3} gern\w*",
)


_BARE_WORDS = 7  # of an answer that is hardly more than a yes or a no
_BARE_RULES = {"yes_to_topic", "no", "no_to_topic", "yes", "open"}
_SELF_RULES = {
    "does_it",
    "count_me_in",
    "count_me_out",
    "without_me",
    "excuses",
    "strikes_out",
    "puts_on_list",
    "yes_in_english",
    "next_time",
    "partly",
    "stays",
    "undecided",
    "fifty",
    "crosses_out",
    "keeps_free",
    "open_for_topic",
    "skips",
    "prevented",
    "will_do_it",
    "see_you",
    "tells",
    "speaks_there",
}
_VERB_RULES = {"cannot", "not_there", "does_not_come", "does_not_suit", "without_me"}
_DOUBT_RULES = {"perhaps", "open", "depends", "not_known", "no_promise", "whether", "comes", "suits"}
_FIRST_PERSON = any_of(
    r"ich|wir|ick|ik|isch|mich|mir|uns|mein\w*|unser\w*|ichs|ich's|i|bei mir|man|bin|komme|komm|hab|habe|werde|möchte|nehme"
    r"|schaffe|schaff|bleibe|fahre|erscheine",
    r"^\W*(?:und |aber |also |leider |auch |dann |nun |jetzt |doch |diesmal |das |es |daher |darum |trotzdem |gern\w* |ja,? |nein,? "
    r"|natürlich |deshalb |bin |kann |muss |werde "
    r"|wird ?)*(?:bin|komme?|käme|hab|habe|kann|kan|muss|werde|möchte|würde|nehme?|fahre?|sage?|sag|schaffe?|schaff|bleibe?"
    r"|freue?|fehle?|melde?|passe?|geht|passt|klappt|wird|weiß|mal|sind|kommen|versuche?|versuch|hoffe)",
    r"(?:am|zum|zur|beim|den|der|die|im|termin|sitzung|heute|morgen|diesmal|da|dann|\w+tag) (?:\S+ ){0,4}(?:bin|komme?|käme|kann"
    r"|muss|werde|möchte|nehme?|fahre?"
    r"|sage?|sag|schaffe?|fehle?|passe?|geht|passt|klappt|passen|klappen|wird|nicht|nein|ja|gern\w*|leider|dabei|vielleicht"
    r"|vor ort|zugeschaltet|anwesend)",
    r"^\W*(?:zusage|absage|anmeldung|abmeldung|teilnahme)|^\W*die (?:[\w-]*anderen?|beiden|übrigen|\w*sitzungen|\w*termine|\w+tage"
    r"|mittwoche) (?:[\w.]+ ){0,3}gehen(?= ?$| (?:auch|gut|klar))",
)
_ABOUT_COMING = any_of(
    r"komm\w*|käme|dabei|da|teil\w*|schaff\w*|klapp\w*|geht|gehe|kann|könnte|können|hin|mit|ja|nein|zusag\w*|absag\w*|bin|sind"
    r"|werde|fahr\w*"
    r"|bei mir|frei|passt|nicht|dazu|vorbei|rein|rum|zeit|dienst|\w*schicht|später|am|zum|zur|beim"
)
_MAYBE_OTHERS = any_of(
    r"(?:vielleicht|eventuell|evtl|womöglich|möglicherweise)(?: [\w-]+){0,2}? (?:rückt|findet|springt|schneit|regnet|streikt|hat|hilft|mag"
    r"|will|kann|könnt|kommt|habt"
    r"|wisst|gibt)(?: \w+){0,2}? (?:jemand|wer|sich|ihr|er|sie|es|einer|der|die|das)|bin ich (?:wieder )?(?:der|die|das) (?:mit|im|in"
    r"|\w+e[rn]?)"
)
_NOT_MINE = {
    "travels": any_of(
        r"^\W*(?:die|das|den|sie|ihn|es|diese\w*) (?:fahr|fahre) ich|fahre? (?:ich )?(?:euch|sie|ihn|es|das|die|den|alles)(?= |$)"
    ),
    "takes_part": any_of(
        r"(?:mein\w*|unser\w*|jede) (?:hilfe|mithilfe|unterstützung|mitarbeit|spende)|erst (?:im|am|nach|in|nächste\w*|kommende\w*|später"
        r"|dann|wenn|noch)"
    ),
    "suits": any_of(r"^\W*wer|^\W*der (?:geht|passt)"),
    "does_not_suit": any_of(
        r"^\W*(?:mein\w*|unser\w*) (?:knie|beine|füße|augen|ohren|rücken|hüfte|auto|rad|handy|rechner|uhr|mail|internet|telefon|drucker"
        r"|kamera)"
    ),
    "will_see": any_of(r"^\W*(?:und |aber )?(?:er |sie |der |die )?(?:will|möchte|soll|darf)(?: auch)? mal"),
    "perhaps": _MAYBE_OTHERS,
    "depends": any_of(
        r"hängt(?: \w+){0,5}? an(?: \w+)*$|\w*wand|\w*tür|\w*schrank|\w*brett|fenster|nagel|haken|\w*einladung|plakate?|zettel|\w*kalender"
        r"|jacke|\w*brief|bilde?r?|herz|flyer|\w*aushang|\w*liste|mantel|seele"
    ),
    "not_known": any_of(r"weiß (?:sie|er|man|ihr|du)|(?:sie|er|man|(?:mein|meine|unser|unsere) \w+) (?:weiß|wissen)"),
    "comes_to_nothing": any_of(
        r"^\W*(?:und |aber )?(?:mein\w*|unser\w*|er|sie|man|herr|frau|genoss\w+|delegiert\w*) (?:[\w.-]+ ){0,9}?(?:wird"
        r"|werden)|^\W*(?:und |aber )?(?:man |\w*ge\w+(?:t|en) )(?:wird|werden)"
    ),
    "no_to_topic": any_of(
        r"fehl\w*|absag\w*|versäum\w*|verpass\w*|entgeh\w*|schwänz\w*|vergess\w*|kneif\w*|drück\w*|zuletzt|umsonst|stör\w*|schad\w*|lange"
        r"|spät\w*",
        r"(?!(?:für|bei|mit|ohne|bleibe?|komme?|gehe?|fahre?|schaffe?|kann|bin|werde?|will|mag|möchte|darf|tue?|tun|wird|sind|laufe?"
        r"|singe?|spiele?|mache?|wandere?) )\w+ (?:ich|wir|es|das|mich|ihr|man)(?: [\w'.-]+){0,6} (?:nicht|nich|net)\W*$"
        r"|^\W*(?:ich|es|das|er|sie|man) (?!leider|diesmal|auch|nicht|dann|da|am|zum|aber|selbst|selber|komm|bleib|geh|fahr|kann|bin|will"
        r"|mag|schaff|tu)\w+",
    ),
    "not_there": any_of(
        r"(?:bring\w*|nehm\w*|nimmt|mich|krieg\w*|werdet|lass\w*)(?: [\w'.-]+){0,7}? (?:nicht|nie|kein\w*)(?: \w+)? (?:mit"
        r"|los|weg)"
    ),
}  # where these words tell of a load, of help, of somebody else
_HELPING = any_of(r"(?:beim|mit|zum|fürs|mit dem) (?:mit)?helfen|(?:helfen|aushelfen|mithelfen) kann|schläft|regnet|einschläft")
_OTHER_DOING = any_of(
    r"(?:nicht|nich|nix|nichts|kein\w*|nie)(?: [\w'.:-]+){0,4}? (?!kommen|teilnehmen|können|schaffen|sein|einrichten|freinehmen"
    r"|mitfahren|fahren|gehen|mitkommen|mitmachen|dabeisein|zusagen|machen|anwesend|hinkommen|dasein|vorbeikommen|ermöglichen"
    r"|reisen|hinfahren|einspringen|nachrücken|dazukommen|beiwohnen|erscheinen|bleiben|wahrnehmen|freimachen|loskommen|kommen"
    r"|morgen|garten|hafen|wochen|sachen|terminen|besuchen|hingehen|mitgehen|mitlaufen|mitwandern|mitsingen|mitspielen|dazustoßen"
    r"|sitzungen)(?:\w{3,}(?:en|ern|eln)|tun)(?= ?$)",
    r"(?:treppen?|stufen|stock|stockwerke?|kilometer|km|seiten|meter|bleche?|kisten?)(?: [\w'.-]+){0,3}? (?:schaff\w*|kann"
    r"|komme?)(?: [\w'.-]+){0,6} (?:nicht|kein\w*|nimmer)",
    r"^\W*(?:und |aber |nur |denn )?(?:[\w-]+ ){0,4}?(?!mit(?:sing|spiel|tanz|ess|feier|streik|radel|red|reis|lauf|wander)|kommen"
    r"|teilnehmen|mitfahren|hinfahren|mitkommen|mitmachen|vorbeikommen"
    r"|erscheinen|dabeisein|terminen|tagen|wochen|abenden|sitzungen|beiden|proben|wochenenden|morgen|den"
    r"|einen|meinen|fahren|mitgehen|hingehen|mitlaufen|laufen|mitwandern|reisen|anreisen|bleiben|dableiben|vorstellen|begründen"
    r"|vertreten|zuhören|zuschauen|einrichten|anwesend|hinfahren)\w{3,}(?:en|ern|eln) (?:kann|tu|tue|darf|will|mag) (?:ich"
    r"|wir)(?: [\w'.-]+){0,7}? (?:nicht|kein\w*|nix|nichts|nie|schlecht)",
    r"(?:helf|helfe|helfen|stehen|backen|heben|tragen|schleppen|anpacken|stühle|stuhl)(?= )(?:.{0,40})(?:nicht|nich|kein\w*"
    r"|schlecht|ohne mich)|(?:nicht|kein\w*|schlecht)(?: \w+){0,4} (?:helfen|mithelfen|heben|tragen|schleppen|anpacken|backen)",
)


_THEIRS = any_of(
    r"^\W*(?:und |aber |nur |denn )*(?:mein\w*|unser\w*) (?:freund\w*|frau|mann|partner\w*|tochter|töchter|sohn|söhne|kind\w*|mutter"
    r"|vater|schwester|bruder|kumpel\w*|nachbar\w*|kolleg\w*|oma|opa|eltern"
    r"|mitbewohner\w*|cousin\w*|ärztin|arzt|doktor)",
    r"^\W*(?:und |aber |denn |weil )?(?:er|sie) (?:fährt|kommt|geht|kann|will|nimmt|bleibt|fehlt|schafft|macht|ist|wird|muss|möchte)",
)
_ME = any_of(r"ich|wir|mich|mir|uns")
_I_DO = any_of(
    r"(?:ich|wir) (?:\w+ )?(?:werde?|will|kann|möchte|stelle?|trage?|bringe?|sage?)|(?:werde?|will|kann|möchte|stelle?|trage?"
    r"|bringe?|sage?) (?:ich|wir)"
)
_BEGINS_ANEW = re.compile(r"\s(?:und|aber|sondern|brauche?|weil|damit|sonst|also|dafür|denn)\s")
_NEGATED = any_of(rf"{NOT}|ohne dass|kaum|weder|ungern")


_NOT_YES = frozenset(rule for _, rule in (*PERHAPS, *NO))
_RULES = Table(
    (any_of(source), (stance, rule))
    for stance, rules in ((Stance.PERHAPS, PERHAPS), (Stance.NO, NO), (Stance.YES, YES))
    for source, rule in rules
)


def stance_of(folded: str) -> Said | None:
    """What the clause says, doubt before refusal before consent; None where it says nothing about coming."""
    surely = decided(folded)
    if surely:
        return Said(Stance(surely[0]), surely[1])
    meant = mask(folded, UNMEANT)
    words = words_of(folded)
    bare = len(words) <= _BARE_WORDS
    for pattern, (stance, rule) in _RULES.likely(meant):
        found = pattern.search(meant) if bare or rule not in _BARE_RULES else None
        if found and _in_own_voice(meant, words, rule):
            return Said(stance, rule, certain=_is_certain(stance, _scope(meant, found.end())))
    if brings_somebody(meant) and not _NEGATED.search(meant):
        return Said(Stance.YES, "brings_company")
    framed = coming(meant)
    if framed:
        return Said(Stance(framed[0]), framed[1])
    if _LOOKS_FORWARD.match(folded) and not _FORWARD_TO.search(folded):
        return Said(Stance.YES, "looks_forward")
    if _HINT_YES.search(folded):
        return Said(Stance.YES, "hint_yes", certain=False)
    return None


def _scope(folded: str, end: int) -> str:
    """The clause up to where something new begins behind the answer: a "kein" behind it denies something else."""
    new = _BEGINS_ANEW.search(folded, end)
    return folded[: new.start()] if new else folded


def _is_certain(stance: Stance, folded: str) -> bool:
    """Whether neither a yes is negated nor a refusal only supposed ("dass ich nicht da wäre")."""
    if stance is Stance.YES:
        return not _NEGATED.search(folded)
    return stance is not Stance.NO or not folded.startswith(("dass ", "daß "))


def _in_own_voice(folded: str, words: tuple[str, ...], rule: str) -> bool:
    """Whether the clause is the writer's own answer: short, or in the first person; not about some other doing or somebody else."""
    if rule in _VERB_RULES | _DOUBT_RULES | {"count_me_out", "perhaps"} and _HELPING.search(folded):
        return False
    if rule == "speaks_there" and not _I_DO.search(folded):
        return False
    if rule in _NOT_MINE and _NOT_MINE[rule].search(folded):
        return False
    if rule in _NOT_YES and _THEIRS.search(folded) and not _ME.search(folded):
        return False
    if rule == "depends" and len(words) <= 8:
        return True
    if rule == "perhaps" and len(words) > 4 and not _ABOUT_COMING.search(folded):
        return False
    if rule in _VERB_RULES and _OTHER_DOING.search(folded):
        return False
    if len(words) <= (_BARE_WORDS if rule in _BARE_RULES else 4):
        return True
    if rule in _BARE_RULES:
        return False
    return rule in _SELF_RULES or bool(_FIRST_PERSON.search(folded))


def regrets(folded: str) -> bool:
    """Whether the clause sounds like a refusal without being one."""
    return bool(_HINT_NO.search(folded))
