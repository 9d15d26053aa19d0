"""Who speaks, in which language, and is it the writer's own affair at all?"""

import re
import unicodedata
from collections.abc import Sequence

from mailer.reading.answers.names import is_first_name
from mailer.reading.answers.words import any_of, words_of

_KIN = (
    r"(?:(?:ehe|schwieger|stief|lebens|paten|wg-|ex-?|arbeits|partei)?(?:frau|mann|mutter|mama|mutti|vater|papa|vati|sohn|tochter"
    r"|schwester|bruder|oma"
    r"|opa|nachbarin|nachbar|partnerin|partner|freundin|freund|tante|onkel|kollegin|kollege|enkelin|enkel|gefährtin|gefährte|kind|genossin"
    r"|genosse)|schwager|schwägerin|cousin|cousine|neffe|nichte|mitbewohner|mitbewohnerin|gatte|gattin|großmutter|großvater|kumpel|verlobte"
    r"|verlobter|eltern|kinder|jungs|älteste|ältester|jüngste|jüngster|große|großer|kleine|kleiner|zwillinge|schützling|mündel|ex)"
)
_GROUP = (
    r"(?:ov|ortsverband|ortsgruppe|basisgruppe|wohngruppe|gruppe|klasse|chor|familie|belegschaft|abteilung|fraktion|vorstand|delegation"
    r"|team"
    r"|truppe|mannschaft|wg|hausgemeinschaft|schicht|station|verein|arbeitskreis|ag|kreisverband|stammtischrunde)"
)
_ON_BEHALF = any_of(
    r"(?:schreibe?|antworte?|melde mich|maile?)(?: ich)?(?: \w+){0,4} (?:für (?:mein\w*|unser\w*|frau|herrn|den genossen"
    r"|die genossin|den kollegen|die kollegin)|im namen"
    r"|im auftrag|anstelle|stellvertretend)|im (?:namen|auftrag) (?:von|meine\w*|der|des|unserer|unseres)|i\. ?a\. von",
    r"(?<!man\s)(?:soll|sollte|lässt|lassen|möge)(?! ich sagen)(?: [\w'.-]+){0,12}? (?:ausrichten|sagen|grüßen und|mitteilen"
    r"|bescheid (?:sagen|geben)"
    r"|weitergeben|absagen|entschuldigen)|ausrichten|(?<!was\s)soll ich (?:euch |nur )?(?:ausrichten|sagen"
    r"|schreiben|mitteilen"
    r"|bestellen)",
    rf"hier (?:ist|schreibt|spricht|antwortet|meldet sich) (?:die|der|seine|ihre) (?!frau \w|herr)(?:\w+ )?{_KIN}|(?:hat"
    rf"|haben) mich gebeten(?!,? (?:an|am|bei|beim|um|im|in) )"
    r"|bat mich|bittet mich|in vertretung für|mandantin|mandanten|vollmacht|namens und|als betreuer\w*|bin (?:die"
    r"|der) (?:tochter|sohn|frau|mann|ehefrau|ehemann|betreuer\w*|enkel\w*|pflege\w*) von",
    rf"(?:mein|meine) {_KIN}(?:,? [\w().-]+){{0,6}}?,? (?:kann|möchte|will|wird|hat|würde|liegt|ist|lässt"
    rf"|kommt)(?: [\w'.,-]+){{0,10}}? (?:nicht kommen|nicht teilnehmen|austreten|absagen|kommen können|nicht mehr (?:selbst"
    r"|selber)|nicht selbst|nicht selber)",
    r"(?:ihn|sie) (?:entschuldigen|abmelden|austragen)|(?:entschuldige|melde|sage)(?: ich)? (?:für )?(?:ihn|sie"
    rf"|mein\w* {_KIN}) (?:ab|entschuldigt)|(?:für (?:ihn|sie|mein\w* {_KIN})) (?:ab|absagen|zusagen|bitte|melde|sage)",
    r"(?:frau|herr) \w+ (?:und (?:frau|herr) \w+ )?(?:\w+ ){0,6}kommen auch|fragt (?:sie|ihn) besser selbst|kann die mail nicht"
    r"|hat keine mail|haben (?:ja )?keine mail|ihr internet ist",
)
_GREETS = any_of(r"(?:grüße?|gruß)(?: \w+){0,4}? (?:ausrichten|bestellen)")
_SOMEBODY = any_of(
    rf"^\W*(?:und |aber |auch |nur |denn |da |weil )*(?:mein|meine|unser|unsere) (?:\w+ )?{_KIN}(?: [\w()-]+){{0,3}}? (?:kann"
    rf"|könnte|will|möchte|würde|wird"
    rf"|hilft|macht|kommt|schafft|hat|muss|backt|übernimmt|soll|darf|ist|sagt ab|fährt)",
    rf"(?:macht|kann|kommt|will|geht|schafft|muss|möchte|darf|würde|wird|könnte|fährt) (?:mein|meine|unser|unsere) (?:\w+ )?{_KIN}",
    rf"^\W*(?:der|die|unser|unsere) (?:ganze |gesamte |komplette |halbe )?{_GROUP}(?: [\w()-]+){{0,3}}? (?:kann|könnte|will|möchte|würde"
    rf"|wird|hilft"
    r"|kommt|schafft|übernimmt|sagt ab|fährt|bleibt)",
    r"^\W*(?:und |aber |nur )?(?:er|sie|die beiden|der kleine|die kleine) (?:kann|könnte|will|möchte|würde|wird|hilft|kommt"
    r"|schafft|übernimmt)",
)
_NAMED = any_of(
    r"\W*(?:und |aber |auch |nur |denn |da |weil )*(?:der |die |unser |unsere |frau |herr |genosse |genossin )?([\w-]+)(?: (?!ich|wir"
    r"|und)[\w().-]+)?"
    r" (?:kann|könnte|will|möchte|würde|wird|hilft|kommt|schafft|übernimmt|muss|sagt ab|fährt|bleibt|lässt|backt|macht)"
)
_STAYS_HOME = any_of(
    r"(?:kommt|kann|will|fährt|ist|möchte|schafft|macht)(?! ich)(?: [\w'.-]+){0,4}? (?:nicht|leider nicht)(?: (?:mit|dabei|kommen"
    r"|mitkommen))?\W*$"
)
_WRITER = any_of(r"ich|wir|mich|uns|mir|auch|mit|dabei|begleitet")
_MEMBERS_TOO = any_of(
    r"(?:auch|ebenfalls|beide|alle|alles|selbst|ebenso|selber)(?: \w+){0,2} (?:mitglied|mitglieder|genoss\w+|eingetreten|delegierte\w*"
    r"|stimmberechtigt\w*)|frisch eingetreten|gerade eingetreten|(?:hat|haben) sich(?: \w+){0,3} (?:noch )?nicht (?:selbst )?(?:gemeldet"
    r"|angemeldet|zurückgemeldet)"
)
_DEATH = any_of(
    r"gestorben|verstorben\w*|verstarb|verstirbt|todesfall|entschlafen|von uns gegangen|eingeschlafen und nicht|ist tot"
    r"|tod (?:meine\w*|unsere\w*|von|eines)|für immer (?:eingeschlafen|gegangen)|(?:eingeschlafen|gegangen),? für immer|traurige nachricht"
    r"|trauerfall|traueranzeige|(?:wird|wurde|haben wir|haben)(?: (?:mein\w*"
    r"|unser\w*|am \S+|gestern|heute|morgen))*(?: [\w-]+){0,3}? (?:beerdigt|beigesetzt)|verschieden(?= ?$|[.,])|passed away"
    r"|nicht mehr (?:unter uns|am leben)"
)
_NO_DEATH = any_of(
    r"(?:bin|war|wär|wäre|werd|werde)(?: ich)?(?: \w+){0,5} (?:tot|gestorben)",
    r"(?:die|das|der|mein\w*|unser\w*)(?: \w+)? (?:\w*nummer|\w*adresse|\w*handy|\w*telefon|\w*smartphone|\w*konto|\w*auto|\w*wagen|\w*rad"
    r"|\w*maschine|\w*kühlschrank|\w*gerät|\w*spüler|\w*trockner|\w*ofen|\w*pumpe|\w*bildschirm|\w*roller|\w*moped|\w*herd|\w*heizung"
    r"|\w*rechner|\w*computer|\w*laptop|\w*tablet|\w*drucker|\w*festplatte|\w*router"
    r"|\w*internet"
    r"|\w*leitung|\w*festnetz|\w*mail\w*|\w*postfach|\w*akku|\w*fernseher|\w*dauerauftrag|\w*motor|\w*getriebe|\w*batterie|\w*server"
    r"|\w*website"
    r"|\w*projekt|\w*thema|\w*idee|\w*baum|\w*hund|\w*katze|\w*kater|\w*pferd|\w*hamster|\w*vogel|\w*kaninchen|\w*hase|\w*huhn|\w*ziege"
    r"|\w*kuh)(?: \w+){0,6}? (?:tot|gestorben|verstorben)",
    r"(?:die|das) alte (?:ist|war|sei)(?: \w+){0,4} tot",
    r"(?:tot|gestorben) (?:ist|war) (?:die|das|der|mein\w*) (?:\w*nummer|\w*handy|\w*auto|\w*maschine|\w*konto)"
    r"|gestorben ist \w+ für (?:mich|uns)"
    r"|für (?:mich|uns) gestorben|totgelacht|gestorben vor (?:lachen|scham|langeweile)",
    r"(?:nach|seit) dem tod (?:\w+ ){1,4}?(?:hab|habe|bin|war|muss|kann|lebe|wohne|komme|zahle|mache|sitze|will|nicht|mehr|alle|wieder)"
    r"|(?:ist|sind|war|waren) (?:grad|gerade|heute|gestern|mir|bei uns|bei mir|letzte woche)(?: \w+){0,3} (?:waschmaschine|spülmaschine"
    r"|kühlschrank|auto"
    r"|heizung|handy|laptop|rechner)(?: \w+)? gestorben",
    r"(?:mein|meine|meinem|meiner|meines|meinen|unser|unsere|unserem|unserer) (?:\w+ )?verstorbene[nmrs]?",
)
_LONG_AGO = any_of(
    r"(?:seit|als|nachdem)?[^.!?\n]{0,40}(?:vor (?:\w+ )?jahren|vor jahren|19\d\d|20[01]\d|damals|früher)[^.!?\n]{0,30}"
    r"(?:gestorben|verstorben|verstarb|tot)(?: ist| war)?|acht jahre tot|\w+ jahre tot"
)
_AUTOMATIC = any_of(
    r"^\W*abwesenheit: |automatische (?:antwort|abwesenheit\w*|e-mail|nachricht|rückmeldung)|abwesenheitsnotiz|abwesenheitsassistent"
    r"|(?:e-?mail"
    r"|mail|nachricht)\w* (?:wird|werden) (?:\w+ )?nicht (?:weitergeleitet|gelesen|bearbeitet)|keinen zugriff auf (?:meine"
    r"|mein) \w*(?:mail|postfach|nachricht)\w*|in dringenden (?:fällen|angelegenheiten)|out of (?:the )?office|automatic reply"
    r"|(?:automatisch|maschinell) (?:erstellt|generiert|versandt)\w*|ihre (?:e-?mail|nachricht|anfrage) (?:wurde|ist) (?:empfangen"
    r"|eingegangen)|der empfänger (?:ist|befindet sich)|diese nachricht wurde automatisch|nicht im büro|auto-?reply"
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
_ENGLISH_ALONE = _ENGLISH - {"i", "in", "will", "am", "be"}  # no German words
_OTHER_WORDS = (
    "je suis ne pas pour vous merci bonjour avec les des est une nous mais sera serai viens peux ben bir ve için bu çok değil "
    "merhaba teşekkür geliyorum katılamam evet hayır nie jest się dziękuję dzień dobry będę mogę przyjdę na jestem proszę że non "
    "sono grazie ciao per che con sarò posso vengo no puedo gracias hola estaré por para con muy los las voy asistir het niet "
    "voor naar bedankt groeten kan een ik ben jag är inte och tack kommer não obrigado eu estou nem köszönöm nem tudok vagyok "
    "faleminderit jam nuk hvala ne mogu dolazim sam jsem nemohu děkuji marhaba shukran salam "
)
_OTHER = frozenset(_OTHER_WORDS.split())
_UNUSUAL = re.compile(r"[^\x00-\x7fäöüß]")
_VIETNAMESE = re.compile(r"[ạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹđ]")


def speaks_for_others(folded: str) -> bool:
    """Whether the letter is written on behalf of somebody else."""
    return bool(_ON_BEHALF.search(_GREETS.sub("_", folded)))


def registers_members(folded: str) -> bool:
    """Whether those who come along are members themselves, who must answer for themselves."""
    return bool(_MEMBERS_TOO.search(folded))


def is_about_somebody(folded: str) -> bool:
    """Whether somebody else is the one who does something in the clause, without the writer."""
    named = _NAMED.match(folded)
    of_others = bool(_SOMEBODY.search(folded)) or bool(named and is_first_name(named.group(1)))
    return of_others and not (_WRITER.search(folded) and not _STAYS_HOME.search(folded))


def tells_of_a_death(folded: str) -> bool:
    """Whether somebody has died lately."""
    return bool(_DEATH.search(folded) and _DEATH.search(_NO_DEATH.sub("_", _LONG_AGO.sub("_", folded))))


def is_automatic(folded: str) -> bool:
    """Whether a machine wrote it: an absence note answers nothing."""
    return bool(_AUTOMATIC.search(folded))


def wavers(folded: str) -> bool:
    """Whether the writer takes back within the letter what they have just said, without an end."""
    return bool(_WAVERS.search(folded))


def is_foreign(folded: str) -> bool:
    """Whether most of it is in a language other than German or English."""
    if _UNUSUAL.search(folded) and (_is_of_other_letters(folded) or _VIETNAMESE.search(folded)):
        return True
    words = words_of(folded)[:400]
    if _OTHER.isdisjoint(words):
        return False
    other = len([word for word in words if word in _OTHER])
    return len(words) >= 3 and other >= 2 and other > _german_in(words)


def _is_of_other_letters(folded: str) -> bool:
    letters = [char for char in folded if char.isalpha()][:2000]
    strange = sum("LATIN" not in unicodedata.name(char, "LATIN") for char in letters if not char.isascii())
    return bool(letters) and strange / len(letters) > 0.3


def is_english(folded: str) -> bool:
    """Whether most of it is English."""
    words = words_of(folded)[:400]
    if _ENGLISH_ALONE.isdisjoint(words):
        return False
    english = len([word for word in words if word in _ENGLISH])
    return english >= 2 and english > _german_in(words)


def _german_in(words: Sequence[str]) -> int:
    return len([word for word in words if word in _GERMAN])
