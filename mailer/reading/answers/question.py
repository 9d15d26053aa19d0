"""Does the writer ask something that a person has to answer?"""

import re

from mailer.model.reading import Finding
from mailer.reading.answers.clauses import Sentence
from mailer.reading.answers.confidence import confidence_of
from mailer.reading.answers.dues_asked import asks_relief
from mailer.reading.answers.parts import NOTHING, Part
from mailer.reading.answers.thoughts import Letter
from mailer.reading.answers.words import any_of, words_of

_REQUEST = any_of(
    r"(?:schickt|schick|schicken sie|sendet|senden sie|könnt ihr|kannst du|könntet ihr|können sie|(?:gebt|gib) (?:(?:bitte|doch"
    r"|mal) )?(?:mir|uns)|bitte um(?! (?:\w+ )?(?:aufnahme|behandlung))|bräuchte"
    r"|brauche noch|brauch noch|hätte gern\w*|mailt|lasst)(?: [\w'-]+){0,10}? (?:unterlagen|link|zugangsdaten|einwahldaten"
    r"|tagesordnung|bestätigung|protokoll|rechnung|spendenbescheinigung|zuwendungsbestätigung|formular|info(?:s|rmationen)?"
    r"|programm|adresse|iban|bankverbindung|kontonummer|antragsbuch|aufstellung|übersicht|nachweis\w*|kontoverbindung|zugang|bescheid"
    r"|rückmeldung|antwort|quittung"
    r"|beitragsquittung|mitgliedsausweis|satzung|\w*bescheinigung|\w*unterlagen|\w*link|niederschrift|\w*liste|kopie|text|texte|anträge"
    r"|datei|kalender"
    r"|uhrzeit|wegbeschreibung|anfahrt|raumnummer|telefonnummer|nummer|daten|\w*formular|\w*plan|vorlage|muster|entwurf|bericht)(?= |$"
    r"|[.,!])",
    r"bitte(?: (?:um|eine|einen|noch|kurze|kurz|mir))* (?:eingangs|empfangs|lese)?bestätigung",
    r"(?:schickt|schick|schicken sie|sendet|senden sie|mailt|leitet|druckt|faxt)(?: \w+){0,2} (?:mir|uns)(?! (?:\w+ ){0,4}(?:künftig"
    r"|nur noch|kein\w*|nichts"
    r"|nicht)) (?:\w+ ){0,3}(?:noch|nochmal|vorher|mal|doch|gedruckt|ausgedruckt|zu|rechtzeitig)",
    r"(?:bitte|könnt ihr|könntet ihr|kannst du|können sie|wollt ihr|schaut|schau)(?: [\w'-]+){0,6}? (?:bestätigen,? dass|erläutern|(?:mir"
    r"|uns)(?: \w+){0,3}"
    r" bestätigen|(?:prüfen|nachprüfen|nachschauen|nachsehen|nachgucken|checken|gucken|klären|nachfragen|schauen),? (?:ob|wann|wo|wie|was"
    r"|wer))|(?:bitte um|erbitte)(?: \w+){0,2} (?:\w*übersendung|zusendung|mitteilung"
    r"|nachricht|rückmeldung|antwort|rückruf|bestätigung)",
    r"(?:bitte|könnt(?:et)? ihr|kannst du)(?: [\w'-]+){0,6}? (?:um rückruf|zurückrufen|anrufen|rückruf|mitteilen|nennen|sagen|erklären"
    r"|bescheid geben|bescheid sagen|um auskunft|um info\w*|um bestätigung)|(?<!mal\s)(?:ruf|ruft|rufen sie)(?: (?:mich|uns|bitte|doch"
    r"|einfach|mal|gern|gerne|sie))+(?: [\w'-]+){0,4}? an(?= ?$|[.,!])|um (?:rückruf|auskunft|bestätigung|antwort|rückmeldung|zusendung"
    r"|mitteilung) (?:wird gebeten|bitte)|bitte (?:\w+ ){0,3}um (?:rückruf|auskunft|antwort|rückmeldung|zusendung|mitteilung"
    r"|information|bestätigung|\w*bescheinigung)|(?:würde|möchte|wüsste|wollte)(?: ich)?(?: \w+){0,3} (?:gern|gerne"
    r"|mal)? ?(?:wissen|fragen|erfahren|nachfragen)|sagt (?:mir )?(?:mal |bitte |noch |kurz )*(?:bescheid|wann|wo|was|wie|ob)"
    r"|frage(?:n)?:|eingang(?: \w+){0,2} (?:zu )?bestätigen|(?:bestätigt|bestätigen sie|bestätige (?:mir|uns))(?: \w+){0,3} (?:den "
    r"|die )?(?:eingang"
    r"|erhalt|zahlung)"
    r"|würde(?: \w+){0,2} interessieren|bitte (?:\w+ ){0,2}(?:zuschicken|zusenden|nachreichen|zumailen|zukommen lassen)"
    r"|wüsste (?:ich )?(?:auch )?gern\w*"
    r"|(?:schickt|schick|sendet|mailt) (?:mir|uns) (?:bitte )?(?:(?!nur|künftig)\w+ ){1,4}(?:in papier|auf papier|per post|als pdf"
    r"|als datei)"
    r"|(?:(?:müsste|möchte|würde)(?: ich)?|ich muss|muss ich)(?: \w+){0,2} (?:nur"
    r"|noch|gern\w*"
    r"|mal)?(?: noch)? ?wissen"
    r"|sagt mir(?: nur| bitte| mal| noch)*,? ?(?:wann|wo|was|wie(?! viel)|ob|wer)",
)
_ASKING_WORD = any_of(
    r"^\W*(?:und |aber |eine frage |kurze frage |noch eine frage |nur |sagt mal |sag mal |ach )*(?:wer|was|wann|wo|wie|wieso"
    r"|warum|weshalb|welche\w*|wohin|woher|wieviel|gibt es|gibts|gibt's|kann man|könnt ihr|kannst du|darf (?:ich|man)"
    r"|muss (?:ich|man)|ist das|findet|habt ihr|wird es|bis wann|ab wann|soll ich)"
)
_RHETORICAL = any_of(
    r"(?:was soll(?:'s|s| ich sagen| man machen| man da sagen)|wer (?:hätte|weiß) (?:das|schon)|ist das nicht (?:schön|toll)"
    r"|nicht wahr|wisst ihr noch|weißt du noch|wie geht(?:'s| es) (?:euch|dir)|alles (?:gut|klar|ok|okay)|wer sonst|was sonst"
    r"|wie immer|warum nicht|wieso nicht|na und|oder|gell|ne|wat denn sonst|wer denn sonst|schon gehört"
    r"|habt ihr (?:schon )?(?:gehört|gesehen|gelesen)|muss das sein|kennt ihr den|erinnert ihr euch)"
)


