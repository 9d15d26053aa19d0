"""What does a clause say within its sentence: asserted, supposed, reported, past, or only on a condition?"""

import re

from mailer.reading.answers.clauses import Clause, Sentence, looks_like_a_name
from mailer.reading.answers.frames import intends, speaks_of_intent
from mailer.reading.answers.guests import listed_in, named_in
from mailer.reading.answers.stances import Said, Stance, stance_of
from mailer.reading.answers.topics import Topic
from mailer.reading.answers.words import any_of, words_of

_WHATEVER = any_of(
    r"(?:wenn's|wenns|wenn es|falls es)(?: \w+){0,3} nicht(?: \w+){0,3} auch|so oder so|auf jeden fall|in jedem fall"
    r"|egal ob|selbst wenn"
)
_CONDITION = any_of(
    r"^\W*(?:und |aber |also |doch |nur )?(?:wenn(?! auch)|wenns|wenn's|falls|sofern|soweit|sollte(?! (?:aber |schon |eigentlich |wohl "
    r"|doch )*(?:kein|klappen|gehen|passen|machbar|drin))|vorausgesetzt|angenommen|außer wenn"
    r"|es sei denn)|(?:nur|aber|dann) wenn|sofern|falls|vorausgesetzt"
)
_THEIR_WISH = any_of(
    r"(?:wenn|falls|sofern|wenns|sollte|solltet) (?:sich )?(?:ihr|du|sie (?:\w+ ){0,2}(?:möchten|wollen|mögen|brauchen|hilfe"
    r"|jemanden|wünschen|erlauben)|euch|noch|keiner|keine|niemand\w*|jemand|nötig"
    r"|gewünscht|bedarf|sonst|man mich|einer|dir|wer|das (?:ok|okay|recht|passt|hilft|reicht)|irgendwo|irgendwer|noch (?:jemand"
    r"|wer|hilfe)|ich (?:darf|euch|helfen|was|etwas))",
    r".*(?:umso|freu\w*|froh|dankbar|toll|schön wär\w*)",
    r"(?:wenn|falls|sofern|sollten?)(?: [\w'-]+){0,5}? (?:noch (?:jemand\w*|wer|einer|eine|hilfe|leute|hände|helfer\w*|plätze)"
    r"|keiner|niemand|fehlt|fehlen|gebraucht"
    r"|not am mann|bedarf)(?: [\w'-]+){0,3}",
    r"wenn's recht ist|wenn es recht ist|wenn's was nützt|wenn's geht|wenn möglich|falls möglich|falls nötig|wenn nötig"
    r"|wenn gewünscht|wenn keiner|falls sich",
    r"wenn ich (?:ehrlich|mich (?:recht|richtig)|schon|eh|das richtig|an|dann da bin|da bin|am \w+ (?:bei euch|im büro))",
)
_DEPENDS_ON_THEM = any_of(
    r"(?:wenn|falls|sofern|sollte)(?: [\w'-]+){0,3}? (?:jemand|wer|einer|ihr)(?: [\w'-]+){0,5}? (?:einspring\w*|mitnimmt|mitnehmt"
    r"|mich holt|abholt|abholen|mich fährt|aufpasst|vertritt|zahlt|bezahlt|zuschaltet|vorstreck\w*|leiht|auslegt|übernehmt)"
    r"|(?:keiner|keine|niemand)(?: \w+){0,2} (?:krank|streikt|ausfällt)"
)
_WEATHER = any_of(
    r"bei (?:\w+ ){0,2}(?:sonne|sonnenschein|regen|\w*wetter|glatteis|schnee|eis|hitze|sturm|glätte|trockenheit)"
    r"|wenn es (?:regnet|trocken|schneit)"
)
_OPENS_CONDITION = any_of(
    r"^\W*(?:bekomme?|kriege?|habe?|schaffe?) (?:ich|wir)(?: |$).*",
    r"^\W*(?:ist|sind|sollten?|klappt|passt|geht|findet|regnet|schneit|bleibt|wird|lässt|erlauben?|erlaubt|spielt"
    r"|klingelt|macht|gibt|scheint|hält|fährt|kommt|nimmt|holt|findet|finde|find|kriegt|springt|leiht|zahlt) (?!klar|gut|in ordnung|leider"
    r"|nicht|prima|super)(?:es|mich|jemand|wer|einer"
    r"|das|der|die|ich|mein\w*|mir|bis|nichts|alles|auch|\w+)(?: |$).*",
)
_VERB_FIRST = any_of(
    r"^\W*(?:und |aber |doch |denn )?(?!freu|pass|stimm|kling|gefäll|tut |dank|bitte|damit|somit|womit|wünsch|grüß|sagt mir|hat |habt"
    r"|war|wegen|gegen"
    r"|zwischen"
    r"|neben|trotz|seit|mit |nicht|jetzt|erst|fast|selbst|gut|nett|statt|samt|mitten|morgen|heute|sollten |dort |geht in)"
    r"(?:\w{2,}(?:t|en)|ist|sind|wird) (?:es|er|sie|man|jemand|wer|einer|eine[rs]?|keiner|niemand|nichts|nix|was|das|der|die|den|dem"
    r"|mein\w*|unser\w*"
    r"|mir|mich|uns|sich|nicht|ihr|euch)(?: |$).*"
)
_THEN_I = any_of(r"^\W*(?:und )?(?:dann |so |also )?(?:\w{2,} (?:ich|wir|ick)(?= |$)|nicht\W*$|dann nicht)")
_WHETHER = any_of(r"\W*(?:aber |nur |je nachdem,? )?ob (?:das|die|der|mein\w*|es|ich|wir|mich)(?: |$).*")
_WILL_SHOW = any_of(r"zeigt sich|wird (?:man|sich|ihr)? ?(?:sehen|zeigen)|steht noch|weiß|entscheidet|kommt darauf an|klärt sich|hängt")
_FOLLOWS = any_of(
    r"^\W*(?:dann|so|fahre?|bleibe?|gehe?|stehe?|sitze?|laufe?|komme?|bin|freue?|nehme?|schaue?|helfe?|werde|kann|könnt|sind"
    r"|mache?|bringe?)"
)
_ALONE = any_of(
    r"^\W*(?:und |aber |also |doch )?(?:[\w.-]+ ){0,2}nur,? (?:wenn|wenns|falls|sofern|solange|bei (?:\w+ ){0,2}(?:\w*wetter|sonne\w*"
    r"|trocken\w*))"
)
_SUPPOSES = any_of(
    r"^\W*(?:und |aber |also )?(?:wenn|wenns|wenn's|falls|sofern|solange)(?! (?:ja|nein|nicht|man|das kein|denn|es denn"
    r"|das (?:geht|passt|klappt)))"
)
_OTHERWISE = any_of(r"^\W*(?:und |aber )?(?:sonst|ansonsten|dann)(?: \w+){0,3}")
_COMES_IF = any_of(r"\W*(?:das |da )?(?:schaff\w*|geht|klappt|passt|käme|ginge)(?: ich| ichs| es| bei mir| hin| aber| nur)*\W*$")
_SAYS_MORE = any_of(
    r"(?:ich|wir|mach|helf|back|bring|hol|koch|steh|übernehm|ist|sind|war|geht|hat|hab|kann|gibt|kommt|wird|freu|danke|bitte|melde|sag"
    r"|schreib|esse?|brauch|such|nehm|ess|wär|schön|toll|gut)e?|wär's|schick\w*|ruft?|sagt|meldet"
)
_HANGS_ON_ANSWER = any_of(r"dann (?:\w+ )?ich nämlich|dann komme ich nämlich")
_UNREAL = any_of(
    r"(?:wollte?(?! (?:ich |euch |dir |ihnen |mich )*(?:nur|kurz|schnell|noch|hiermit|eben|bloß|mal|gern))|wollt ich|dachte|hätte fast"
    r"|hatte vor|war kurz davor"
    r"|war drauf und dran|hätte beinahe)(?: (?!nur|kurz|schnell|hiermit|bloß)[\w'.:-]+){0,8}? "
    r"(?:absagen|schreiben|sagen|antworten|abzusagen|zu schreiben|abmelden|zuhause bleiben)"
)
_OPEN_VERB = any_of(r"(?:sage?|nehme?|melde|finde|reise|fahre|komme|schaue)(?: (?:ich|wir))?(?: (?:mich|uns))?(?: \w+){0,2}\W*$")
_ARRANGED = any_of(
    r"^\W*(?:\w*essen|essen|\w*frühstück|hotel\w*|\w*zimmer|bett|übernachtung|unterkunft|bus|shuttle|\w*parkplatz|fleisch|vegetarisch"
    r"|vegan|fisch|alkohol"
    r"|fahrgemeinschaft|mitfahrt|kinderbetreuung|gebärdensprache|protokoll) (?:brauche ich |bitte |leider |auch |wieder )*(?:ja|nein|nicht"
    r"|gern\w*|nö|nee)\W*$"
)
_JUST_ONLY = any_of(r"^\W*(?:und |aber |allerdings |jedoch |dann |kann |geht |ich )*nur\W*$")
_TAIL = re.compile(r"(?:\w+ ){0,5}(?:zu|ab|teil|an|ein|mit|vorbei|hin)$")
_QUOTE = re.compile(r"[\"“”„»«]")
_CANCELLED = any_of(
    r"^\W*(?:und |aber |denn |weil |da |nun |jetzt )*(?:mein\w*|der|die|das|unser\w*|dein\w*|eure?|sein\w*"
    r"|ihr) [\w-]+(?: [\w-]+){0,4}? (?:fällt|fällts|fallen|fiel|wurde|wird"
    r"|wurden|ist|sind|hat|haben|wäre|sei)(?: (?!für|bei)[\w'.-]+){0,5}? (?:aus|flach|weg|ausgefallen|abgesagt|ab|gestrichen"
    r"|storniert)(?= ?$| weil| wegen)"
)
_LONG_AGO = any_of(
    r"19\d\d|200\d|201\d|letzte[sn]? (?:jahr|mal|woche|monat)|vorige[sn]? (?:jahr|mal)|damals|früher|vor \w+ jahren"
    r"|beim letzten mal|im letzten jahr"
)
_PAST_TENSE = any_of(
    r"war|waren|hatte\w*|konnte\w*|saß|lag|stand|kam|wollte\w*|musste\w*|gab|ging|hab(?:e|en)?(?: [\w'.:-]+){0,10}? (?:ge\w+(?:t"
    r"|en)|\w+iert|ver\w+|be\w+)"
)
_DEFERS = any_of(
    r"(?:schreibe?|sage?|melde|gebe?|teile|antworte|entscheide|klären?|erfahrt|hört|klärt sich|kläre|schick\w*|rufe?)"
    r"(?: [\w'.:-]+){0,8}? (?:nächste\w*|später|rechtzeitig|bescheid|sobald|im \w+|mit|zurück|noch|demnächst|anfang|ende|bis|nach"
    r"|am \w+tag|am telefon|telefonisch|gemeinsam|jeweils|von (?:fall|mal|termin) zu (?:fall|mal|termin))"
)
_UNKNOWING = any_of(
    r"weiß(?= .*(?:nicht|nich|net|erst|noch))|kp|keine ahnung|evtl|eventuell|vielleicht|hängt(?: \w+){0,3}? (?:ab|von"
    r"|vom|davon)|entscheidet sich|unsicher"
)
_UNTRUE = any_of(
    r"(?:wird|kommt|passiert|geschieht|gibt es|gibts)(?: [\w'.:-]+){0,4}? (?:nicht|nie)(?: (?:passieren|geschehen|vorkommen"
    r"|geben|in frage|vor))?"
    r"|(?:ist )?nicht so|ausgeschlossen|undenkbar|kommt nicht in frage|keinesfalls|stimmt nicht|kann keine rede|(?:müsst|braucht"
    r"|brauchst|sollt|brauchen)(?: \w+){0,2} (?:nicht|nie)(?: \w+)? (?:zu )?(?:befürchten|fürchten|glauben|denken|hoffen|sorgen)"
)
_LIGHTLY = any_of(r"\W*(?:na |ja |aber )?(?:klar|natürlich|sicher|logisch|logo|super|toll|prima|top)\W*$")
_NOTWITHSTANDING = any_of(
    r"(?:komme?|bin|nehme|passt|klappt|kann)(?: ich| wir)?(?: [\w'.-]+){0,3}? (?:immer|sonst|überall|dabei|alles|alle\w*|teil)"
)
_CASE_BY_CASE = any_of(r"von (?:fall|mal|termin|sitzung) zu (?:fall|mal|termin|sitzung)")  # no "sage … zu"
_NOT_THAT = any_of(r"\W*(?:es ist )?nicht(?: so)?,? da(?:ss|ß) .*")
_THEY_COME = any_of(r"(?:kommen|sind dabei|nehmen teil|sind da|dabei|wären dabei)\W*$")
_ALL = any_of(r"\W*(?:bei |zu |an |für )?(?:alle[nms]?|sonst alle\w*|überall|jedes mal|sämtliche\w*)(?: .*)?")
_EXCEPTS = any_of("(?:und |aber )?(?:nur|außer|ausgenommen|bis auf|mit ausnahme|allerdings)")
_MANY = 40  # clauses
_CURT = 16  # words of a sentence that is no more than a condition
_LIGHT = {"looks_forward", "no", "perhaps"}  # said of anything, so that what stands beside tells of what
_JOY_AT = any_of(r"^\W*(?:dass|wenn|über).*|.* zu \w+|\w*zu(?:ge)?\w+en|.*zu sein")
_DENIES_MORE = any_of(r"(?:ich|wir) (?:[\w-]+ ){1,5}?(?:nicht|kein\w*)|von mir kommt nichts")
_MANNER = any_of(r"^\W*(?:vermutlich|wahrscheinlich|vielleicht|eventuell|evtl) (?:mit|ohne|in|im|auf) \w+(?: \w+){0,3}$")
_PONDERED = any_of(
    r"(?:hab|habe|haben|hatte)(?: [\w'-]+){0,7}? (?:überlegt|gefragt|gegrübelt|nachgedacht|gezweifelt)"
    r"|(?:muss|müsste|möchte|will|würde|wollte)(?: [\w'-]+){0,4}? (?:wissen|fragen)|wüsste(?: \w+){0,3} gern\w*|(?:sagt|verratet"
    r"|schreibt) mir"
)
_WAS = any_of("war|waren|hatte|hatten")
_WISHED = any_of(
    r"(?:wäre?n?|wär|hätte?n?|hätt)(?: [\w'-]+){0,5}? gern\w*|so gern\w* (?:ich|wir)(?: [\w'-]+){0,5}? (?:wäre?n?|käme?n?"
    r"|würde?n?)"
)
_IN_ITS_WAY = any_of(
    r"^\W*(?:aber|doch|nur|leider|bloß|allerdings|jedoch) (?:[\w'.-]+ ){0,4}?(?:bin|sind|muss|müssen|hab|habe|haben|liege|sitze|arbeite"
    r"|ist|hat|kann|wird|steht|fahre?n?"
    r"|fliege?n?|feiern?|heiratet|passt|geht)(?= |$)"
)
_I_OUGHT = any_of(r"^\W*(?:dass )?ich (?:soll|sollte) .*")
_THEY_SAY = any_of(r"(?:meint|sagt|findet|rät|will)(?: \w+)?\W*$")
_OF_ME = any_of("ich|wir|mich|uns|mir|bei mir|bin|komme?|kann|passt|geht|klappt")
_INDEED = any_of(r"^\W*(?:wirklich|ehrlich|tatsächlich|in der tat|richtig|genau|ernsthaft|ungelogen)(?: \w+){0,3}\W*$")
_POSSIBLE = any_of(
    r"(?:kann|könnte|mag)(?: \w+){0,2} sein|(?:es ist |gut )?(?:möglich|denkbar)|(?:hoffe|glaube|denke|vermute"
    r"|nehme an)(?: mal)?\W*$"
)
_OF_OTHERS = any_of(
    r"^\W*(?:und |aber )?(?:ob (?:das|die|der|sie|er|es|man|alle|jemand|wer|ihr) (?!.*(?:klapp|geht|pass|hinhau|komm|schaff|frei|ich"
    r"|wir)).*"
    r"|(?:wann|wie|was|wer|wo|warum) .*)"
)
_SIDE_MATTER = any_of(
    r"^\W*(?:und |mit |mein\w* |der |die |das )?(?:\w*essen|\w*frühstück|\w*abendbrot|\w*buffet|übernachtung\w*|hotel\w*|\w*zimmer|bett"
    r"|unterkunft|bus"
    r"|shuttle|\w*parkplatz|fleisch|vegetarisch|vegan|fisch|alkohol|fahrgemeinschaft|mitfahrt|kinderbetreuung|gebärdensprache|protokoll"
    r"|\w*antrag"
    r"|\w*anträge|kandidatur|\w*kuchen|rückfragen?|fragen|wünsche|sonderwünsche|allergien?|corona\w*|stimmrecht|fotos?|newsletter"
    r"|verpflegung)\W*$"
)
_THEN = any_of("dann|na gut|ok|okay|also")
_OF_TOPIC = {"no_to_topic", "goes_to_topic", "yes_to_topic", "off_for_topic", "open_for_topic", "keeps_free", "see_you", "speaks_there"}
_GOES_ON = re.compile(r"\W*(?:was|wie|wer|wo|warum|wieso|weshalb|welche\w*|dass|wozu|woher)\b")
_SEES_ON = re.compile(r"\W*(?:wer|wo|ob (?:ich )?(?:jemand\w*|ihr|er|sie|man|wer))\b")


