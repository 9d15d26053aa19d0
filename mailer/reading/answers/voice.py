"""Who speaks, in which language, and is it the writer's own affair at all?"""

import re
import unicodedata

from mailer.reading.answers.words import any_of, words_of

_KIN = (
    r"(?:frau|mann|mutter|mama|mutti|vater|papa|vati|sohn|tochter|schwester|bruder|oma|opa|nachbarin|nachbar|partnerin|partner"
    r"|freundin|freund|schwiegermutter|schwiegervater|tante|onkel|kollegin|kollege|chef|chefin|enkelin|enkel|lebensgefährtin"
    r"|lebensgefährte)"
)
_ON_BEHALF = any_of(
    r"(?:schreibe?|antworte?|melde mich|maile?)(?: ich)?(?: \w+){0,4} (?:für (?:mein\w*|unser\w*|frau|herrn|den genossen"
    r"|die genossin|den kollegen|die kollegin)|im namen"
    r"|im auftrag|anstelle|stellvertretend)|im (?:namen|auftrag) (?:von|meine\w*|der|des|unserer|unseres)|i\. ?a\. von",
    r"(?:soll|sollte|lässt|lassen|möge)(?! ich sagen)(?: [\w'.-]+){0,12}? (?:ausrichten|sagen|grüßen und|mitteilen|bescheid (?:sagen|geben)"
    r"|weitergeben|absagen|entschuldigen)|ausrichten",
    rf"hier (?:ist|schreibt|spricht|antwortet|meldet sich) (?:die|der|seine|ihre) (?:\w+ )?{_KIN}|(?:hat|haben) mich gebeten"
    r"|bat mich|bittet mich|in vertretung für|mandantin|mandanten|vollmacht|namens und|als betreuer\w*|bin (?:die"
    r"|der) (?:tochter|sohn|frau|mann|ehefrau|ehemann|betreuer\w*|enkel\w*|pflege\w*) von",
    rf"mein\w* {_KIN}(?:,? [\w().-]+){{0,6}}?,? (?:kann|möchte|will|wird|hat|würde|liegt|ist|lässt"
    rf"|kommt)(?: [\w'.,-]+){{0,10}}? (?:nicht kommen|nicht teilnehmen|austreten|absagen|kommen können|nicht mehr (?:selbst"
    r"|selber)|nicht selbst|nicht selber)",
    r"(?:ihn|sie) (?:entschuldigen|abmelden|austragen)|(?:entschuldige|melde|sage)(?: ich)? (?:für )?(?:ihn|sie"
    rf"|mein\w* {_KIN}) (?:ab|entschuldigt)|(?:für (?:ihn|sie|mein\w* {_KIN})) (?:ab|absagen|zusagen|bitte|melde|sage)",
    r"(?:frau|herr) \w+ (?:und (?:frau|herr) \w+ )?(?:\w+ ){0,6}kommen auch|fragt (?:sie|ihn) besser selbst|kann die mail nicht"
    r"|hat keine mail|haben (?:ja )?keine mail|ihr internet ist",
)
_SOMEBODY = any_of(
    rf"^\W*(?:und |aber |auch |nur |denn |da |weil )*(?:mein|meine|unser|unsere) (?:\w+ )?{_KIN}(?: [\w()-]+){{0,3}}? (?:kann"
    rf"|könnte|will|möchte|würde|wird"
    rf"|hilft|macht|kommt|schafft|hat|muss|backt|übernimmt|soll|darf|ist|sagt ab|fährt)",
    rf"(?:macht|kann|kommt|will|geht|schafft|muss|möchte|darf) (?:mein|meine|unser|unsere) (?:\w+ )?{_KIN}",
    r"^\W*(?:und |aber |nur )?(?:er|sie|die beiden|der kleine|die kleine) (?:kann|könnte|will|möchte|würde|wird|hilft|kommt"
    r"|schafft|übernimmt)",
)
_STAYS_HOME = any_of(
    r"(?:kommt|kann|will|fährt|ist|möchte|schafft|macht)(?! ich)(?: [\w'.-]+){0,4}? (?:nicht|leider nicht)(?: (?:mit|dabei|kommen"
    r"|mitkommen))?\W*$"
)
_WRITER = any_of(r"ich|wir|mich|uns|mir|auch|mit|dabei|begleitet")
_DEATH = any_of(
    r"gestorben|verstorben\w*|verstarb|verstirbt|todesfall|entschlafen|von uns gegangen|eingeschlafen und nicht|ist tot"
    r"|tod (?:meine\w*|unsere\w*|von|eines)|traurige nachricht|trauerfall|traueranzeige|verschieden(?= ?$|[.,])|passed away"
    r"|nicht mehr (?:unter uns|am leben)"
)
_LONG_AGO = any_of(
    r"(?:seit|als|nachdem)?[^.!?\n]{0,40}(?:vor (?:\w+ )?jahren|vor jahren|19\d\d|20[01]\d|damals|früher)[^.!?\n]{0,30}"
    r"(?:gestorben|verstorben|verstarb|tot)(?: ist| war)?|acht jahre tot|\w+ jahre tot"
)
_AUTOMATIC = any_of(
    r"automatische (?:antwort|abwesenheit\w*|e-mail|nachricht|rückmeldung)|abwesenheitsnotiz|abwesenheitsassistent|(?:e-?mail"
    r"|mail|nachricht)\w* (?:wird|werden) (?:\w+ )?nicht (?:weitergeleitet|gelesen|bearbeitet)|keinen zugriff auf (?:meine"
    r"|mein) \w*(?:mail|postfach|nachricht)\w*|in dringenden (?:fällen|angelegenheiten)|out of (?:the )?office|automatic reply"
    r"|automatisch (?:erstellt|generiert|versandt)\w*|diese nachricht wurde automatisch|nicht im büro|auto-?reply"
    r"|nachrichten werden nach meiner rückkehr"
)
_WAVERS = any_of(
    r"das heißt nee|ach quatsch|ach nee|oder doch(?: nicht)?|ach,? frag|ach vergesst|vergesst es|nee warte|nein warte"
    r"|sonst noch (?:wünsche|was)|träumt weiter|das wär ja noch schöner|moment mal,? doch|oder war das|ach ich weiß auch nicht"
    r"|mal so mal so|nee,? lass,? oder"
)
_GERMAN_WORDS = (
    "ich du er sie es wir ihr und der die das den dem ein eine einen nicht auch auf mit für ist bin hab habe zu zum zur im in am "
    "an bei von vom noch ja nein aber wie was wenn dann da mein meine mich mir euch uns kann komme komm bitte danke gruß grüße "
    "liebe hallo so nur schon mal gern gerne leider dabei ik un nich mi ju dat wat op för isch nu ni net nix mei de nee nö sei "
    "ooch ick "
)
_GERMAN = frozenset(_GERMAN_WORDS.split())
_ENGLISH_WORDS = (
    "i i'm i'll we you the and is are for with to of my your thanks thank be will not can have it that this in on at but am there "
)
_ENGLISH = frozenset(_ENGLISH_WORDS.split())
_OTHER_WORDS = (
    "je suis ne pas pour vous merci bonjour avec les des est une nous mais sera serai viens peux ben bir ve için bu çok değil "
    "merhaba teşekkür geliyorum katılamam evet hayır nie jest się dziękuję dzień dobry będę mogę przyjdę na jestem proszę że non "
    "sono grazie ciao per che con sarò posso vengo no puedo gracias hola estaré por para con muy los las voy asistir het niet "
    "voor naar bedankt groeten kan een ik ben jag är inte och tack kommer não obrigado eu estou nem köszönöm nem tudok vagyok "
    "faleminderit jam nuk hvala ne mogu dolazim sam jsem nemohu děkuji marhaba shukran salam "
)
_OTHER = frozenset(_OTHER_WORDS.split())


