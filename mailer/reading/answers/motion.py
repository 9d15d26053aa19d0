"""Does the writer hand in a motion (Antrag) with this mail?"""

from mailer.model.reading import Finding
from mailer.reading.answers.clauses import Sentence
from mailer.reading.answers.confidence import confidence_of
from mailer.reading.answers.gates import Gate
from mailer.reading.answers.parts import NOTHING, Part
from mailer.reading.answers.thoughts import Letter
from mailer.reading.answers.words import any_of

_MOTION = r"(?:\w*antr[aä]ge?s?|\w*antraege|\w*anträgen|\w*antragstext|resolution\w*|\w*änderungsantr\w*|beschlussvorlagen?)"
_ENCLOSED = (
    r"(?:(?:häng\w*|liegt|liegen|steht|stehen|finde\w* \w+)(?: \w+){0,3}? (?:an(?= ?$|[.,;:!])|bei(?= ?$|[.,;:!])|unten|hier|im anhang"
    r"|im text|in der anlage|darunter)"
    r"|an dieser mail|dieser mail bei|(?:an|bei)gefügt|beigelegt|einkopiert|(?:im|als) anhang|text anbei|anbei|im text|in der anlage"
    r"|beiliegend|nachstehend"
    r"|(?:siehe|s\.) (?:anhang|anlage|unten|pdf|datei|rückseite)|liegt (?:\w+ |\w+-\w+ ){0,4}bei(?= ?$|[.,;:!])|häng\w* (?:\w+ )?dran"
    r"|dran ?gehängt"
    r"|anhang(?=\)))"
)
_HANDS_IN = any_of(
    r"(?:anbei|anliegend|fristgerecht|im anhang|in der anlage|als anlage|anhängend|beigefügt\w*|angehängt|hier|hiermit|nachfolgend"
    r"|folgend\w*|unten"
    rf"|pdf|beiliegend|attached|untenstehend)(?: [\w'\".,§()-]+){{0,10}}? {_MOTION}",
    rf"{_MOTION}[^.!?\n]{{0,90}}?[ ,(]{_ENCLOSED}|{_MOTION}(?: [\w'.-]+){{0,6}} (?:sende|schicke?|übersende|übergebe|überreiche|maile)"
    rf" (?:ich|wir)(?!(?: euch)? (?:noch|später|nach|dann|morgen|nächste))|^\W*(?:\w*antrag(?: im text| der \w+(?: \w+)?)?"
    rf"|antragsteller\w*|einreicher\w*)\W*(?:[:!]|$)|als {_MOTION} an(?= |$|[.,])"
    r"|(?:stelle|beantrage|schlage)(?: ich| wir)? folgende änderung\w*|(?:meine|unsere) änderung\w* (?:zu|an|zum|zur|dazu|am)[^.!?\n]{0,60}"
    r"(?::|stehen|anbei|im anhang|angehängt\w*)|(?:wird|werden) [^.!?]{1,60} durch [^.!?]{1,60} ersetzt|durch [^.!?]{1,60} (?:zu )?ersetzen"
    rf"|(?:den|meinen|unseren) (?:beigefügten|angehängten|anliegenden|beiliegenden|anhängenden) {_MOTION}",
    rf"^\W*(?:siehe )?(?:anlage|anhang|anbei|pdf)(?: \d+)?\W{{1,3}}(?:\w+ ){{0,4}}?{_MOTION}|bitte (?:sehr|schön)[^.!?]{{0,40}}\W{_MOTION}"
    rf"|{_MOTION}[^.!?]{{0,80}}, bitte (?:sehr|schön)"
    rf"|(?:mein|unser) {_MOTION},? (?:den|die) (?:ich|wir) hiermit|(?:beantragt|beantragen) (?:hiermit|beiliegend|anliegend|folgend\w*)"
    r"|der (?:\w*parteitag|\w*konferenz|\w*versammlung|\w*kongress) (?:fordert|möge|spricht sich)(?! hoffentlich)",
    rf"(?:fristgerecht|wir reichen ein|reiche ein|reicht ein)\W?(?: [\w'.:,\"-]+){{0,10}}? {_MOTION}",
    rf"{_MOTION}(?: [\w'.:\"+&/-]+){{0,14}}? (?:anbei|im anhang|in der anlage|als anlage|angehängt|beigefügt"
    rf"|häng\w* (?:\w+ ){{0,2}}?(?:hier )?(?:an|dran|unten|bei)|siehe anhang"
    r"|s\. anhang|im pdf|als pdf|hängt dran|liegt bei|siehe anlage|siehe unten|in der angehängten|anhang)",
    rf"(?:lege?|leg|füge?|hänge?)(?: [\w'.:,\"-]+){{0,8}}? {_MOTION}|{_MOTION}(?: [\w'.:\"-]+){{0,8}}? (?:hänge?|lege?"
    rf"|füge?) ich(?: \w+){{0,2}} (?:an|dran|bei)"
    rf"|{_MOTION}(?: [\w'.:\"-]+){{0,10}}?,? (?:siehe|s\.) (?:anhang|anlage|unten|pdf|datei)|{_MOTION}(?: [\w'.:\"-]+){{0,10}}?, (?:hängt"
    rf"|liegt) (?:\w+ )?(?:an|dran|bei)",
    rf"(?:mein|unser|mien|der|folgender) {_MOTION}(?: (?:für|zu|zum|zur|an|auf) [\w'. -]{{1,40}}?)?\W*:|(?:^\W*"
    rf"|(?<=[:.!]\s)){_MOTION}\W{{0,2}}:|stellen (?:hiermit |folgenden |den |diesen |einen )+{_MOTION}|(?:das|dies) ist (?:mein"
    rf"|unser) {_MOTION}"
    rf"|(?:ergänzung|korrektur|änderung|neue fassung|begründung)(?: \w+){{0,3}} zu (?:unserem|meinem|mein|unser) {_MOTION}"
    rf"|als {_MOTION} (?:behandeln|aufnehmen|einbringen)"
    r"|(?:neue|geänderte|richtige|korrigierte|endgültige) fassung(?: \w+){0,3} (?:häng\w*|anbei|im anhang|liegt|folgt hier)|hier(?: ist"
    r"| kommt)? (?:die|eine|meine|unsere) (?:neue|geänderte|richtige|korrigierte) fassung",
    r"(?:im anhang|anbei|in der anlage|hier)(?: \w+){0,3} (?:eine|zwei|drei|meine|unsere|die) (?:\w+ )?änderung\w* (?:zu|zum|an|von)"
    r"|zu (?:unserem|meinem)"
    rf" {_MOTION}(?: \w+){{0,2}} reiche? ich|änderungsantr[aä]ge?(?: zu[mr]?| an)(?: [\w'.-]+){{1,5}}?,? (?:zeile|seite|absatz|kapitel"
    rf"|punkt)"
    rf"|zeile \d+(?: [\w'.:,\"-]+){{0,8}}? (?:streiche?n?|setzen?|ersetzen?|einfügen)|reichen? ein:? ?|machen? {_MOTION}"
    rf"|ziehe?(?: [\w.]+){{0,6}} (?:ersetzungs|änderungs)antrag nach",
    rf"^\W*\w*antrag (?:für|zu|zur|von|der|des|an)(?: [\w'. -]{{1,60}})?\W*(?:$|:)|{_MOTION} (?:für|zu) (?:die|der) (?:sitzung"
    rf"|tagesordnung)",
    r"(?:stelle?|stell|reiche?|reich|gebe?|bringe?|übersende|übermittle|schicke?"
    rf"|sende)(?: [\w'.:,\"-]+){{0,14}}? {_MOTION}(?! (?:später|nach|noch))",
    rf"{_MOTION}(?: [\w'.:\"-]+){{0,8}}? (?:ein|einreichen|einzureichen|stellen|zu stellen)(?= ?$|[.,;:!]) ?(?!\w)",
    r"(?:möge|mögen|möchte) (?:\w+ ){0,6}?(?:beschließen|beschliessen)|(?:ich|wir) beantragen?(?: hiermit)?,? ?(?:dass|die|den"
    r"|das|eine|folgend\w*|hiermit|zum|zur|zu)?|hiermit beantragen? (?:ich|wir)|beantrage (?:ich|wir|hiermit)|beantrage,? dass",
    rf"^\W*{_MOTION}(?: (?:an|zum|zur|der|des|auf|nr\.?|zu) [\w'. -]{{1,60}}?)?\W*:|^\W*{_MOTION} an (?:den|die) \w+",
)
_NOT = any_of(
    rf"(?:kommt|folgt|kommen|folgen)(?: [\w'.]+){{0,5}}? (?:noch|später|nach|bis|morgen|nächste\w*|bald|rechtzeitig)"
    rf"|(?:schicke?n?|sende|reiche?n?|stelle?n?)(?: ich| wir)?(?: euch| dann)? noch (?:\w+ ){{0,3}}{_MOTION}(?![^.!?]*(?:anhang|anbei"
    rf"|hier|unten|:))"
    rf"|noch gefeilt|(?:noch|später|demnächst|nächste woche|bald|morgen)(?: [\w']+){{0,4}} (?:nach|einreichen|ein|geschickt"
    r"|schicken|fertig)|reichen wir nach|mitgliedsantrag\w*|förderantrag|aufnahmeantrag|urlaubsantrag|pflegeantrag|pflegegrad"
    rf"|beitragsermäßigung|beitrag(?!sordnung)\w*|herabsetzung|stundung|mindestbeitrag|ermäßig\w*|wie stell\w*|(?:kein|keinen|keine"
    rf"|ohne) (?:eigenen )?{_MOTION}"
    rf"|unterstütze den|zu den anträgen|antrag der \w+ (?:\w+ )?finde|werde(?:n)? (?:\w+ ){{0,6}}(?:einreichen|stellen)"
    rf"|wollten?(?: \w+){{0,6}} (?:stellen|einreichen)|(?:reiche?n?|stelle?n?)(?: \w+){{0,4}} nicht"
    rf"|will(?: \w+){{0,6}} stellen|würde(?:n)?|überlege|austritt\w*|ziehe(?: \w+){{0,6}} zurück|antragsfrist|fragen? zum antrag"
    r"|(?:er|sie|frau \w+|herr \w+)(?: \w+){0,6} (?:möchte|will|wollte)"
)


