"""Does the writer offer to help, to bring or to do something, or take an offer back?"""

from mailer.model.reading import Finding
from mailer.reading.answers.confidence import confidence_of
from mailer.reading.answers.guests import company_in, named_in
from mailer.reading.answers.lifts import is_helped, offers_lift
from mailer.reading.answers.parts import Part
from mailer.reading.answers.shifts import by_day, by_hour
from mailer.reading.answers.stances import Stance
from mailer.reading.answers.thoughts import Letter, Thought, meant_stance
from mailer.reading.answers.voice import is_about_somebody
from mailer.reading.answers.words import any_of, fold, words_of

_W = r"(?: [\w'.:-]+){0,7}?"
_HELP = any_of(
    r"(?:helf|helfe|helfen|mithelf\w*|aushelf\w*|anpack\w*|unterstütz\w*|mithilfe|zur hand|zupack\w*|einspring\w*)",
    rf"(?:pack|packe|fass|fasse|greif|greife|spring|springe|stell|mach|mache){_W} (?:mit|mit an|mit zu|ein)(?= |$)",
    r"(?:unterstütze(?! den| die forderung| das anliegen)|übernehme?|übernehm|übernähme|übernemen|übernehmen)",
)
_ACTING = (
    r"(?:mach|mache|machen|mach's|machs|tu|nehm|nehme|übernehm|übernehme|koch|koche|back|backe|backen|bau|baue|schmier|schmiere"
    r"|moderier|moderiere|spiel|spiele|fahr|fahre|steh|stehe|häng|hänge|stell|stelle|schlepp|schleppe|räum|räume|verkauf"
    r"|verkaufe|lös|löse|spendier|spendiere|spende|sing|singe|lese?(?: \w+){0,5}? vor|schreib|schreibe|hol|hole|besorg|besorge|organisier"
    r"|organisiere|kümmer|kümmere|bleib|grill|grille|putz|putze|wasch|wasche|zähl|zähle|pass|passe|beaufsichtige|schneide"
    r"|streiche|pinsel|bring|bringe|bringen|steuer|steuere|kriegt|bekommt|stifte|leihe|geb|gebe)(?: (?:ich|wir))?(?= |$)",
    r"(?:kann|könnte|könnten|können|würde|würd|will|möchte|werde|werd|wollte|soll|darf) (?:[\w'.:-]+ ){0,10}?(?:machen"
    r"|übernehmen|kochen|backen|bauen|aufbauen|abbauen|moderieren|spielen|fahren|stehen|hängen|stellen|schleppen|räumen"
    r"|einräumen|aufräumen|verkaufen|ablösen|spendieren|spenden|singen|lesen|vorlesen|schreiben|holen|besorgen|organisieren"
    r"|kümmern|grillen|putzen|zählen|auszählen|aufpassen|beaufsichtigen|schneiden|streichen|bringen|mitbringen|beisteuern|leihen"
    r"|geben|dazugeben|einteilen|eindecken|anbieten|abholen|mitnehmen|aufsetzen|erzählen|fotografieren|begleiten|tragen"
    r"|anschließen|beladen|schottern|betreuen|verteilen|dolmetschen)",
)
_ACTS = any_of(*_ACTING)
_DOES = any_of(
    *_ACTING,
    r"(?:dabei|da|eintragen|einplanen|aufschreiben|einteilen|rechnen|planen|zählen|einsetzen|vormerken|notieren|besetzen)(?= |$)",
    r"(?:tragt|trag|schreibt|schreib|setzt|setz|nehmt|nimm|plant|plan|merkt|teilt|notiert|packt) mich",
    r"(?:einsatzbereit|bereit|gern|gerne|zu haben|zur verfügung|melde mich)(?= |$)",
)
_BRINGS = any_of(
    r"(?:bring|bringe|bringen|bring's|steuer|steuere|spendier|spendiere|stift|stifte|hab|habe|leih|leihe|leiht|geb|gebe|nehm"
    rf"|nehme|liefer|liefere|back|backe|koch|koche|mach|mache|schmier|schmiere){_W} (?:mit|bei|rum|vorbei|runter|dabei|dazu"
    r"|zur verfügung)(?= |$)",
    rf"(?:kann|könnte|würde|würd|will|möchte){_W} (?:mitbringen|beisteuern|bringen|stellen|leihen|besorgen|geben|spenden)",
    r"(?:bring|bringe|bringen|back|backe|backen|koch|koche|kochen|schmier|schmiere|steuer|steuere|spendier|spendiere|besorge?"
    r"|stifte?)(?= |$)|(?:mach|mache)(?: ich| wir)? (?:einen|nen|ne|eine|wieder|zwei|auch|n|den)(?= )|(?:stell"
    r"|stelle)(?: [\w'.:-]+){0,7}? (?:hin|bereit|ab)",
)
_GIVEN = any_of(
    r"\w*kuchen|\w*torten?|\w*plätzchen|\w*stollen|\w*kekse?|muffins?|\w*gebäck|\w*kipferl\w*|waffeln?|\w*salate?|\w*suppe|soljanka"
    r"|gulasch\w*|\w*eintopf|\w*brot(?:e)?|\w*brötchen|\w*schnittchen|kaffee|tee|getränke|saft|säfte|wasser|bier|wein|sekt|glühwein"
    r"|punsch|obst|gemüse|bowle|chili|quiche|dip|fingerfood|snacks?|häppchen|buletten|bouletten|frikadellen|würstchen|marmelade"
    r"|brownies|lebkuchen|pizza|lasagne|kartoffel\w*|nudel\w*|blech|äpfel|kürbis\w*|butter\w*|käse\w*|süßes|\w*schmalz|fladen\w*"
    r"|baklava|börek|brezeln?|brezn|\w*zopf|spätzle|schokolade|\w*schnecken|krapfen|pfannkuchen|strudel|makronen|cookies|buffet"
    r"|antipasti|hummus",
    r"beamer|leinwand|\w*maschine|kaffeeautomat\w*|thermoskannen?|\w*technik|\w*anlage|mikro\w*|lautsprecher|boxen?|laptop"
    r"|\w*kabel\w*|verlängerung\w*|\w*trommel|hänger|anhänger|transporter|sprinter|\w*zelt|pavillons?|bierbänke|bänke|\w*tische?"
    r"|stühle|\w*grill|torwand|hüpfburg|glücksrad|luftballons|ballons|lastenrad|bollerwagen|leitern?|werkzeug|blumen|primeltöpfe"
    r"|deko\w*|tischdecken|geschirr|besteck|gläser|flipchart|moderationskoffer|kamera|fotoapparat|gitarre|akkordeon|keyboard"
    r"|flyer|plakate|transparente?|schubkarren?|heckenschere|motorsense|rüttler|spaten|kettensäge|drucker",
    r"fahrgemeinschaft|mitfahrgelegenheit|plätze? (?:frei )?(?:im|in meinem) auto|(?:noch )?(?:einen|zwei|drei|vier|2|3|4"
    r"|1) plätze? (?:noch )?frei|jemanden? mitnehmen|(?:kann|könnte|würde) (?:noch )?(?:\w+ ){0,3}mitnehmen",
)
_DONE = any_of(
    r"(?:hab|habe|haben|hatte|hatten)(?: [\w'.-]+){0,9}? (?:gemacht|gebacken|geholfen|gegrillt|gestanden|aufgebaut|geschleppt"
    r"|getan|gewonnen|bekommen|gekocht)"
)
_OWN_USE = any_of(
    r"selber|selbst|eigene[nrms]?|klappstuhl|brille|hausschuhe|handschuhe|zange|gute laune|hunger|durst|appetit|geschichte"
    r"|geschichten|zeit|lust|kissen|strickzeug|meinung|fragen|ideen|geduld|regenschirm|geschirrtücher|filtertüten|lego|argumente"
    r"|unterlagen|ausweis|hund"
)
_WORKED = any_of(
    r"(?:akkordeon|klavier|trompete|geige|flöte|kontrabass|moderation|moderier\w*|tagungsleitung|versammlungsleitung|protokoll\w*"
    r"|redeleitung|vorlage|fotos?|fotografier\w*|musik"
    r"|lieder?|auftritt|gitarre|vortrag|vorlesen|lese?(?: \w+){0,5} vor|dolmetsch\w*|übersetz\w*|fahrdienst|shuttle|abholen"
    r"|technik|ton|videokonferenz"
    r"|aufsicht|wahlleitung|sanitäts\w*|erste hilfe|abwasch\w*|küche|kasse|garderobe|fahrt|skiffle\w*|band|chor|tombola"
    r"|schminken|kinderschminken|bastel\w*|spiele für)"
)
_UNWILLING = any_of(
    r"nicht|nich|nix|nichts|net|kein|keine|keinen|ohne mich|nee|nein|nö|ni|nischt|statt|lieber nicht|passen muss|schlecht|raus"
)
_DOES_ANYTHING = any_of(
    r"(?:ich|wir) \w{2,}(?:e|en)(?= |$)|\w{2,}(?:e|en) (?:ich|wir)",
    r"(?:mach|nehm|bring|back|führ|dreh|schieb|zieh|stell|koch|häng|bau|steh|hol|helf|schmier|les|sing|spiel|fahr|pack|räum|wisch|putz|lauf"
    r"|trag|schlepp|kehr|feg|reich|schenk|verteil|kümmer|geh|sitz) (?:ich|wir)|ich (?:mach|nehm|bring|back|führ|dreh|schieb|zieh|stell|koch"
    r"|häng|bau|steh|hol|helf|schmier|les|sing|spiel|fahr|pack|räum|wisch|putz|lauf|trag|schlepp|kehr|feg|reich|schenk|verteil|kümmer|geh)",
    r"^[\w .:-]{3,40} auch(?: noch| gern\w*| wieder)?$",
    r"(?:kann|können|könnte) (?:ich|wir)(?= |$)|(?:ich|wir) (?:kann|können|könnte)",
    r"(?:nehmt|setzt|stellt|tragt|teilt|plant|packt|gebt|schreibt|nehmen sie|stellen sie|setzen sie) (?:mich|mir|uns)"
    r"|könnt ihr (?:mir|mich|uns)|haken dran|mein name ist|^(?:das )?bin ich|ich bin (?:euer|eure|die|der) (?:frau|mann|richtige\w*)",
)
_ME = any_of(r"\W*(?:✅ |ja |auch |hier |da )*(?:ich|icke|meine wenigkeit|wir|ich auch)(?: auch| gern\w*)?\W*$")
_LEFT_TO_OTHERS = any_of(
    r"(?:möge|mögen|sollen?|dürfen|können|müssen|überlasse ich|macht|machen) (?:gern\w* |bitte |mal |bestimmt "
    r"|wieder )*(?:die (?!kinder)\w+|der \w+|andere\w*|jüngere\w*|jemand|den \w+)"
)
_COMING_RULES = {"comes", "drops_in", "coming_frame", "travels", "stays"}
_ONLY_COMES = any_of(r"auf (?:ein|eine|einen|nen|ne) \w+|wegen|trotz|für (?:ein|eine|einen) \w+")
_UNSURE_HELP = any_of(
    r"würde?(?: [\w'.-]+){0,4} (?:machen|helfen|übernehmen)(?= ?$)(?!)|könnte (?:gut |auch )?sein|kann (?:auch )?sein|nur,? wenn"
    r"|würde?(?: \w+){0,4} (?:machen|helfen),? aber"
)
_STATES = any_of(
    r"(?:ich|wir) (?:habe?n?|bin|sind|war|waren|hatte\w*|weiß|wissen|denke|finde|frage|hoffe|freue|wünsche|glaube|meine|kenne|muss|müssen"
    r"|müsste|wollte\w*|sollte\w*|brauche|mag|hätte|wäre|würde|bleibe|sehe|höre|danke|bekomme|kriege|vermisse|liebe|esse|trinke"
    r"|bedaure|sitze|stehe(?! (?:am|an|bei|hinter))|liege"
    r"|verstehe|vergesse|fehle|schreibe|sage|gehe|komme|kommen|erinnere|gehöre|suche|warte|unterstütze)"
    r"|(?:habe?|hab|bin|sind|war|hatte\w*|weiß|denke|finde|hoffe|freue|wünsche|glaube|kenne|muss|müssen|wollte\w*|sollte\w*"
    r"|brauche|mag|hätte"
    r"|wäre|würde|sehe|höre|danke|bekomme|kriege|vermisse|liebe|esse|trinke|verstehe|fehle|schreibe|sage|komme|warte|suche"
    r"|sitze?|liege) (?:ich|wir)"
)
_TAKES_BACK = any_of(
    r"doch (?:nicht|nix|nichts|nich|net|kein\w*|absagen)|absagen|abgesagt|sage?(?: [\w']+){0,5}? ab|zurücknehmen|zurückziehen"
    r"|ziehe?(?: [\w']+){0,6}? zurück|nehme?(?: [\w']+){0,6}? zurück|zurücktreten|rückzieher|aussteigen|wieder (?:streichen"
    r"|austragen|rausnehmen|abmelden|abspringen)",
    r"(?:streicht|streich|streichen|nehmt|nimm|nehmen|tragt|trag|tragen)(?: \w+)? (?:mich|uns)(?: [\w'-]+){0,8}? (?:raus|runter"
    r"|aus|weg|rausnehmen|streichen|wieder)|(?:streicht|streich|streichen sie) (?:mich|uns)|mich(?: [\w'-]+){0,8}? (?:rausnehmen"
    r"|rauszunehmen|streichen|austragen|runternehmen)|(?:wieder )?(?:rausnehmen|runternehmen)|lasst ihr mich besser weg",
    r"(?:nicht|nix|nichts|net|nich) mehr (?:machen|zusagen|übernehmen|helfen|schaffen|leisten)|(?:wird|wirds"
    r"|wird's)(?: [\w']+){0,4}? (?:nix|nichts|nischt|nicht|nich)|haut(?: es)?(?: \w+)? nicht hin|(?:fällt"
    r"|fallen)(?: [\w']+){0,4}? (?:aus|flach|weg)|fall(?:e)? (?:ich )?(?:\w+ )?aus|muss (?:jemand anders|jemand anderes"
    r"|jemand anderer|wer anders|ein anderer|jetzt jemand)|(?:jemand|wen) ander\w* (?:suchen|finden)|ersatz (?:suchen|finden)"
    r"|nicht wie (?:angekündigt|versprochen|besprochen)|kann(?: [\w']+){0,6}? nicht wie|geht doch nicht"
    r"|bin (?:ich )?(?:leider )?(?:doch )?raus|schaff(?:e)?(?: [\w']+){0,5}? (?:doch )?nicht"
    r"|klappt(?: [\w']+){0,5}? (?:doch )?nicht|kann(?: [\w']+){0,4}? (?:nun |leider )*doch nicht",
)
_PROMISED = any_of(
    r"(?:hatte|hatten|hab|habe)(?: [\w'-]+){0,9}? (?:zugesagt|gemeldet|eingetragen|versprochen|angeboten|gesagt|eintragen lassen"
    r"|angemeldet)|(?:war|bin|steh|stehe|stand)(?: [\w'.-]+){0,6}? (?:eingetragen|eingeteilt|vorgemerkt|auf (?:der|dem) (?:liste"
    r"|plan))|versprochen\w*|wie (?:angekündigt|versprochen|besprochen)|zugesagt|eingetragen|eingeplant|eingeteilt|(?:nun "
    r"|jetzt |leider )+doch|doch (?:nicht|nix|nichts"
    r"|nich)|wieder|nicht mehr|korrektur|muss ich (?:leider )?(?:zurück|absagen|streichen)|meine hilfe"
    r"|(?:ich )?hatte (?:ja )?gesagt|für die ich"
)
_GIVES_UP = any_of(
    r"(?:gebe?|geb)(?: (?:ich|wir|euch|leider|hiermit|wieder|die|den|das|doch)){0,5} (?:zurück|ab|wieder her)(?= ?$)"
    r"|(?:muss|müssen)(?: [\w'.-]+){0,6}? (?:euch )?zurückgeben",
    r"(?:muss|müssen|möchte|will)(?: [\w'.-]+){0,6}? (?:abgeben|zurückgeben|zurückziehen|zurücknehmen|abtreten|absagen|streichen)",
    r"(?:müsst|müssen|könnt|müsste)(?: [\w'.-]+){0,4}? (?:mich|uns) (?:ersetzen|vertreten)|(?:nun |jetzt |leider )*doch (?:raus"
    r"|jemand|wer) ?(?:anders?|anderes)?"
    r"|jemand ander\w* (?:machen|übernehmen|finden|suchen|einspringen)|muss ohne mich|(?:wird|widerrufe"
    r"|widerrufen)(?: [\w'.-]+){0,6}? widerrufen",
    r"(?:zugesagte\w*|versprochene\w*|angekündigte\w*|angebotene\w*)(?: [\w'.-]+){0,3}? (?:wird|muss|kann|fällt|gibt"
    r"|klappt)(?: [\w'.-]+){0,6}? "
    r"(?:nichts|nicht|zurückziehen|ausfallen|aus|flach|absagen|doch)|aus (?:dem|der|den|meinem|meiner) \w+ wird (?:leider |doch )?nichts",
)
_MY_HELP = any_of(r"(?:meine|unsere) (?:\w+ )?(?:hilfe|mithilfe|unterstützung|mitarbeit|beteiligung|bereitschaft)|mein (?:\w+ )?angebot")
_VOICE = any_of(
    r"ich|wir|ick|ik|mich|uns|mir|meine?|unsere?|i",
    r"^\W*(?:und |aber |dafür |auch |dann |gern\w* |natürlich |trotzdem |außerdem |kann |könnte |würde )*(?:bringe?|helfe?"
    r"|mache?|backe?|koche?|übernehme?|übernehm|kann|könnte|würde|schmiere?|steuere?|spendiere?|packe?|stehe?|nehme?|fahre?"
    r"|baue?|hänge?|komme?|bin|hab|habe|stelle?|lese|spiele?|löse?|lös|schleppe?|kümmere|melde)",
    r"(?:tragt|trag|schreibt|setzt|plant|teilt|notiert) mich",
)


