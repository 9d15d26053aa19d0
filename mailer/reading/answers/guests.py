"""How many people does the writer bring along?"""

import re
from dataclasses import dataclass

from mailer.reading.answers.words import NUMBER, any_of, fold, number, pattern, words_of

PERSON = (
    r"(?:(?:ehe|schwieger|stief|paten|klein|arbeits|enkel|lieblings)?(?:frau|mann|männer|partner|partnerin|freund|freunde"
    r"|freunden|freundin|freundinnen|sohn|söhne|söhnen|tochter|töchter|töchtern|kind|kinder|kindern|bruder|brüder|schwester"
    r"|schwestern|vater|papa"
    r"|mutter|mama|mutti|oma|opa|enkel|enkeln|enkelin|enkelinnen|enkelkind|enkelkinder|enkeltochter|enkelsohn|tante|onkel|nachbar|nachbarn"
    r"|nachbarin|nachbarinnen|kollege|kollegen|kollegin|kolleginnen|gast|gäste|gästen|person|personen|leute|leuten"
    r"|begleitung|begleiter|begleiterin|begleitperson|interessent|interessentin|interessenten|interessierte|interessierten"
    r"|bekannte|bekannten|bekannter|schwager|schwägerin|cousin|cousine|neffe|neffen|nichte|eltern|schwiegereltern"
    r"|gatte|gatten|gattin|ehemann|ehefrau|göttergatte|göttergatten|jungs|mädchen|mädels|kumpel|kumpels|mitbewohner"
    r"|mitbewohnerin|(?:kleine|kleinen|kleiner|große|großen|großer)(?= ?$| mit| und| dabei| kommt)|lebensgefährte"
    r"|lebensgefährten|lebensgefährtin|pfleger|pflegerin|betreuer|betreuerin|flurnachbarin|flurnachbar|zwerge|zwergen|azubi"
    r"|azubis|baby|dolmetscher|dolmetscherin|assistenz|assistent|assistentin"
    r"|olle|fru|jugendlicher|jugendliche|verlobte|verlobten|verlobter|genossin|genosse|zwillinge|zwillingen|liebste|liebsten"
    r"|liebster|bessere hälfte))"
)
_DETERMINER = (
    r"(?:mein\w*|meen\w*|mien\w*|unser\w*|unsr\w*|den|die|das|der|dem|de|ein|eine|einen|einer|einem|'ne|ne|nem|nen|ner|noch|beide|alle|zwei"
    r"|drei|vier|fünf|sechs|sieben|acht|beiden|2|3|4|5|6)"
)
_ONE = rf"(?:{_DETERMINER} (?:\w+ ){{0,2}}?)?{PERSON}"
_TOTAL = pattern(
    rf"zu (zweit|dritt|viert|fünft|sechst|siebt|acht)|(?:wir|wären|sind|kommen) (?:\w+ ){{0,3}}?zu ({NUMBER})|(?:wir )?(?:sind"
    rf"|wären|kommen) (?:\w+ )?({NUMBER})(?: personen| leute|$| mann)|({NUMBER}) (?:personen|person|leute|pers\.?"
    rf"|mann)(?! (?:\w+ )?mit\w*| dran| drin| da | auf der)|({NUMBER}) (?:plätze|stühle)(?! (?:noch )?frei(?! ?halt)| in meinem| im auto)"
    rf"|tisch für ({NUMBER})|(?:wir(?: \w+){{0,3}}|gleich|kommen|sind) alle ({NUMBER})|(?<!um\s)(?<!gegen\s)(?<!ab\s)({NUMBER}) aus \w+"
)
_PLUS = pattern(rf"(?:\+|plus) ?([1-9]|eins|eine|einen|zwei|drei)(?! ?\d)|mit ({NUMBER}) (?:weiteren )?(?:gästen?|personen|begleit\w*)")
_ALONG = any_of(
    rf"mit (?:{_ONE})(?: und {_ONE})*",
    r"(?:bringe?|bringen|nehme?|nehmen|schleppe?|schlepp|hab|habe|haben|mitbringe?n?|würde|werde|möchte)(?: (?!von|für|an|bei"
    rf"|aus|vom|mit|dem|kuchen)[\w'-]+){{0,4}}? {_ONE}(?: (?:und|sowie) {_ONE})*(?: [\w'-]+){{0,4}}? (?:mit|dabei|an|mitbringen"
    r"|mitnehmen)(?= |$)",
    rf"{_ONE}(?: \w+){{0,2}}? (?:und|&|\+) (?:ich|ik|icke|meine wenigkeit)",
    rf"(?:ich|ik)(?: \w+){{0,3}}? (?:und|\+|&) {_ONE}",
    rf"{_ONE}(?: \w+)? (?:auch|ooch|(?:kommt|kümmt|kommen|fährt|ist|wird|wäre)(?: [\w-]+){{0,3}}? (?:mit|auch|ok|ooch|dabei"
    r"|mitkommen)|begleitet mich)(?= |$)",
)
_TAKES_ALONG = any_of(
    rf"(?:bringe?|bringen|nehme?|nehmen|schleppe?)(?: (?!von|für|an|bei|aus|vom|mit|dem|kuchen)[\w'-]+){{0,4}}? {_ONE}(?: (?:und"
    rf"|sowie) {_ONE})*"
    r"(?: [\w'-]+){0,2}? mit(?= |$)"
)
_LISTED = pattern(rf"(?:(?:ich|wir|mich|uns)(?:,| und| \+|,? sowie) )(?:(?:mit |und )?{_ONE})(?:(?:,| und|,? sowie| \+) {_ONE})*")
_LISTED_LAST = pattern(rf"{_ONE}(?:(?:,| und) {_ONE})* und ich")
_FAMILY = any_of(
    r"(?:meine|unsere|die) (?:ganze |komplette )?(?:familie|bande|sippe|mannschaft|truppe|rasselbande) (?:kommt|kommen|ist"
    r"|sind)(?: \w+){0,2} (?:mit|dabei)"
)
_THINGS = re.compile(
    r"schuhe|gitarre|jacke|mappe|decke|stuhl|stühle|kamera|laptop|unterlagen|liste|kasse|schlüssel|hänger|auto|rad|karte|helm"
    r"|stiefel|brille|hund|kuchen|salat"
    r"|torte|brot|suppe|wein|bier|saft|kaffee|keks|plätzchen|blech|topf|kiste|zelt|grill|tisch|bank|bänke|beamer|technik|mikro"
    r"|buch|bücher|lieder|noten|spiel"
    r"|ball|werkzeug|leiter|schere|eimer|lappen|geschirr|becher|teller|besteck|blumen|fahne|transparent|flyer|plakat|schokolade"
    r"|börek|baklava|brezel|zopf|stollen"
)
_AS_GUEST = pattern(r"als (?:gast|gäste|begleitung|interessent\w*|zuhörer\w*|beobachter\w*)")
_ALONE = any_of(rf"ohne (?:{_ONE}|begleitung|anhang)", "allein|alleine|solo|nur ich")
_MANY = any_of(
    r"mit (?:kindern|den kindern|familie|der familie|anhang|der ganzen \w+|gästen|der truppe|freunden|meinen kindern"
    r"|unseren kindern|der bande|der sippe|den enkeln)|mit kind und kegel|ein paar|einige|mehrere|paar leute"
)
_STAYS_HOME = any_of(rf"{_ONE}(?: [\w-]+){{0,5}}? (?:nicht|nich|arbeiten|muss|krank|zu hause|daheim|leider|kein)")
_US = any_of("wir (?:kommen|sind|nehmen|bleiben|gehen|fahren|wären)|kommen wir|sind wir|wir beide|wir zwei|uns beide|kommen gern\\w*")
_PAIR = any_of("wir (?:beide|zwei|zwee)|uns beide")
_SOMEBODY = any_of(r"(?:nehme?|nimm)(?: \w+)?(?: den| die| noch| auch) \w+ mit|(?:bringe?) (?:den|die) \w+ mit(?= ?$)")
_NAME_AND_I = any_of(
    r"\w+ und ich kommen",
    r"(?:^|also |und zwar )\w+ und ich(?= ?$| kommen| sind| wir)",
    r"(?:^|also )ich und \w+(?= ?$)",
    r"kommen \w+ und ich",
)
_NAMED = re.compile(
    r"\b(?:bringe?|nehme?|mit)\b(?:\s+(?:noch|auch|den|die|dem"
    r"|der))*\s+([A-ZÄÖÜ][\wäöüß]+(?:\s+und\s+[A-ZÄÖÜ][\wäöüß]+)?)(?:\s+\w+){0,2}\s+(?:mit|dabei)\b"
)