_TO_AN_OFFICE = (
    r"(?! auf (?:\w*pflege\w*|\w*wohngeld|rente|reha|kur|\w*geld|elternzeit|teilzeit|urlaub|asyl|einbürgerung|baugenehmigung|unterhalt"
    r"|befreiung)"
    r"| (?:beim|bei der|bei) (?:\w*amt|kasse|krankenkasse|jobcenter|behörde))"
)
_SPOKEN_OF = any_of(
    rf"(?:mein\w*|unser\w*|ein\w*|zwei|drei|vier|\d+|^) (?:\w+ ){{0,2}}{_MOTION}|^{_MOTION}|\w*antragsteller\w*|(?:am|an einem) {_MOTION}"
)
_DENIES = any_of(
    rf"(?:kein\w*|ohne) (?:eigenen? |neuen? )?{_MOTION}|{_MOTION} (?:habe?n?|gibt es|stelle?n?|bringe?n?"
    rf"|reiche?n?)(?: \w+){{0,5}} (?:nicht|keine?n?)(?: ein| mehr)?\W*$"
)
_IS_ENCLOSED = any_of(
    r"(?:^\W*|(?:text|pdf|datei|wortlaut|fassung|beides|alles|er|sie|bitte schön|bitte sehr),? (?:\w+ ){0,5}?)(?:im anhang|anbei"
    r"|in der anlage|als anlage"
    r"|(?:siehe|s\.) (?:anhang|anlage|unten|pdf|datei)|häng\w* (?:\w+ )?(?:dran|an)|liegt (?:\w+ )?bei|steht (?:hier )?unten|nachstehend"
    r"|hiermit eingereicht)"
    r"(?=\W|$)"
)
_IN_JEST = any_of(
    r"(?:ein|kein) (?:\w+ )?antrag ist (?:das|es) (?:nicht)?|(?:das|es) ist (?:aber )?kein (?:\w+ )?antrag|nicht (?:ganz )?ernst gemeint"
)
_ASKS_TO_TAKE = any_of(
    r"\W*(?:bitte |und )?(?:könnt|könntet|kannst|könntest|würdet|würdest|nehmt|können) (?:ihr|du|sie) [^?]*(?:im anhang|\w+gefügt\w*"
    r"|\w+gehängt\w*|anbei|anliegend\w*).*"
)
_COMES = any_of(r"(?:und |auch |dafür )?(?:ich )?(?:komme?|bin(?: ich)?(?: [\w.]+){0,4} da|bin dabei|nehme(?: ich)? teil|sitze?)(?: |$).*")