_WANTS_NOTHING = any_of(
    r"\W*(?:und |aber |na |ach )?(?:wisst ihr noch|weißt du noch|erinnert ihr euch|habt ihr (?:das |schon |auch "
    r"|eigentlich )*(?:mit|gehört|gesehen|gelesen)"
    r"|ist der papst|wer (?:soll|sollte|will|kann|könnte|macht) denn|wo (?:muss|soll|darf) ich (?:unterschreiben|mich)"
    r"|wovon träumt|wie könnte ich"
    r"|was soll ich da(?= ?$| ?\?)|schon mal (?:was )?(?:von|davon)|wisst ihr schon|was soll (?:ich|man)(?: da)? (?:sagen|machen)|(?:wo"
    r"|was|wohin) (?:sollte?|könnte) ich|seit wann|wer sonst|was will man|glaubt ihr(?: etwa| wirklich| im ernst| ernsthaft)?,? (?:dass"
    r"|ich)|wer \w+ (?:denn|dann|schon)(?: sonst| noch)?(?=\W*$)|(?:kann|darf|könnte) ich (?:\w+ ){0,4}(?:überlegen|drüber schlafen)"
    r"|(?:was|wie) mach(?:e|t)? ich(?: \w+)?(?=\W*$)|woher (?:wusstet"
    r"|wisst) ihr|oder wann war (?:das|es)|wie konnte ich|wer kann da(?: schon)? (?:nein|widerstehen)|wer sagt da(?: schon)? nein"
    r"|was (?:gibt|gäbe) es (?:schöneres|besseres)"
    r"|wem sag|wer hat sich (?:\w+ ){0,4}ausgedacht|wer denkt sich|wer (?:redet|braucht|soll|könnte|würde) (?:denn|da|so|sowas|drei)"
    r"|wie oft soll ich|wie bitte|was soll ich|könnt ihr auch mal was anderes|muss ich (?:noch )?mehr sagen|hand aufs herz|war da nicht"
    r"|kennt ihr|wer hätte"
    r"|\w+ (?:ich )?und \w+|am \w+(?: \w+)?|zum \w+|zur \w+|und das|das mit)(?=\W|$).*"
)