def said_in(clause: Clause, sentence: Sentence, topic: Topic) -> Said | None:
    """The answer that the clause gives in its sentence; None where it gives none."""
    if speaks_of_intent(clause.folded):
        here = _place(clause, sentence)
        intended = intends(sentence.clauses[here - 1].folded if here else "")
        if intended:
            return _meant(Said(Stance(intended[0]), intended[1]), clause, sentence, topic.named)
    if _hangs_alone(clause, sentence):
        return Said(Stance.PERHAPS, "only_if")
    said = stance_of(_with_particle(clause, sentence))
    if topic.excluded and (topic.events or _ALL.match(clause.folded)) and said is None and len(words_of(clause.folded)) <= 9:
        said = Said(Stance.YES, "all_but")
    elif topic.exception and _EXCEPTS.match(clause.folded) and not _NOTWITHSTANDING.search(clause.folded):
        said = Said(Stance.NO, "except")
    return _meant(said, clause, sentence, topic.named)


def _hangs_alone(clause: Clause, sentence: Sentence) -> bool:
    """Whether the condition is the whole answer: "Laternen nur bei trockenem Wetter", "Treff: wenn mein Sohn mich fährt"."""
    if sentence.asks or not (_SUPPOSES.search(clause.folded) or _ALONE.search(clause.folded)) or _THEIR_WISH.search(clause.folded):
        return False
    beside = [one.folded for one in sentence.clauses if one is not clause and not _OTHERWISE.search(one.folded)]
    others = [one for one in beside if not _COMES_IF.match(one)]
    return len(words_of(sentence.folded)) <= _CURT and not any(len(words_of(one)) > 3 or _SAYS_MORE.search(one) for one in others)