_OWN_MOTION = any_of(rf"(?:mein|meinen|unser|unseren|unsere|meine|einen) (?:\w+ ){{0,2}}{_MOTION}{_TO_AN_OFFICE}")
_OF_A_MOTION = Gate(_HANDS_IN, _SPOKEN_OF, _DENIES)


def motion_of(letter: Letter, so_far: Part) -> Part:
    """The motion that comes with the mail, with the sentence that hands it in."""
    if not _OF_A_MOTION.opens(letter.folded) or _IN_JEST.search(letter.folded):
        return NOTHING
    for sentence in letter.sentences:
        if (
            sentence.number not in so_far.sentences
            and (not sentence.asks or _ASKS_TO_TAKE.match(sentence.folded))
            and _HANDS_IN.search(sentence.folded)
            and not _NOT.search(sentence.folded)
        ):
            found = Finding("motion", confidence=confidence_of("motion.handed_in"), evidence=sentence.text, rule="motion.handed_in")
            return Part((found,), clauses=_clauses_of(sentence))
    return _enclosed(letter, so_far)


def _enclosed(letter: Letter, so_far: Part) -> Part:
    """The motion that one sentence speaks of and a neighbour hands in: "Ich habe daraus einen Antrag gemacht. Text im Anhang."."""
    for sentence in letter.sentences:
        spoken = _SPOKEN_OF.search(sentence.folded) and not _NOT.search(sentence.folded) and sentence.number not in so_far.sentences
        near = (
            [one for one in letter.sentences if abs(one.number - sentence.number) == 1 and not one.asks]
            if spoken and not sentence.asks
            else []
        )
        for one in near:
            if _IS_ENCLOSED.search(one.folded) and not _NOT.search(one.folded):
                found = Finding("motion", confidence=confidence_of("motion.handed_in"), evidence=one.text, rule="motion.handed_in")
                return Part((found,), clauses=_clauses_of(sentence) | _clauses_of(one))
    denied = [clause.start for one in letter.sentences for clause in one.clauses if not one.asks and denies_motion(clause.folded)]
    return Part(clauses=frozenset(denied))


def _clauses_of(sentence: Sentence) -> frozenset[int]:
    """The clauses that speak of the motion and those behind them."""
    first = next(
        (clause.start for clause in sentence.clauses if any_of(_MOTION + "|beantrage|beschließen").search(clause.folded)), sentence.start
    )
    return frozenset(clause.start for clause in sentence.clauses if clause.start >= first and not _COMES.search(clause.folded))


def denies_motion(folded: str) -> bool:
    """Whether it says that there is no motion: "Einen Antrag habe ich diesmal nicht"."""
    return bool(_DENIES.search(folded))


def speaks_of_motion(folded: str) -> bool:
    """Whether a motion of one's own is spoken of as handed in or withdrawn."""
    return bool(_OWN_MOTION.search(folded))