_ANSWERS_ITSELF = any_of(
    r"\W*(?:na|ach|nein|also|aber)?\W*(?:egal(?! (?:wie|ob|wann|wo|was|wer))|eben|quatsch|spaß|scherz|ich nicht|wenn (?:keiner|niemand)"
    r"|niemand|keiner|nirgends|wer wohl|na wer|ach (?:ja|nein|richtig|stimmt|so)|na (?:gut|meinetwegen|schön)|meinetwegen|von mir aus"
    r"|geschenkt).*"
)
_ECHOES_YOU = any_of(
    r"\W*(?:und |aber |ach )?(?:ihr|du) (?![^?]*(?:noch|schon) )(?!wisst|weißt|könnt|kannst|mein\w*)\w+t (?:(?!\w*welche\w*|wann|wo|wie"
    r"|wer|was|heißt"
    r"|gilt)[\w.'-]+(?: |,|\W*$)){1,14}"
)  # "Ihr tagt am Sonntag? Na gut": told back, not asked
_INDIRECT = any_of(
    r"\W*(?:und |aber )?(?:ob (?!ihr|du|sie)"
    r"|(?:wo|wann|warum|wie|wer) (?:ich|wir|er) (?!.*(?:frag|wiss))).*"
)
_ON_CALL = any_of(
    r"(?:sagt|sag|sagen sie|gebt|gib|geben sie|meldet|meld|melden sie)(?: \w+){0,4},? (?:wenn|falls|sobald|sollte)"
    r"|(?:ruft|ruf|rufen sie)(?: \w+){0,4},? (?:wenn|falls|sobald|sollte) (?:ihr |noch |jemand |was |etwas )*(?:eine|hilfe|leute|mich"
    r"|fehl\w*|wer)"
    r"|sagt mir,? was (?:noch )?(?:fehlt|gebraucht)"
)
_DENIED = any_of("nicht|nichts|kein\\w*")
_PUTS_ME_DOWN = any_of(
    r"(?:könnt|könntet|kannst|könntest|können|würdet)(?: ihr| du| sie) (?:mich|uns) [^?]*(?:eintragen|einteilen|einplanen|aufschreiben"
    r"|notieren|vormerken|anmelden|dazuschreiben|streichen|austragen|abmelden)"
)
_IS_IT_SO = any_of(r"\W*(?:und )?(?:stimmt|zählt|gilt) (?:das|es|dies)")
_WOULD_IT_DO = any_of(
    r"\W*(?:und |also |oder )?(?:(?:ist|wäre|geht|ginge|passt|klappt|reicht|könnt|könnte|kann|darf|dürfte|gibt|gäbe|lässt|ließe|kriegt"
    r"|hätte)"
    r"[^?]{0,30}(?:das|es|ich|man|ihr|euch|eine|einen|sich|auch|wir|du|dir|ihnen)[^?]*|[^?]*(?:oder|ok|okay|in ordnung|recht|möglich)\W*$)"
)
_WHAT_TO_DO = any_of(
    r"\W*(?:und |also |nur |bitte )*(?:sagt? mir,? )?(?:was|wie) (?:nun|jetzt|tun|soll\w* ich|kann (?:ich|man)|können wir|mach\w* (?:ich"
    r"|wir)|muss ich)(?:"
    r" [\w'-]+){0,5}\W*"
)
_TELL_ME_WHAT = any_of(r"sagt? (?:mir|uns)(?: bitte)?,? (?:was|wie) (?:ich|wir) (?:\w+ ){0,3}(?:soll|sollen|kann|können|muss|müssen)")
_GIVES_IT_THERE = any_of(r"(?:neuen?|diese|folgende|andere|richtige|private) (?:\w*adresse|\w*nummer|[\w-]*mail\w*|\w*anschrift|\w*konto)")
_MAY_I_HELP = any_of(
    r"\W*(?:und |aber |also |oder |dann |übrigens )*(?:kann|könnte|darf|dürfte|soll|sollen|können|dürfen) (?:ich|wir)(?: (?!wann|wo"
    r"|wie)[\w'-]+){0,10}? (?:helfen|mithelfen|mitmachen"
    r"|anpacken"
    r"|tun|beitragen|beisteuern|mitbringen|zur hand gehen|unterstützen|übernehmen)"
)
_MEETS = any_of(
    r"(?:wann|passt|kommst|kommt|hast|hättest|habt|hättet|geht|ginge|könn\w*|kann\w*|würd\w*)[^?]*(?:dir|euch|ihnen|zeit|du"
    r"|ihr|sie|wir)"
)
_WHY_THE_SUM = any_of(
    r"\W*(?:wieso|warum|weshalb) (?:\w+ )?\d+.*|\W*(?:wieso|warum|weshalb) (?:mahn|schreib|forder|verlang|woll|bekomm|krieg|erhalt|soll"
    r"|muss)\w* (?:ich|ihr|sie|man|mich).*|\W*wie (?:komm\w* (?:ihr|sie|man)|kann da).*|.*soll(?:en)? (?:ich|wir)[^?]*(?:zahlen|bezahlen"
    r"|überweisen).*"
)
_UNMARKED = any_of(
    r"(?:^\W*|und |aber |oder )(?:(?:ist|wäre|geht|gibt|reicht|passt|klappt) (?:das|es|da|dort|die|der)(?: [\w'-]+){1,6}|(?:brauch"
    r"|brauche|muss|soll|darf|kann) (?:ich"
    r"|man|meine?)(?: [\w'-]+){1,10}|(?:könnt|habt|wisst|seid|macht|fahrt|kommt|müsst|wollt|nehmt|zählt|braucht) ihr(?: [\w'-]+){1,10}"
    r"|(?:kannst|hast|weißt|kommst|machst) du(?: [\w'-]+){1,10}|gibts?(?: [\w'-]+){1,8}|(?:wann|wo|wofür|wieso|warum|wie viel|wieviel"
    r"|welche\w*|wer|bis wann"
    r"|ab wann) (?!auch|immer)[\w'-]+(?: [\w'-]+){1,10})\W*$"
    r"|.*ist das (?:ein|ok|okay|schlimm|möglich|erlaubt)(?: \w+)?\W*$"
)
_IF_YOU_NEED = re.compile(r"\W*(?:falls|wenn|sollte)\b")
_OPENS_QUESTION = re.compile(
    r"\W*(?:(?:und|aber|oder|also|nur|ach|sagt?|mal|noch|eine|kurze|frage|p\.?s|übrigens|hallo|bitte|außerdem|dann|jetzt|denn|nun"
    r"|weil|da|sonst|allerdings)\W+){0,5}"
    r"(?:w(?:er|en|em|as|ann|o|ie|ieso|arum|eshalb|elche\w*|ohin|oher|ofür|omit|orum|oran|ieviel\w*)\b|(?:bis|ab|seit|von|um|in"
    r"|mit|an|auf|für|zu|bei|nach|aus) w\w+"
    r"|(?:ist|sind|war|hat|habe?n?|habt|hast|kann|kannst|könnt\w*|können|könnte\w*|darf|dürf\w*|muss|müss\w*|soll\w*|will"
    r"|wollt\w*|wird|werden|würde\w*|gibts?|gibt's|\w+en wir"
    r"|geht|gehts|geht's|passt|reicht|findet|kommt|kommst|klappt|stimmt|weiß|wisst|braucht|brauche|macht|mach|fährt|nehmt"
    r"|bekomm\w*|krieg\w*|bin|seid|bist|wäre\w*|hätte\w*"
    r"|is|are|do|does|can|could|what|when|where|who|how|which|should|may|would"
    r"|zählt|läuft|steht|liegt|fängt|beginnt|dauert|startet|gilt|lohnt|meint|sehe|sehen|verstehe|tut|täte|ob|\w+(?:st|t) (?:ihr"
    r"|du|sie|man|das|es))\b)"
)
_INVERTED = re.compile(
    r"\W*(?:(?:und|aber|oder|also|ach|sagt?|mal|eine|kurze|frage|ps|hallo|dann|denn)\W+){0,4}"
    r"(?:w(?:er|en|em|as|ann|o|ie|ieso|arum|eshalb|elche\w*|ohin|oher|ofür|omit|ieviel\w*)\b(?! auch| immer)|(?:bis|ab|seit|von|um|in|mit"
    r"|an) w(?:ann|em|elche\w*|o)\b"
    r"|(?:ist|sind|war|hat|haben|habt|hast|kann|kannst|könnt|können|könnte\w*|darf|dürf\w*|muss|müss\w*|soll\w*|will|wollt|wird|werden"
    r"|würde\w*|gibt|geht|passt"
    r"|reicht|findet|fällt|kommt|klappt|stimmt|wisst|weißt|braucht|brauche?|macht|fährt|nehmt|bekomm\w*|krieg\w*|zählt|läuft|steht|fängt"
    r"|beginnt|dauert|startet|gilt"
    r"|sagt|bleibt|trefft|wäre\w*) (?:ihr|du|sie|man|er|es|der|die|das|den|dem|ein\w*|mein\w*|unser\w*|euer|eure|jemand|wer|da|dort|denn"
    r"|ich|wir|auch|\d+\.?)\b"
    r"|gibts|gibt's|gehts|geht's|isses)"
)
_ASKS_BEHIND = any_of(
    r"(?:(?:gibts|gibt's|ist das|is das|wo ist|wann ist|brauch\w* ich|muss ich|darf ich)|(?!^)(?:habt ihr|könnt ihr|kann man"
    r"|soll ich))(?: [\w'-]+){1,9}\W*$"
)
_RELATIVE = re.compile(r", (?:wo|wie|was) (?:ich|wir|es|das|man)\b")
_ASKED_ONES = any_of("ihr|euch|du|dir|dich|sie|ihnen|man|jemand|wer|was|wann|wo|wie|warum|wieso|welche\\w*|oder")