def hangs_on_weather(clause: Clause) -> bool:
    """Whether even a refusal holds in bad weather only: "bei Regen komme ich nicht"."""
    return bool(_WEATHER.search(clause.folded))


def hangs_on_answer(clause: Clause) -> bool:
    """Whether a yes hangs on what was asked just before: "Dann komme ich nämlich"."""
    return bool(_HANGS_ON_ANSWER.search(clause.folded))


def is_condition(clause: Clause, sentence: Sentence) -> bool:
    """Whether the rest of the sentence hangs on the clause: "falls …", "bei gutem Wetter", "bekomme ich frei, (komme ich)"."""
    return _supposes(clause, sentence) and not (
        (_THEIR_WISH.search(clause.folded) and not _DEPENDS_ON_THEM.search(clause.folded)) or _WHATEVER.search(sentence.folded)
    )


def _supposes(clause: Clause, sentence: Sentence) -> bool:
    """Whether the clause has the form of a condition."""
    if _CONDITION.search(clause.folded) or _WEATHER.search(clause.folded):
        return True
    if _JUST_ONLY.match(clause.folded):
        return any(one.start > clause.start and _SUPPOSES.search(one.folded) for one in sentence.clauses)
    if _WHETHER.match(clause.folded) and _WILL_SHOW.search(sentence.folded):
        return True
    behind = next((one for one in sentence.clauses if one.start > clause.start), None)
    if sentence.asks or behind is None:
        return False
    return _opens_with_verb(clause, sentence) or bool(_OPENS_CONDITION.match(clause.folded) and _FOLLOWS.match(behind.folded))