def speaks_for_others(folded: str) -> bool:
    """Whether the letter is written on behalf of somebody else."""
    return bool(_ON_BEHALF.search(folded))


def is_about_somebody(folded: str) -> bool:
    """Whether somebody else is the one who does something in the clause, without the writer."""
    return bool(_SOMEBODY.search(folded)) and not (_WRITER.search(folded) and not _STAYS_HOME.search(folded))


def tells_of_a_death(folded: str) -> bool:
    """Whether somebody has died lately."""
    return bool(_DEATH.search(_LONG_AGO.sub("_", folded)))


def is_automatic(folded: str) -> bool:
    """Whether a machine wrote it: an absence note answers nothing."""
    return bool(_AUTOMATIC.search(folded))


def wavers(folded: str) -> bool:
    """Whether the writer takes back within the letter what they have just said, without an end."""
    return bool(_WAVERS.search(folded))


def is_foreign(folded: str) -> bool:
    """Whether most of it is in a language other than German or English."""
    letters = [char for char in folded if char.isalpha()]
    strange = sum("LATIN" not in unicodedata.name(char, "LATIN") for char in letters[:2000])
    if letters and strange / len(letters[:2000]) > 0.3:
        return True
    words = words_of(folded)[:400]
    if re.search(r"[ạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹđ]", folded):
        return True
    german = sum(word in _GERMAN for word in words)
    other = sum(word in _OTHER for word in words)
    return len(words) >= 3 and other > german and other >= 2


def is_english(folded: str) -> bool:
    """Whether most of it is English."""
    words = words_of(folded)[:400]
    english = sum(word in _ENGLISH for word in words)
    return (
        english >= 2
        and len({word for word in words if word in _ENGLISH} - {"i", "in", "will", "am", "be"}) >= 1
        and english > sum(word in _GERMAN for word in words)
    )