def question_of(letter: Letter, so_far: Part) -> Part:
    """The first question that no other answer accounts for."""
    for sentence in letter.sentences:
        if sentence.number in so_far.sentences or _is_answered(sentence, so_far):
            continue
        asks = sentence.asks and not (_is_rhetorical(sentence) or _is_answered_at_once(sentence, letter))
        asks_unmarked = (
            not sentence.asks
            and bool(_ASKING_WORD.search(sentence.folded))
            and len(words_of(sentence.folded)) >= 4
            and _ends_open(sentence)
        )
        if asks or asks_unmarked or _asks_at_last(sentence, so_far) or _requests(sentence):
            found = Finding("question", confidence=confidence_of("question.asked"), evidence=sentence.text, rule="question.asked")
            return Part((found,), ("reading_doubts.question",), frozenset((sentence.number,)))
    return NOTHING


def _is_answered(sentence: Sentence, so_far: Part) -> bool:
    """Whether other answers account for the sentence: new contact data, or a clause of the question that leaves nothing asked behind it."""
    if any(finding.kind == "contact_change" and sentence.text in finding.evidence for finding in so_far.findings):
        return True
    if sentence.asks and _belongs_to_another(sentence.folded, so_far):
        return True
    if any(finding.claim == "hardship" for finding in so_far.findings) and _TELL_ME_WHAT.search(sentence.folded):
        return True
    if not sentence.asks or not any(clause.start in so_far.clauses for clause in sentence.clauses):
        return False
    last = sentence.clauses[-1]
    return not _ASKS_BEHIND.search(last.folded) and (last.start in so_far.clauses or not opens_question(last.folded))


