"""What would an English answer be in German, word for word? The rules for German then read it."""

import re

_PHRASES = (
    (r"(?:i |we )?(?:would|'d) (?:come|join|love to(?: come| join)?|be there),? but", "ich kann leider nicht kommen, denn"),
    (r"(?:so |but )?no ((?:\w+ ){0,2}\w+) for (?:me|us)(?= this| ?$|[.,!])", r"\1 ohne mich"),
    (
        r"(?:have to |must |will |'ll |going to |need to )(?:miss|skip|sit out|pass on)(?: this(?: one)?| it| that)?",
        "muss absagen",
    ),
    (
        r"(?:can't|cannot|can not|won't|unable to) (?:do|sing|play|perform|manage)(?: at| on)?(?= the| that| this| it| on| \d| my)",
        "kann nicht",
    ),
    (r"(?:can't|cannot|can not|won't|unable to) make(?: it to)?(?= the| this| that| \d)", "kann nicht kommen zu"),
    (r"(?:my|our) (\w+)(?: (?:will|is|'ll))? (?:come|coming|join|joining|be coming)(?: along| too| as well)+", r"mit mein \1"),
    (r"we'll both be there|we will both be there|we're both coming|we both come", "wir kommen zu zweit"),
    (r"would (.{3,40}?) be (?:possible|ok|okay|alright)", r"wäre \1 möglich"),
    (r"lost my job|out of work|unemployed", "arbeitslos"),
    (r"(?:reduced|lower|smaller) (?:rate|fee|amount|contribution)", "kleineren beitrag"),
    (r"(?:something|a bit|a little) (?:smaller|lower|less)", "weniger"),
    (r"(?:small|several|monthly|two|three|four) (?:steps|parts|instal?lments|payments)", "raten in teilen"),
    (r"(?<!\w)at the(?= [a-zäöü])", "beim"),
    (
        r"(?:can't|cannot|can not|won't be able to|unable to|not able to)(?: \w+)? (?:make it|come|attend|join|be there|step in"
        r"|be with you)",
        "kann nicht kommen",
    ),
    (r"won't (?:make it|come|attend|join|be there|be coming|be attending)|will not (?:come|attend|join|be there)", "komme nicht"),
    (r"i'm not coming|i am not coming|not coming|count me out", "ich komme nicht"),
    (r"(?:i |we )?(?:have to|must|need to) (?:cancel|decline|pass)", "ich muss absagen"),
    (r"(?:might|may) (?:be able to )?(?:make it|come|attend|join|be there)", "komme vielleicht"),
    (r"(?:hope|trying|try) to (?:make it|come|attend|join|be there)", "hoffe zu kommen"),
    (
        r"(?:i'd|i would|we'd|we would|i'll|i will|we'll|we will|i can|we can|i'm going to|going to|happy to|glad to|love to|like to)"
        r"(?: (?:love|like|be happy|be glad|definitely|gladly|happily|also|both|happy) ?(?:to)?)? (?:make it|come|attend|join"
        r"|be there|be joining|be attending|be with you|be coming)",
        "ich komme gern",
    ),
    (r"(?:i'm|i am|we're|we are) (?:definitely |both |also )?(?:coming|attending|joining|in(?= ?$|[.,!])|in for|there)", "ich komme"),
    (r"(?:happy|glad|will|i'll|can) to step in|happy to step in|i'll step in|i can step in", "ich komme gern"),
    (r"^\W*will (?:join|come|attend)|(?<=and )will (?:join|come|attend)", "ich komme"),
    (r"count me in|sign me up|put me down|confirming both|i confirm both", "ich komme zu beiden"),
    (r"(?:i )?confirm(?:ing)?(?: my (?:attendance|participation))?", "ich bestätige meine teilnahme"),
    (r"see you(?: there| then| all)?(?= on| at| in| for| the| next| ?$|[.,!])", "ich bin dabei"),
    (r"(?:please )?excuse me", "bitte entschuldigt mich"),
    (r"no promises", "kann nichts versprechen"),
    (r"(?:i'm|i am|we're|we are) (?:abroad|away|on holiday|on vacation|travelling|traveling|out of town)", "ich bin im urlaub leider"),
    (r"(?:i'm|i am) (?:on call|on duty|working|at work|on (?:a )?night (?:shift|duty))", "ich habe leider dienst"),
    (r"(?:i |we )?(?:have |'ve )?(?:already )?(?:transferred|paid|settled)", "ich habe schon überwiesen"),
    (
        r"(?:was|were|has been|have been) (?:already )?(?:debited|transferred|paid)(?: \w+){0,4}|left (?:my|our) account",
        "ist schon überwiesen",
    ),
    (r"(?:i'll|i will|will) (?:transfer|pay)(?: it| the \w+)?", "ich überweise es"),
    (r"can't (?:afford|pay|manage)|cannot (?:afford|pay|manage)", "kann nicht bezahlen"),
    (r"in instal?lments|a month", "in raten"),
    (
        r"resign(?:ing)? (?:from )?my membership|resign from the party|leave the party|leaving the party|cancel my membership"
        r"|terminate my membership",
        "kündige hiermit meine mitgliedschaft",
    ),
    (
        r"(?:take|remove) me (?:off|from)(?: (?:the|your))? (?:\w+ )?(?:mailing list|newsletter|list)|unsubscribe(?: me)?",
        "nehmt mich aus dem verteiler",
    ),
    (r"(?:my )?new (?:phone |mobile )?number(?: is)?|new one(?= ?:)", "meine neue nummer"),
    (
        r"(?:my )?new (?:e-?mail"
        r"|mail)(?: address)?(?: is)?",
        "meine neue mailadresse",
    ),
    (r"(?:my )?new address(?: is)?|i(?:'ve| have)? moved(?: to)?", "meine neue adresse"),
    (r"(?:i'll|i will|i can|can|happy to|i could|we can|we'll) (?:take on|take|do|cover|watch|run|handle)", "ich übernehme gern"),
    (
        r"(?:i'll|i will|i can|can|happy to|i could|we can|we'll) (?:also )?(?:help|give a hand|lend a hand)(?: out)?(?: with)?",
        "ich helfe gern bei",
    ),
    (r"(?:i'll|i will|i can|and|will|we'll) (?:also )?(?:bring|be bringing)|bringing|bring along", "ich bringe mit"),
    (r"(?:i'll|i will|i can) bake", "ich backe"),
    (r"party (?:conference|convention|congress)", "parteitag"),
    (r"story ?telling café|christmas café|story café", "erzählcafé"),
    (r"branch(?:es)?(?:'|'s)? meeting|branches", "runde der ortsverbände"),
    (
        r"general (?:assembly|meeting)|annual meeting|agm"
        r"|members' meeting",
        "versammlung",
    ),
    (r"(?:board )?meetings?(?! point)", "sitzung"),
    (r"retreat", "klausur"),
    (r"work(?:ing)? days?", "arbeitseinsatz"),
    (r"summer (?:party|fest)", "sommerfest"),
    (r"bouncy castle", "hüpfburg"),
    (r"gravel(?: paths?)?|paths", "wege"),
    (r"set(?:ting)? ?up|chairs", "aufbau"),
    (r"clean(?:ing)?[- ]?up|tidying(?: up)?", "aufräumen"),
    (r"(?:please find )?(?:attached|enclosed)(?: (?:is|are|you(?:'ll| will) find))?", "im anhang"),
    (r"amendments?", "änderungsantrag"),
    (r"motions?(?= (?:on|about|for|to|concerning|regarding|against))", "antrag"),
    (r"by (?:the )?end of the year|at the end of the year", "zum jahresende"),
    (r"(?:as of|with effect from|effective)", "zum"),
    (r"on the (\d{1,2})(?:st|nd|rd|th)(?: of)?", r"am \1."),
    (r"(\d{1,2})(?:st|nd|rd|th)(?: of)?(?= |$|[,!])", r"\1."),
    (r"(?:the )(\d{1,2})(?:st|nd|rd|th)", r"den \1."),
    (r"on (\d{1,2}) (?=jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)", r"am \1. "),
    (
        r"(\d{1,2}) (?=jan|feb|mar|apr|may|jun"
        r"|jul|aug|sep|oct|nov|dec)",
        r"\1. ",
    ),
    (
        r"(january|february|march|april|may|june|july|august|september|october|november|december) (\d{1,2})(?:st|nd|rd|th)?(?! ?\d"
        r"|:)",
        r"\2. \1",
    ),
    (
        r"(?:and |to )?(?:i can |i'll |can |happy to )?(?:stay(?: on)? (?:after|on"
        r"|late)? ?(?:\w+ )?(?:to )?)?help (?:to )?clear(?:ing)? up|clear(?:ing)? up",
        "und ich helfe beim abbau",
    ),
    (r"except(?: for)?|apart from|but not", "außer"),
    (r"(?:a (?:bit|little) )?late(?! \w+ shift)", "etwas später"),
    (r"story ?telling café", "erzählcafé"),
    (r"not sure(?: yet)?|don't know(?: yet)?|depends on", "weiß ich noch nicht"),
    (r"sorry|unfortunately|apologies|afraid", "leider"),
    (r"as long as|provided|unless|in case|if", "falls"),
    (r"both of us|the two of us", "zu zweit"),
    (r"three of us", "zu dritt"),
)
_GLOSSES = (
    "i=ich we=wir i'm=ich_bin i'll=ich_werde yes=ja yep=ja sure=klar no=nein nope=nein maybe=vielleicht perhaps=vielleicht "
    "probably=wahrscheinlich not=nicht and=und but=aber or=oder with=mit without=ohne my=meine our=unsere all=alle both=beide "
    "wife=frau husband=mann partner=partner friend=freund friends=freunde neighbour=nachbar neighbor=nachbar son=sohn "
    "daughter=tochter mother=mutter father=vater sister=schwester brother=bruder kids=kinder children=kinder child=kind "
    "flatmate=mitbewohner roommate=mitbewohner girlfriend=freundin boyfriend=freund cousin=cousin parents=eltern grandma=oma "
    "colleague=kollege people=leute one=ein two=zwei three=drei four=vier five=fünf six=sechs cake=kuchen cakes=kuchen "
    "cookies=kekse salad=salat soup=suppe january=januar february=februar march=märz may=mai june=juni july=juli october=oktober "
    "december=dezember monday=montag tuesday=dienstag wednesday=mittwoch thursday=donnerstag friday=freitag saturday=samstag "
    "sunday=sonntag today=heute tomorrow=morgen on=am at=um to=zu for=für euros=euro fee=beitrag fees=beitrag dues=beitrag "
    "the=die a=ein an=ein please=bitte thanks=danke thank=danke you=euch help=helfe come=komme online=online everything=allem "
)
_WORDS = dict(pair.split("=") for pair in _GLOSSES.split())
_COMPILED = tuple((re.compile(rf"(?<![\w']){source}(?![\w'])"), german) for source, german in _PHRASES)
_WORD = re.compile(r"[\w']+")


def in_german(folded: str) -> str:
    """A folded English piece, glossed phrase by phrase; words that no answer hangs on stay English."""
    for phrase, german in _COMPILED:
        folded = phrase.sub(german, folded)
    return _WORD.sub(lambda met: _WORDS.get(met.group(), met.group()).replace("_", " "), folded)