Help = tuple[tuple[str, ...], str | None, str | None]
"""Targets, what is said of them (`none`: named and refused), and the doubt."""


def volunteer_of(letter: Letter, so_far: Part) -> Part:
    """What the writer will do for an event or no longer does, from the clauses that say nothing else."""
    offers: dict[str, Finding] = {}
    doubts: list[str] = []
    used: set[int] = set()
    for index, thought in enumerate(letter.thoughts):
        if (
            thought.clause.start in so_far.clauses
            or thought.sentence.number in so_far.sentences
            or not letter.agenda.known
            or (thought.asks and not _requests(thought))
        ):
            continue
        targets, answer, doubt = _help_of(thought, index, letter, bool(offers))
        if answer or doubt:
            used |= _clauses_of(thought, letter) if answer == "withdrawn" else {thought.clause.start}
        doubts += [doubt] if doubt else []
        for target in targets if answer in {"offered", "withdrawn"} else ():
            offers[target] = Finding(
                "volunteer",
                target=target,
                answer=answer,
                confidence=confidence_of(f"volunteer.{answer}"),
                evidence=thought.clause.text,
                rule=f"volunteer.{answer}",
            )
    return Part(tuple(offers.values()), tuple(doubts), clauses=frozenset(used))


def _requests(thought: Thought) -> bool:
    """Whether a question is a wish to be put on or taken off the list."""
    return bool(any_of(r"(?:könnt ihr|kannst du|könntet ihr|können sie|würdet ihr) mich").search(thought.clause.folded))