def _belongs_to_another(folded: str, so_far: Part) -> bool:
    """Whether the question is how another kind was asked for: "geht das?" behind instalments, "wann passt es dir?" behind a talk."""
    claims = {finding.claim for finding in so_far.findings}
    if "hardship" in claims and (_WOULD_IT_DO.match(folded) or _WHAT_TO_DO.match(folded) or asks_relief(folded)):
        return True
    if _GIVES_IT_THERE.search(folded) and any(finding.kind == "contact_change" for finding in so_far.findings):
        return True
    if _MAY_I_HELP.match(folded) and any(finding.kind == "volunteer" for finding in so_far.findings):
        return True
    if ("talk" in claims and _MEETS.search(folded)) or ("dispute" in claims and _WHY_THE_SUM.match(folded)):
        return True
    return bool(_PUTS_ME_DOWN.search(folded)) and any(finding.kind in {"rsvp", "volunteer"} for finding in so_far.findings)


def _requests(sentence: Sentence) -> bool:
    """Whether something is asked for without a question; not where it is refused, or help offered: "sagt Bescheid, wenn …"."""
    found = _REQUEST.search(sentence.folded)
    if not found or _IF_YOU_NEED.match(sentence.folded) or _ON_CALL.search(sentence.folded):
        return False
    return sentence.asks or not _DENIED.search(found.group())


