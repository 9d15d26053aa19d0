"""Which kinds of work do shifts ask for, and by which words does a writer speak of each?"""

import re
from functools import lru_cache

from mailer.reading.answers.gifts import BAKED, DISHES, SALADS
from mailer.reading.answers.words import Table, any_of, fold, mask, pattern

_WORKS: tuple[tuple[str, str], ...] = (  # how the writer says it, how a shift's title does; an empty title means the same words
    (
        r"aufbau\w*|aufzubauen|stühle und \w+tag|(?:bau|baue|bauen)(?: [\w'.:-]+){0,7}? auf(?= ?$)|einräum\w*|bestuhl\w*|herricht\w*"
        r"|raumherricht\w*"
        r"|eindeck\w*|aufstell\w*|einrichten|auf-|tische? decken|\w+aufbau",
        r"aufbau|einräum|bestuhl|stühle|tische|bänke|herricht|eindeck|aufstell|einrichten",
    ),
    (
        r"\w*abbau\w*|abzubauen|rückbau\w*|abriss|(?:bau|baue|bauen)(?: [\w'.:-]+){0,7}? ab(?= ?$)|aufräum\w*|aufzuräumen|abräum\w*"
        r"|wegräum\w*|zurückstell\w*|zurückräum\w*|zusammenräum\w*|zusammenpack\w*|kehraus"
        r"|(?:räum|räume|pack|packe)(?: [\w'.:-]+){0,7}? (?:auf|ab|weg|zusammen)(?= ?$)",
        r"abbau|aufräum|abräum|wegräum|zurückstell|zurückräum|rückbau|kehraus",
    ),
    (
        r"einlass\w*|am eingang|(?:an|in) (?:der|die) tür|stimmkarten\w*|anmeldetisch|registrier\w*|\w*akkreditier\w*|mandatsprüf\w*"
        r"|anmeldung machen|(?:an|bei) (?:der|die) \w*anmeldung|namen abhaken|am empfang|empfangstisch",
        r"einlass|eingang|stimmkarten|anmeldetisch|registrier|akkreditier|anmeldung|mandatsprüf",
    ),
    (rf"\w*kuchen\w*|backe?n?|gebacken\w*|{BAKED}|kuchenbasar|kuchenstand", r"kuchen|backen|torte|plätzchen|stollen|keks|gebäck"),
    (r"\w*waffel\w*", r"waffel"),
    (
        r"kaffee ?kochen\w*|kaffeekochen\w*|kaffee koche?|koche? (?:den |gern |euch )?kaffee|kaffeemaschine|kaffeeautomat\w*"
        r"|(?<!zum\s)(?<!hl\s)(?<!auf\s)(?<!einen\s)(?<!bei\s)kaffee",
        r"kaffee(?!tafel)",
    ),
    (
        r"(?<!den\s)(?<!einen\s)(?:am |zum |der |vom )?(?:grill|grillstand|\w*grillschicht|grilldienst|grillmeister\w*)|(?:an"
        r"|auf) den \w*grill"
        r"|bratwurst\w*|rost|ans feuer|wurststand"
        r"|(?:dreh|brat|wend|verkauf|mach|übernehm|brutz)\w*(?: [\w'.:-]+){0,5}? (?:\w*würste?|\w*würstchen|\w*wurst|steaks?|grill)"
        r"|(?:\w*würste?|\w*würstchen|\w*wurst|steaks?|grill)(?: [\w'.:-]+){0,4}? (?:um)?(?:dreh|brat|wend|verkauf|mach|übernehm|brutz"
        r"|betreu)\w*",
        r"grill|bratw|wurst|würst|rost",
    ),
    (r"zähl\w*|auszähl\w*|auszuzählen|zählkomm\w*|wahlhelfer\w*|wahlkommission", r"zähl|wahlhelfer"),
    (
        r"kinderbetreu\w*|betreuung|kinder (?:bespaßen|betreuen|hüten)|kinderspiele\w*|sackhüpfen|dosenwerfen|eierlauf\w*|topfschlagen"
        r"|die kinder gebt|bespaße?",
        r"kinderbetreu|betreuung|spiele für kinder|kinderspiele|kinderprogramm",
    ),
    (r"ordner\w*|armbinde", ""),
    (r"gläser\w*|polier\w*|saal eindecken|eindeck\w*", ""),
    (r"häng\w*|kleb\w*|aufhäng\w*|leiter", ""),
    (
        r"theken?\w*|tresen\w*|\w*ausschank|\w*zapf\w*|getränke\w*|bardienst|an (?:der|die) bar|ausschenken",
        r"theke|tresen|ausschank|zapf|getränke|bierwagen|bierstand|schank|(?<!\w)bar(?!\w)",
    ),
    (r"hecken?\w*|schneiden|stutzen|(?:schneide?|stutze?) ich", r"hecke|schneiden|strauchschnitt|gehölz"),
    (r"wege|wege?bau\w*|wegearbeit\w*|(?:auf|an) den wegen|schotter\w*", r"wege|schotter"),
    (rf"frühstück|{DISHES}", r"eintopf|suppe|frühstück|gulasch|mittagessen"),
    (r"zaun\w*|streichen|pinsel\w*|anstreichen", ""),
    (r"container\w*|beladen", ""),
    (r"hüpfburg\w*", ""),
    (SALADS, r"salat"),
    (r"protokoll\w*|mitschreib\w*|schriftführ\w*", r"protokoll"),
    (r"\w*fahrdienst\w*|abholdienst|chauffier\w*|kutschier\w*|shuttle\w*|als fahrer\w*|ein fahrer\w*", r"fahrdienst|abhol|shuttle|fahrer"),
    (r"(?:abend|tages)?kasse|kassier\w*", r"kasse"),
    (r"\w*technik\w*|(?<!guten\s)ton|beamer|mikros?|mikrofon\w*|mischpult", r"technik|beamer|mikro|(?<!\w)ton(?!\w)"),
    (r"schnippel\w*|schnibbel\w*|gemüse schneiden|gemüse schälen", r"schnippel|schnibbel"),
    (r"\w*abwasch\w*|abspül\w*|spüle?n?|spül|(?:wasch|wasche|spül)(?: [\w'.:-]+){0,5}? ab(?= ?$)", r"abwasch|spül"),
    (r"\w*lotsen?\w*|warnwesten?|absicher\w*|straßen? (?:sperren|sichern|absperren)", r"lots|warnweste|absicher|sichern"),
    (r"dolmetsch\w*|übersetz\w*", ""),
    (r"fotografier\w*|fotos machen|knipsen?", r"foto"),
    (r"telefonier\w*|telefondienst|am telefon|ans telefon", r"telefon"),
    (r"\w*schminken\w*|schmink(?= )|schminke (?:ich|gern\w*)|ich schminke|schmink(?:tisch|stand|ecke)|facepainting", r"schmink"),
    (r"moderier\w*|moderation", ""),
    (r"guides?|\w*führungen?|gruppen? führen", r"führung|führen"),
    (r"(?:aus)?fegen?|feg|kehren?|besen|durchwischen|putzen?", r"fegen|kehren|putzen|besen|kehraus"),
    (r"\w*wache(?: halten)?", r"wache"),
    (r"zeitnahme|zeitnehm\w*|zeiten? (?:stoppen|nehmen|stopp)|stoppuhr", r"zeitnahme|zeitnehm"),
)
_SAID = Table((pattern(said), work) for work, (said, _) in enumerate(_WORKS))
_TITLES = tuple(re.compile(title or said) for said, title in _WORKS)
_SETTING_UP, _CLEARING = 0, 1
CLEARING = (_CLEARING,)
SWEEPS = any_of(
    r"(?:aus|durch)?fegen?|feg|kehren?|besen|handfeger|(?:durch|auf)wischen"
)  # for the shift that clears up, where none lists it
_FURNITURE = any_of(
    r"(?<!am\s)(?<!zu\s)(?<!auf\sden\s)(?<!auf\sdie\s)(?<!unter\sden\s)(?:stühle?n?|stuhl|tische?n?(?! (?:bring|stift|spend|besorg|bind"
    r"|hab))|bänke?n?|bierbänke|biertische|podeste?n?)|(?:tische?|stühle?"
    r"|bänke?)(?:rück|schlepp|stell|trag|räum)\w*"
)
_AWAY = any_of(
    r"zurück(?!zieh|nehm|geb|tret|ruder|melde)\w*|weg(?!en)\w*|stapel\w*|zusammen(?:\w+|(?= ?$))|hochstell\w*|hoch|aufräum\w*|abbau\w*"
    r"|abräum\w*|einklappen|rausräum\w*"
)
_AT_FURNITURE = any_of(
    r"(?:an|hinter|auf|unter|neben|am|zu|bei|vor|in) (?:den |die |dem |der |eure[mnr]? |meine[mnr]? |eine[mnr]? "
    r"|unsere[mnr]? )?(?:\w+ )?(?:\w*tische?n?|stühlen?|stuhl|bänken?|bank)"
)
_CARRIED = any_of(
    r"(?:hole?|leihe?|bringe?|fahre?|transportiere?|liefere?|karre?)(?: ich| wir)? (?:[\w'.-]+ ){0,4}?(?:\w*stühle|\w*tische|\w*bänke"
    r"|\w*garnituren?)"
    r"(?: [\w'.-]+){0,4} (?:ab|mit|hin|vorbei|her|ran)(?= |$)|(?:\w*tische|\w*stühle|\w*bänke|garnituren?) (?:bringe?|leihe?|hole?"
    r"|liefere?) ich"
)  # lent or driven there, not put up
_AND_MORE = any_of(
    r"(?:stühle|tische|bänke)n?(?: [\w'.-]+){0,3}? und (?!stuhl|stühle|tisch|bänke)|(?:abbau\w*|aufräumen) (?:und"
    r"|oder) (?:\w+ ){0,2}(?:stühle|tische|bänke)n?"
)


def works_in(folded: str) -> list[int]:
    """The kinds of work that a folded piece speaks of, by their numbers."""
    works = [work for said, work in _SAID.likely(folded) if said.search(folded)]
    if _CARRIED.search(folded):
        return works
    folded = mask(folded, _AT_FURNITURE)
    if _FURNITURE.search(folded) and _AND_MORE.search(folded):
        return list(dict.fromkeys([_SETTING_UP, *works]))
    if _FURNITURE.search(folded):
        kind = _CLEARING if _AWAY.search(folded) else _SETTING_UP
        return [kind, *(one for one in works if one not in (_SETTING_UP, _CLEARING))] if kind not in works else works
    return works


@lru_cache(maxsize=1024)
def works_of(title: str) -> frozenset[int]:
    """The kinds of work that a shift's title names."""
    return frozenset(index for index, work in enumerate(_TITLES) if work.search(fold(title)))