def _help_of(thought: Thought, index: int, letter: Letter, offered: bool) -> Help:
    """The targets of one clause, what is said of them, and the doubt."""
    stance = thought.said.stance if thought.said else None
    work = _meant_work(thought, index, letter)
    if work and _ME.match(thought.clause.folded):
        return work, "offered", None
    if work and _LEFT_TO_OTHERS.search(thought.clause.folded):
        return (), "none", None
    if not work and stance is Stance.YES and thought.said and thought.said.certain and not thought.own.events:
        pending = _just_named(index, letter, same_sentence=True)
        if pending:
            return pending, "offered", None
    if work:
        refused = _refused(work, thought, index, letter)
        if refused is not None:
            return refused
    return _consented(work, thought, letter, offered)


def _meant_work(thought: Thought, index: int, letter: Letter) -> tuple[str, ...]:
    """The shifts of the clause, or those named just before where it only takes back or agrees: "Suppe? Mach ich."."""
    work = _work(thought, letter)
    if work:
        return work
    if _GIVES_UP.search(thought.clause.folded) and _MY_HELP.search(thought.clause.folded) and len(thought.events) == 1:
        return (_only_help(thought.events[0], letter) or thought.events[0],)
    takes_back = bool(_TAKES_BACK.search(thought.clause.folded)) and not thought.own.events
    agrees = (thought.said is not None and thought.said.rule == "does_it") or bool(_ME.match(thought.clause.folded))
    return _just_named(index, letter) if takes_back or agrees else ()