def opens_question(folded: str) -> bool:
    """Whether a clause begins as a question does: with a question word, or with a verb before its subject."""
    return bool(_INVERTED.match(folded))


def _asks_at_last(sentence: Sentence, so_far: Part) -> bool:
    """Whether the last clause is a question though no mark says so: "ich bin 17 ist das ein Problem"."""
    if sentence.asks or not sentence.clauses or sentence.clauses[-1].start in so_far.clauses:
        return False
    return bool(_UNMARKED.search(sentence.clauses[-1].folded)) and _ends_open(sentence)


def _is_answered_at_once(sentence: Sentence, letter: Letter) -> bool:
    """Whether the writer answers it in the next breath: "Wann geht es los? Egal, ich bin um fünf da." """
    after = [one for one in letter.sentences if one.number == sentence.number + 1]
    if after and letter.context.dues is None and _ECHOES_YOU.match(sentence.folded):
        return True
    return bool(after) and bool(_ANSWERS_ITSELF.match(after[0].folded))


def _is_rhetorical(sentence: Sentence) -> bool:
    """Whether the question wants no answer: a formula, or a mere word put up to be answered by the writer."""
    folded = sentence.folded.lstrip()
    if _ASKS_BEHIND.search(folded) and not _WANTS_NOTHING.match(folded):
        return False
    if _IS_IT_SO.match(folded):
        return False
    if _WANTS_NOTHING.match(folded) or _INDIRECT.match(folded) or _is_echo(folded):
        return True
    return len(words_of(sentence.folded)) <= 2 or bool(_RHETORICAL.match(sentence.folded.lstrip()) and len(words_of(sentence.folded)) <= 7)


def _is_echo(folded: str) -> bool:
    """Whether it lacks what makes a German question: a verb or question word in front, or somebody who is asked."""
    return not _OPENS_QUESTION.match(folded) and not _ASKED_ONES.search(_RELATIVE.sub("", folded))


def _ends_open(sentence: Sentence) -> bool:
    """Whether the sentence lacks any closing mark, as hurried questions do."""
    return not re.search(r"[.!]\W*$", sentence.text) and bool(any_of("ihr|du|sie|euch|man|ich").search(sentence.folded))