def _opens_with_verb(clause: Clause, sentence: Sentence) -> bool:
    """Whether a condition has no "wenn": "Regnet es nicht, komme ich"."""
    behind = next((one for one in sentence.clauses if one.start > clause.start), None)
    if behind is None or sentence.asks or ":" in sentence.folded[clause.at + len(clause.folded) : behind.at]:
        return False
    return bool(_VERB_FIRST.match(clause.folded) and _THEN_I.match(behind.folded))


def holds_quotes(text: str) -> bool:
    """Whether a text has quotation marks at all."""
    return _QUOTE.search(text) is not None


def is_reported(clause: Clause, text: str) -> bool:
    """Whether the clause stands in quotation marks with other words around it."""
    opened = _QUOTE.findall(text[max(0, clause.start - 200) : clause.start])
    return len(opened) % 2 == 1 and bool(_QUOTE.search(text, clause.end - 1)) and len(text) > len(clause.text) + 24


def is_over(clause: Clause) -> bool:
    """Whether the clause tells of the past: "letztes Jahr konnte ich nicht"."""
    return bool(_LONG_AGO.search(clause.folded) and _PAST_TENSE.search(clause.folded))


def _place(clause: Clause, sentence: Sentence) -> int:
    """The place of the clause in its sentence; the first in a sentence of more than anybody writes."""
    return sentence.clauses.index(clause) if len(sentence.clauses) < _MANY else 0