@dataclass(frozen=True, slots=True)
class Company:
    """The people besides the writer: `guests`, or None where they are mentioned without a number."""

    guests: int | None


def company_in(folded: str) -> Company | None:
    """The company that a folded piece mentions, or None where it mentions none."""
    folded = _AS_GUEST.sub("_", folded)
    if _ALONE.search(folded):
        return Company(0)
    total = _total(folded)
    if total is not None:
        return Company(max(0, total - 1))
    plus = _PLUS.search(folded)
    if plus:
        return Company(number(next(word for word in plus.groups() if word)) or 1)
    if _MANY.search(folded):
        return Company(None)
    heads = _heads(folded)
    if heads:
        return Company(heads)
    somebody = _SOMEBODY.search(folded)
    if somebody:
        return None if _THINGS.search(somebody.group()) else Company(1)
    if _PAIR.search(folded) or _NAME_AND_I.search(folded):
        return Company(1)
    return Company(None) if _US.search(folded) else None


def listed_in(folded: str) -> Company | None:
    """The company in a list that holds the writer: "ich, mein Mann und unsere Tochter"."""
    found = _LISTED.search(folded) or _LISTED_LAST.search(folded)
    return Company(_heads_in(found.group())) if found else None


def brings_somebody(folded: str) -> bool:
    """Whether people are brought along: then the writer comes too."""
    return bool(_TAKES_ALONG.search(folded) or _FAMILY.search(folded))


def named_in(text: str) -> Company | None:
    """The people brought along whom the writer calls by name: "ich bringe Hilde und Rolf mit"."""
    found = _NAMED.search(text)
    if found is None or _THINGS.search(fold(found.group())):
        return None
    return Company(2 if " und " in found.group(1) else 1)


def _total(folded: str) -> int | None:
    found = _TOTAL.search(folded)
    if not found:
        return None
    word = next((word for word in found.groups() if word), "")
    count = number(word)
    return count if count and count < 40 else None


def _heads(folded: str) -> int:
    """The people in "meinen Mann und zwei Freundinnen", counted once each."""
    spans = [found.span() for found in _ALONG.finditer(folded)]
    if not spans or (_STAYS_HOME.search(folded) and not re.search(r"kommt|auch|bring", folded)):
        return 0
    piece = folded[min(start for start, _ in spans) :]
    return _heads_in(piece)


def _heads_in(piece: str) -> int:
    return min(sum(_count(found) for found in pattern(rf"(?:({NUMBER}|beiden) )?(?:[\w-]+ )??({PERSON})").finditer(piece)), 30)


def _count(found: re.Match[str]) -> int:
    said = number(found.group(1) or "")
    if said is not None:
        return said
    word = words_of(found.group(2))[-1]
    return 2 if word.endswith(("eltern", "zwillinge", "zwillingen")) else 1