def _refused(work: tuple[str, ...], thought: Thought, index: int, letter: Letter) -> Help | None:
    """What a clause comes to that names shifts without offering anything; None where it may be an offer."""
    folded = thought.clause.folded
    if is_about_somebody(folded):
        return (), None, "reading_doubts.on_behalf"
    if _takes_back(thought, index, letter):
        return work, "withdrawn", None
    if thought.said and thought.said.rule == "does_not_come" and not (_HELP.search(folded) or _ACTS.search(folded)):
        return (), None, None
    if _UNWILLING.search(folded) or (thought.said and thought.said.stance is Stance.NO):
        return (), "none", None
    return ((), None, None) if _only_mentions(thought) else None


def _only_mentions(thought: Thought) -> bool:
    """Whether the shift's words stand in a clause about being there, or about what the writer has, thinks or needs."""
    folded = thought.clause.folded
    said = thought.said
    if said and said.rule in _COMING_RULES and _ONLY_COMES.search(folded) and not _HELP.search(folded):
        return True
    works = _HELP.search(folded) or _ACTS.search(folded) or _BRINGS.search(folded)
    return bool(_STATES.search(folded)) and not works and not (said and said.stance is Stance.YES)


def _consented(work: tuple[str, ...], thought: Thought, letter: Letter, offered: bool) -> Help:
    """An offer for the shifts or, where none is named, for the event."""
    folded = thought.clause.folded
    stance = thought.said.stance if thought.said else None
    if len(words_of(folded)) > 18:
        return (), None, "reading_doubts.help_unclear" if work or _HELP.search(folded) else None
    if not work and offers_lift(folded) and not _UNWILLING.search(folded) and not thought.conditional:
        return _lift(thought)
    if is_helped(folded) or not (_VOICE.search(folded) or (work and (thought.short or stance is Stance.YES))):
        return (), None, None
    if work and _UNSURE_HELP.search(folded):
        return (), None, "reading_doubts.help_depends"
    if work and _offers(thought, stance):
        return _judged(work, thought, stance)
    if not work and stance is not Stance.NO and not _UNWILLING.search(folded):
        return _general(thought, letter, stance, offered)
    return (), None, None