def _with_particle(clause: Clause, sentence: Sentence) -> str:
    """The clause with the particle that its verb left behind another clause: "sage ich, wie angekündigt, hiermit zu"."""
    if not _OPEN_VERB.search(clause.folded):
        return clause.folded
    here = _place(clause, sentence)
    behind = sentence.clauses[here + 1 : here + 4]
    tails = [one.folded for place, one in enumerate(behind) if _TAIL.match(one.folded) and (place or one.folded.startswith("und "))]
    return f"{clause.folded} {tails[0]}" if tails else clause.folded


def _meant(said: Said | None, clause: Clause, sentence: Sentence, named: bool) -> Said | None:
    """The answer, unless it goes on to something else: "ich weiß nicht, was ein Stand noch bringt"."""
    if said is None:
        return _brought(clause, sentence)
    if _wishes_in_vain(said, clause, sentence) or _is_beside_the_point(said, clause, sentence) or _UNREAL.search(clause.folded):
        return None
    if said.rule in _OF_TOPIC:
        return said if named and not _WAS.search(clause.folded) else None
    if said.rule in {"falls_through", "calls_off"} and _CANCELLED.match(clause.folded) and (said.rule == "calls_off" or not named):
        return None
    if clause.folded.startswith(("dass ", "daß ")):
        return _supposed(said, clause, sentence)
    if said.rule not in {"not_known", "cannot", "will_see"}:
        return said
    behind = sentence.folded[clause.at + len(clause.folded) :]
    before = [one.folded for one in sentence.clauses if one.start < clause.start]
    if said.rule == "not_known" and before and len(words_of(clause.folded)) < 5 and _OF_OTHERS.match(before[-1]):
        return None
    return None if (_SEES_ON if said.rule == "will_see" else _GOES_ON).match(behind) else said


