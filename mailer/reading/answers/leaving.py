"""Is leaving, or laying down an office, spoken of or threatened at all, by whomever?"""

from mailer.reading.answers.clauses import is_quoted
from mailer.reading.answers.thoughts import Letter
from mailer.reading.answers.words import any_of

SEAT = (
    r"(?:\w*mandate?s?|\w*mandat|\w*ersatzplatz|\w*ersatzliste|ersatzdelegierten?\w*|\w*nachrück\w*|\w*ersatzkandidat\w*"
    r"|\w*delegiertenplatz|(?:stadt"
    r"|kreis|gemeinde|ortschafts|bezirks|land)?rats?sitz|sitz im (?:\w*rat|\w*tag|kreistag|bundestag|landtag)|platz (?:auf der"
    r"|als) \w*(?:liste|delegierte\w*)|delegierten?(?:r|amt)?|\w*ersatzmandat|ersatzmitglied\w*|delegierten(?:rolle|posten|aufgabe))"
)
OFFICE = (
    r"(?:\w*amt|\w*ämter|\w*vorsitz(?:ende[rn]?)?|funktion\w*|\w*vorstandes?|vorstandsposten|posten|\w*posten|\w*sprecher(?:in)?"
    r"|beisitzer(?:in)?|schatzmeister(?:in)?|kassier(?:er|erin|e)?|kassenwart(?:in)?|schriftführer(?:in)?|\w*leiter(?:in)?"
    r"|kassenprüfer(?:in)?|kassenprüfung|revisor(?:in)?|sitz im \w*vorstand|\w*obfrau|\w*obmann|vorstandsarbeit|\w*leitung"
    r"|aufgaben? (?:als|im)|stellvertreter(?:in)?|\w*beauftragte[rn]?|\w*wart(?:in)?|\w*referent(?:in)?|\w*redaktion|\w*redakteur(?:in)?"
    r"|\w*koordinator(?:in)?"
    r"|vertrauens(?:mann|frau)|\w*verantwortliche[rn]?|administrator(?:in)?|moderator(?:in)?|\w*führer(?:in)?|\w*führung|\w*vertretung)"
)
OTHERS = any_of(
    r"(?:sie|er|die|der|der \w+|die \w+|mein\w* \w+|\w+) (?:ist|is|sind|hat|haben|will|wollte|möchte|tritt"
    r"|hätte) [^.!?]{0,60}?(?:ausgetreten|austreten|ausgetritt|niedergelegt|zurückgetreten|ausgeschieden|hingeschmissen"
    r"|tritt aus|aus der partei|gegangen)|(?:tritt|treten|legt|gibt|verlässt|schmeißt|hinschmeißt)|(?:der|den|ihr|ihren|sein"
    r"|seinen|dessen|deren|frau|herr|von|ein|einen) \w{0,15}(?:austritt|rücktritt)\w*|austritte"
)
SPEAKS_OF = any_of(
    r"\w*austritt\w*|austrete|austreten|auszutreten|ausgetreten|trete?(?: [\w']+){0,6} aus|kündig\w*|gekündigt|mitgliedschaft(?! ist|"
    r" bleibt| behalte)"
    r"|\w*mandat\w*(?= .{0,60}(?:nieder|zurück|ab|auf|neu vergeben|verfügung))|rücktritt|zurücktreten|zurückgetreten"
    r"|trete(?: [\w'.]+){0,8} (?:zurück|ab)|verzichte(?: [\w'.]+){0,6} (?:\w*platz|\w*mandat|\w*sitz|\w*amt|\w*posten)"
    r"|niederleg\w*|lege(?: [\w']+){0,8} nieder|parteibuch|verlasse|abschied (?:zu )?nehmen"
    r"|nicht mehr als mitglied|seit \d{4}(?: \w+){0,3} nich\w* mehr (?:bei (?:ihnen|euch)|dabei|im verein)|nicht (?:mehr|länger)"
    r" mitglied|(?:bin|ich) (?:dann )?(?:mal )?(?:raus|weg)(?=.{0,40}partei)"
    r"|aus der partei|stepping down|step down|resign\w*|ausscheid\w*|ausgeschieden|scheide|ruhen lassen|beende\w*|aufgeben"
    r"|abgeben(?=.{0,40}(?:amt|posten|vorsitz|funktion))|(?:amt|posten|vorsitz|funktion|mandat)(?=.{0,60}(?:abgeben|ab|nieder"
    r"|zurück|auf|weiter))|streich\w* mich.{0,30}liste|(?:aus|von) der (?:mitgliederliste|mitgliederkartei)|hinschmeiß\w*|hinschmeiss\w*"
    r"|schmeiß\w*(?: [\w']+){0,6} hin|schmeiß\w* (?:alles )?hin|ohne mich weiter|raus aus (?:der partei|dem verein)"
    r"|kein mitglied|nicht mehr mitglied|mitglied gewesen|längste zeit mitglied|in diesem verein|meine partei"
    r"|den laden verlassen|noch richtig bin|parteiausweis|ausweis zurück|anderen? partei|wechsel der partei"
    r"|steige?(?: \w+){0,5} aus(?= ?$|[.,!])|schluss mit (?:der partei|dem verein|euch)"
    r"|(?:feierabend|abschied|schluss|vorbei)(?: \w+){0,4} (?:partei|verein|vorstand\w*|amt\w*|mandat\w*)"
    r"|(?:aufnahme|eintritt|\w*mitgliedschaft)[^.!?]{0,60} (?:ungültig|gegenstandslos|rückgängig|storn\w*|widerruf\w*)|(?:den|euch den"
    r"|dem verein den"
    r"|der partei den) rücken(?= ?$|[.,!])|handtuch|zeit (?:im|als) \w+ (?:endet|ist (?:um|vorbei))"
    rf"|bin ich (?:\w+ )?(?:nicht mehr|kein\w*) {OFFICE}|ich bin (?:\w+ ){{0,3}}(?:nicht mehr|kein\w*) {OFFICE}"
)
_THREAT = any_of(
    r"längste zeit mitglied|parteibuch auf dem tisch|(?:ausweis|parteibuch|mitgliedsbuch) (?:behalten|haben|zurück ?haben"
    r"|wieder ?haben)|noch richtig bin|mir (?:reicht|langt)(?:s|'s| es)|es (?:reicht|langt) mir|jetzt (?:reicht|langt)|(?:reicht"
    r"|langt) mir (?:jetzt|endlich|langsam)|in die tonne|seht ihr mich nie wieder|(?:überlege|frage mich"
    r"|denke)(?: \w+){0,3} ernsthaft, ob ich"
    r"|noch meine partei|(?:dann|sonst|oder) (?:bin ich|ich bin) (?:dann )?(?:weg|raus)(?! diesmal)|könnt ihr (?:mein mandat"
    r"|meine mitgliedschaft|euch (?:für|einen"
    r"|jemand))|einen anderen suchen und|war's das|wars das|könnt ihr (?:auch )?(?:gern )?auf mich verzichten als"
    r"|mach ich (?:hier )?schluss|schmeiß ich (?:alles |den kram |den bettel )?hin|zieh ich (?:meine )?konsequenz\w*"
    r"|konsequenzen|wird das nichts mehr mit uns|rechtliche schritte|anwalt einschalten|(?:mein\w*|einen|zum|vom|den"
    r"|unser\w*) (?:rechts)?anw[aä]lt\w*"
    r"|anzeige erstatten"
)


def threatens(letter: Letter) -> bool:
    """Whether the letter holds a threat or a quarrel that a person should see."""
    return bool(_THREAT.search(letter.folded)) and any(
        _THREAT.search(one.folded) for one in letter.sentences if not is_quoted(letter.text, one)
    )


def speaks_of_leaving(folded: str) -> bool:
    """Whether leaving is spoken of at all, by whomever."""
    return bool(SPEAKS_OF.search(folded)) or "tritt aus" in folded