def _lift(thought: Thought) -> Help:
    """Free seats in the writer's car, for the one event that is meant."""
    plain = len(thought.events) == 1 and not thought.doubtful
    return (thought.events, "offered", None) if plain else ((), None, "reading_doubts.help_unclear")


def _just_named(index: int, letter: Letter, same_sentence: bool = False) -> tuple[str, ...]:
    """The shifts named just before without anything being said of them."""
    here = letter.thoughts[index]
    named: list[str] = []
    for earlier in reversed(letter.thoughts[max(0, index - 3) : index]):
        distance = here.sentence.number - earlier.sentence.number
        if (
            distance > (0 if same_sentence else 1)
            or (earlier.said and (same_sentence or earlier.said.stance is Stance.YES))
            or (same_sentence and not earlier.short and not any_of(r"^\W*(?:falls|wenn|sollte\w*|sofern)").search(earlier.clause.folded))
        ):
            break
        told = earlier.clause.folded
        if same_sentence and (_UNWILLING.search(told) or _HELP.search(told) or _ACTS.search(told) or _BRINGS.search(told)):
            break
        named += [shift for shift in earlier.task.shifts if shift not in named]
    return tuple(named)


def _work(thought: Thought, letter: Letter) -> tuple[str, ...]:
    """The shifts that the clause names, by their words, else by day and hour where the clause speaks of helping."""
    folded = thought.clause.folded
    if (_OWN_USE.search(folded) and not _HELP.search(folded)) or _DONE.search(folded):
        return ()
    if thought.task.shifts:
        return thought.task.shifts
    helps = bool(_HELP.search(folded)) or bool(any_of(r"(?:\S+-)?schicht(?:en)?|vormittagsschicht|nachmittagsschicht").search(folded))
    day = by_day(folded, letter.agenda)
    if day and helps:
        return day
    hours = (
        by_hour(folded, letter.agenda)
        if (any_of(r"(?:\S+-)?schicht(?:en)?|vormittagsschicht|nachmittagsschicht").search(folded) or _hours_are_shifts(letter))
        and not thought.task.worked
        else ()
    )
    return hours if hours and (helps or _DOES.search(folded)) else ()