def _is_beside_the_point(said: Said, clause: Clause, sentence: Sentence) -> bool:
    """Whether the words are said lightly, supposed only, or of something else that the sentence goes on to."""
    alone = len(sentence.clauses) == 1
    if said.rule == "all_bare":
        return not alone or len(words_of(sentence.folded)) > 4
    if said.rule == "whether":
        if any(_PONDERED.search(one.folded) for one in sentence.clauses if one.start < clause.start):
            return True  # pondered once, or what the writer asks of us
        return bool(_DEFERS.search(sentence.folded)) and not _UNKNOWING.search(sentence.folded)
    if said.rule == "open_for_topic":
        return bool(_DEFERS.search(sentence.folded))
    return (
        bool(_NOT_THAT.match(clause.folded) or _CASE_BY_CASE.search(clause.folded))
        or (said.rule == "yes" and not alone and bool(_LIGHTLY.match(clause.folded)))
        or (
            said.rule == "see_you"
            and not (alone or _signed_only(clause, sentence) or _takes_leave(clause, sentence))
            and not _THEN.search(clause.folded)
        )
        or (said.rule == "excuses" and not alone and clause == sentence.clauses[0] and len(words_of(clause.folded)) == 1)
        or (said.rule in {"no", "no_to_topic"} and bool(_ARRANGED.match(clause.folded)))
        or (said.rule in {"yes", "no"} and _answers_aside(said, clause, sentence))
        or (
            said.stance is Stance.NO
            and bool(_I_OUGHT.match(clause.folded))
            and any(_THEY_SAY.search(one.folded) for one in sentence.clauses)
        )
        or (said.stance is Stance.NO and (bool(_SUPPOSES.search(clause.folded)) or _opens_with_verb(clause, sentence)))
        or (said.rule in _LIGHT and _goes_on_elsewhere(said, clause, sentence))
    )