def _hours_are_shifts(letter: Letter) -> bool:
    """Whether the shifts are told apart by their hours alone."""
    return bool(letter.agenda.shifts) and all(any(char.isdecimal() for char in shift.title) for _, shift in letter.agenda.shifts)


def _offers(thought: Thought, stance: Stance | None) -> bool:
    folded = thought.clause.folded
    return (
        stance in (Stance.YES, Stance.PERHAPS)
        or (bool(_DOES_ANYTHING.search(folded)) and not _STATES.search(folded))
        or bool(_HELP.search(folded) or _DOES.search(folded) or _BRINGS.search(folded))
        or thought.short
    )


def _judged(work: tuple[str, ...], thought: Thought, stance: Stance | None) -> Help:
    """An offer, unless it hangs on the writer's own plans: then a person asks back."""
    if stance is Stance.PERHAPS or meant_stance(thought) is Stance.PERHAPS or thought.conditional:
        return (), None, "reading_doubts.help_depends"
    if thought.short and not (
        stance
        or (_DOES_ANYTHING.search(thought.clause.folded) and not _STATES.search(thought.clause.folded))
        or _HELP.search(thought.clause.folded)
        or _DOES.search(thought.clause.folded)
        or _BRINGS.search(thought.clause.folded)
    ):
        return (), None, None
    return work, "offered", None


def _takes_back(thought: Thought, index: int, letter: Letter) -> bool:
    """Whether an earlier offer is withdrawn here or in the next clause or two."""
    folded = thought.clause.folded
    nearby = [one.clause.folded for one in letter.thoughts[index : index + 4] if one.clause.sentence - thought.clause.sentence <= 1]
    if _GIVES_UP.search(folded):
        return True
    refused = any(_TAKES_BACK.search(piece) for piece in nearby[:1])
    if refused and (_PROMISED.search(letter.folded) or any_of(r"absagen|streicht|aus(?:tragen|steigen)|zurück\w*|raus\w*").search(folded)):
        return True
    return bool(_PROMISED.search(folded)) and any(_TAKES_BACK.search(piece) or _UNWILLING.search(piece) for piece in nearby[1:3])


def _clauses_of(thought: Thought, letter: Letter) -> set[int]:
    """The clause and, behind a mere "ich hatte zugesagt", those that take it back."""
    if _TAKES_BACK.search(thought.clause.folded):
        return {thought.clause.start}
    behind = [
        one
        for one in letter.thoughts
        if 0 <= one.clause.sentence - thought.clause.sentence <= 1 and one.clause.start > thought.clause.start
    ]
    back = [
        one.clause.start
        for one in behind
        if not one.own.named and (_TAKES_BACK.search(one.clause.folded) or _UNWILLING.search(one.clause.folded))
    ]
    return {thought.clause.start, *back[:1]}


def _general(thought: Thought, letter: Letter, stance: Stance | None, offered: bool) -> Help:
    """Help without a shift: bringing something, a piece of work that no shift lists, or plain helping."""
    folded = thought.clause.folded
    gives = bool(_GIVEN.search(folded)) and bool(_BRINGS.search(folded)) and not _OWN_USE.search(folded)
    works = bool(_WORKED.search(folded)) and bool(_HELP.search(folded) or _ACTS.search(folded)) and not _OWN_USE.search(folded)
    helps = bool(_HELP.search(folded)) and letter.context.mandate is None
    if not (gives or works or helps):
        unknown = bool(any_of(r"(?:bring|bringe|bringen)(?: [\w'-]+){0,8}? mit|mitbringen").search(folded)) and not _OWN_USE.search(folded)
        people = company_in(folded) is not None or named_in(thought.clause.text) is not None
        return ((), None, "reading_doubts.gift_unclear") if unknown and not people and not offered else ((), None, None)
    if thought.conditional or stance is Stance.PERHAPS:
        return (), None, "reading_doubts.help_depends"
    if thought.doubtful or len(thought.events) != 1:
        return (), None, "reading_doubts.help_unclear"
    if offered and not gives and not thought.own.events:
        return (), "none", None
    return (_only_help(thought.events[0], letter) or thought.events[0],), "offered", None


def _only_help(event_id: str, letter: Letter) -> str | None:
    """The event's one shift where that is plain help of any kind."""
    shifts = [shift for event, shift in letter.agenda.shifts if event == event_id]
    plain = len(shifts) == 1 and any_of(r"unterstütz\w*|hilfe|helfen|helfer\w*").search(fold(shifts[0].title))
    return shifts[0].id if plain else None