def _wishes_in_vain(said: Said, clause: Clause, sentence: Sentence) -> bool:
    """Whether a wish is taken back at once by what stands in its way: "Ich wäre gern dabei, aber ich bin krank"."""
    behind = next((one for one in sentence.clauses if one.start > clause.start), None)
    return said.stance is Stance.YES and behind is not None and bool(_WISHED.search(clause.folded) and _IN_ITS_WAY.match(behind.folded))


def _answers_aside(said: Said, clause: Clause, sentence: Sentence) -> bool:
    """Whether a mere yes or no belongs to a side matter, or only stresses what was told: "Übernachtung: nein", "Ja, wirklich"."""
    place = sentence.clauses.index(clause)
    if said.rule == "yes" and place + 1 < len(sentence.clauses) and _INDEED.match(sentence.clauses[place + 1].folded):
        return True
    before = sentence.clauses[place - 1] if place else None
    if before is None or not _SIDE_MATTER.match(before.folded):
        return False
    return ":" in sentence.folded[before.at + len(before.folded) : clause.at] or len(words_of(before.folded)) == 1


def _takes_leave(clause: Clause, sentence: Sentence) -> bool:
    """Whether the clause closes what was called out: "…, bis Freitag!", and is no date until which something is done."""
    return clause == sentence.clauses[-1] and sentence.text.rstrip().endswith("!") and not _DEFERS.search(sentence.folded)


def _signed_only(clause: Clause, sentence: Sentence) -> bool:
    """Whether nothing but a name stands beside the clause: "Bis Dienstag, Wiebke"."""
    return all(one is clause or (one.start > clause.start and looks_like_a_name(one.text)) for one in sentence.clauses)


def _goes_on_elsewhere(said: Said, clause: Clause, sentence: Sentence) -> bool:
    """Whether joy, a mere "nein" or a "vermutlich" turns out to be about something else: "Nein, ich kandidiere nicht"."""
    behind = next((one for one in sentence.clauses if one.start > clause.start), None)
    before = next((one for one in reversed(sentence.clauses) if one.start < clause.start), None)
    if said.rule == "perhaps":
        alone = (
            before is not None
            and len(words_of(clause.folded)) == 1
            and not _OF_ME.search(before.folded)
            and stance_of(before.folded) is None
        )
        return before is not None and ((alone and len(words_of(before.folded)) > 3) or bool(_MANNER.search(clause.folded)))
    if said.rule == "no":
        return behind is not None and bool(_DENIES_MORE.search(behind.folded)) and stance_of(behind.folded) is None
    supposed = before is not None and bool(_SUPPOSES.search(before.folded))
    return supposed or (behind is not None and bool(_JOY_AT.match(behind.folded)))


def _brought(clause: Clause, sentence: Sentence) -> Said | None:
    """A yes that lies in the people: "ich bringe Hanna mit", "ich, mein Mann und unsere Tochter kommen"."""
    listed = bool(_THEY_COME.search(clause.folded)) and listed_in(sentence.folded) is not None
    if (listed or named_in(clause.text) is not None) and not sentence.asks:
        return Said(Stance.YES, "brings_company")
    return None


def _supposed(said: Said, clause: Clause, sentence: Sentence) -> Said | None:
    """What a "dass"-clause comes to: nothing after "ich wollte schreiben", the contrary where the sentence denies it."""
    others = [one.folded for one in sentence.clauses if one is not clause]
    if any(_UNREAL.search(one) for one in others):
        return None
    if said.stance is Stance.NO and any(_UNTRUE.search(one) for one in others):
        return Said(Stance.YES, "denied_refusal")
    if said.stance is Stance.YES and any(_POSSIBLE.search(one) for one in others):
        return Said(Stance.PERHAPS, "perhaps")
    return said
