"""How many people does the writer bring along?"""

import re
from dataclasses import dataclass
from functools import lru_cache

from mailer.reading.answers.names import is_first_name
from mailer.reading.answers.words import NUMBER, any_of, fold, number, pattern, words_of

_OF_A_KIND = (
    r"(?:ehe|schwieger|stief|paten|klein|arbeits|enkel|lieblings|pflege|adoptiv|halb|zwillings|schul|studien|sport|vereins|haus|flur"
    r"|wohnungs|nachbars|gast|austausch|spiel|rollstuhl"
    r"|zimmer|wg-|ex-?|partei|kinder|jugend|sandkasten|ur|ur-ur|büro|chor|team|bandkollegen|groß|gross|lebens|haushalts)"
)
PERSON = (
    rf"(?:{_OF_A_KIND}?(?:frau|frauen|mann|männer|männern|gatte|gatten|gattin|partner|partnern|partnerin|partnerinnen|freund|freunde"
    r"|freunden|freundin|freundinnen|sohn|söhne|söhnen|tochter|töchter|töchtern|kind|kinder|kindern|bruder|brüder|brüdern|schwester"
    r"|schwestern|geschwister|geschwistern|vater|papa|papi|vati|mutter|mama|mami|mutti|oma|omi|opa|opi|großeltern|eltern|enkel|enkeln"
    r"|enkelin"
    r"|enkelinnen|enkelchen|enkelkind|enkelkinder|enkelkindern|enkeltochter|enkelsohn|tante|tanten|onkel|nachbar|nachbarn|nachbarin"
    r"|nachbarinnen"
    r"|kollege|kollegen|kollegin|kolleginnen|genossin|genossinnen|genosse|schüler|schülern|student|studenten|azubi|azubis"
    r"|praktikant|praktikanten|lehrling|lehrlinge|lehrlingen|trainer|gast|gäste|gästen|person|personen|leute|leuten|kumpel|kumpels|kumpeln"
    r"|kumpane|spezi|kids|kiddies|knirpse|knirpsen|zwerg|zwerge|zwergen|mitbewohner|mitbewohnern|mitschüler|mitschülern|mitstreiter"
    r"|mitstreitern|gefährte|gefährten|gefährtin)"
    r"|begleitung|begleiter|begleitperson|begleitpersonen|interessent|interessenten|(?:interessierte|neugierige)n?(?! (?:nachbar|freund"
    r"|kolleg|kind|leute|mensch|gäste|genoss)\w*)"
    r"|bekannte|bekannten|bekannter|verwandte|verwandten|schwager|schwägerin|cousin|cousins|cousine|cousinen|vetter|neffe|neffen|nichte"
    r"|nichten|göttergatte|göttergatten|jungs|bub|buben|mädchen|mädels|mädel|lebensgefährte|lebensgefährten"
    r"|(?:kleine|kleinen|kleiner|große|großen|großer|kurze|kurzen|jüngste|jüngsten|jüngster|älteste|ältesten|ältester)"
    r"(?= ?$| mit| und| samt| dabei| kommt| sind| hin| zum| zur| am)|pfleger|pflegekraft|assistenzkraft|betreuer"
    r"|baby|säugling|\w*dolmetscher|übersetzer|assistenz|assistent|teenager|teenie|teenies"
    r"|\w*begleitung|nachbarsjunge|nachbarsjungen|nachbarsmädchen|sohnemann|töchterchen|söhnchen|schwesterherz|brüderchen|gemahl|gemahlin"
    r"|angetraute|angetrauten|angetrauter|lebensabschnitts\w+|herzblatt|opas|omas|papas|ehegespons|bräutigam|braut"
    r"|olle|fru|fro|bestie|besties|mitbewohni|mitbewohnis|crush|mum|dad|schwesti|kinners|lütten|jugendlicher|jugendliche|jugendlichen"
    r"|auszubildende|auszubildenden|erwachsene|erwachsenen|verlobte|verlobten|verlobter"
    r"|zwillinge|zwillingen|liebste|liebsten|liebster|schatz|bessere hälfte"
    r"|\w{3,20}(?:erin|torin|eurin|istin|antin|entin|ärtin|ärin|arin|ologin|wältin|treterin)(?:nen)?)"
)
_DETERMINER = (
    r"(?:mein\w*|meen\w*|mien\w*|unser\w*|unsr\w*|den|die|das|der|dem|de|ein|eine|einen|einer|einem|'ne|ne|nem|nen|ner|noch|beide|alle|zwei"
    r"|drei|vier|fünf|sechs|sieben|acht|beiden|2|3|4|5|6)"
)
_ONE = rf"(?:{_DETERMINER} (?:(?!von |vom |für |aus |mit |und )\w+ ){{0,2}}?|\w+e[mnrs] )?{PERSON}"
_TOTAL = pattern(
    rf"^\W*([2-9]) ?x\W*$|(?:zusage|anmeldung|reservierung|teilnahme|ja|dabei) für ({NUMBER})(?= ?$| personen| leute)"
    rf"|familie [\w-]+(?: \w+){{0,2}}? mit ({NUMBER}) (?:personen|leuten)|"
    rf"zu (zweit|dritt|viert|fünft|sechst|siebt|acht|neunt|zehnt|elft|zwölft)(?! (?:prozent|uhr))|(?:^|also |sind |kommen "
    rf"|auch )wir (drei|vier"
    rf"|fünf|sechs|sieben)(?= ?$| (?:sind|kommen|wären|fahren|gehen|freuen|nehmen|würden|sitzen|stehen|und|aus|mit))|uns alle (drei|vier"
    rf"|fünf"
    rf"|sechs)|({NUMBER}) (?:personen |leute |mann |köpfe |plätze )?mit mir(?= ?$| zusammen| dabei)|(?:zusammen|insgesamt"
    rf"|in summe) ({NUMBER})(?= ?$"
    rf"| personen| leute| köpfe| mann| plätze)|({NUMBER}) (?:sitze|sitzplätze|tickets|stimmberechtigte|frauen)(?= ?$| (?:bitte|für|am))"
    rf"|(?:wir|wären|sind|kommen) (?:\w+ ){{0,3}}?zu ({NUMBER})|(?:wir )?(?:sind"
    rf"|wären|kommen) (?:(?!um |ab |gegen |bis |seit |nach |vor |jetzt |erst |am |zum |den |vom |der |im |in |auf |an |nummer "
    rf"|nr )\w+ ){{0,2}}?({NUMBER})(?: personen| leute(?! (?:krank|ausgefallen|im urlaub"
    rf"|weg|zu wenig))|$| mann| mit (?:mama|papa|oma|opa|mein\w*|unser\w*)| an der zahl)"
    rf"|tisch für ({NUMBER})|(?:wir(?: \w+){{0,3}}|gleich|kommen|sind) alle ({NUMBER})|macht(?: dann| also| zusammen"
    rf"| insgesamt)? ({NUMBER})(?: personen| leute| köpfe)?(?= ?$)"
    rf"|({NUMBER})(?: \w+)? (?:einschließlich|inklusive|inkl\.?|samt) (?:mir|meiner)|mit mir (?:zusammen |sind wir |sind es |dann "
    rf"|also )*({NUMBER})(?! (?:[\w-]+ ){{0,2}}{PERSON})"
    rf"|(?:wir|sind|wären)(?: [\w-]+){{0,4}}? mit ({NUMBER}) (?:leuten|personen|mann|köpfen|hoch)|({NUMBER}) köpfe"
)
_HEADCOUNT = pattern(
    rf"({NUMBER}) (?:personen|person|leute|pers\.?|mann|köpfe)(?! (?:\w+ )?(?:mit|außer mir)\w*| dran| drin| da | auf der| krank| rein)"
    rf"|({NUMBER}) (?:plätze|stühle|karten|gedecke)(?! (?:noch )?frei(?! ?halt)| in meinem| im auto)"
    rf"|(?<!um\s)(?<!gegen\s)(?<!ab\s)(?<!und\s)({NUMBER}) aus \w+"
)
_NOT_OURS = any_of(
    rf"komme?(?: ich)?(?: \w+){{0,3}}? mit (?:{NUMBER}) (?:personen|leuten)|noch (?:{NUMBER}) (?:leute|personen|plätze|mann|sitzplätze)"
    rf"|je (?:{NUMBER})|(?:passen|fehlen|fehlt|krank\w*|ausgefallen|touren|\w*bus"
    rf"|bulli"
    r"|kombi|auto|anhänger|transporter|mitfahr\w*|mitnehmen|andere|für leute)"
    rf"|(?<!tisch\s)(?<!tze\s)(?<!platz\s)(?:für|an) (?:{NUMBER}) (?:leute|personen|mann|person)"
)
_PLUS = pattern(
    r"(?:bringe?|nehme?)(?: ich)?(?: \w+){0,2}? (jemanden|jemand|wen|einen gast|einen freund|eine freundin)(?: \w+){0,2}? mit(?= |$)"
    rf"|(?:mit |auf )?(?:mir|mich|ich) (?:und|plus|\+) (?:noch )?({NUMBER})(?: weitere\w*| andere\w*| leute| personen| gäste)?(?= ?$)"
    r"|_ (meines|meiner|unseres|unserer) \w+(?! und)|in (begleitung)(?= ?$)|"
    rf"(?:außer|neben) [mw]ir(?: noch| kommen| sind| auch| weitere){{0,2}} ({NUMBER})|({NUMBER}) (?:\w+ )?(?:außer|neben) [mw]ir"
    rf"|ich (?:und|\+|plus|mit) (?:noch )?({NUMBER})(?= (?:aus|vom|von|weitere|andere|leute|personen|gäste|mitstreiter|interessierte))"
    rf"|(?:\+|plus) ?([1-9]|eins|eine|einen|zwei|drei)(?! ?\d)|mit ({NUMBER}) (?:weiteren )?(?:gästen?|personen|begleit\w*)"
)
_ALONG = any_of(
    rf"(?:mit|samt|nebst|plus|inklusive|inkl\.?|_|_ von) (?:{_ONE})(?:(?: und| samt| nebst) {_ONE})*",
    rf"von {_ONE} begleitet|(?:kommt|kommen) {_ONE}(?: \w+){{0,2}}? mit(?= ?$)|mit (?:[\w.-]+ ){{1,3}}und {_ONE}|mit mir (?:kommen "
    rf"|noch |auch |sind )*{_ONE}",
    r"(?:bringe?|bringen|nehme?|nehmen|schleppe?|schlepp|hab|habe|haben|mitbringe?n?|würde|werde|möchte)(?: (?!von|für|an|bei"
    rf"|aus|vom|mit|dem|kuchen)[\w'-]+){{0,4}}? {_ONE}(?: (?:und|sowie) {_ONE})*(?: [\w'-]+){{0,4}}? (?:mit|dabei|an|mitbringen"
    r"|mitnehmen|im schlepptau|im gepäck|an der hand|auf dem arm|im arm|im tragetuch|im kinderwagen)(?= |$)",
    rf"{_ONE}(?: \w+){{0,2}}? (?:und|u\.?|&|\+) (?:ich|ik|icke|meine wenigkeit)",
    rf"(?:ich|ik)(?: \w+){{0,3}}? (?:und|u\.?|\+|&|plus|samt|nebst) {_ONE}|(?:mich|uns|mir)(?: selbst)? (?:und|sowie|plus|samt"
    rf"|nebst) {_ONE}",
    rf"^\W*(?:und|sowie) {_ONE}(?: und {_ONE})* mit\W*$",
    rf"{_ONE}(?: samt| nebst| und| plus) {_ONE}(?: \w+){{0,3}}? (?:mit|dabei|an bord)(?= |$)",
    rf"{_ONE}(?: (?!hatte|hätte|wollte|sollte|wäre|hat)\w+)? (?:(?:auch|ooch|ebenfalls|ebenso|desgleichen)(?! (?:samstags|sonntags"
    r"|freitags|montags|kann|nicht|krank|weg|muss|hat|nur|noch))|(?:kommt|kümmt|kommen|fährt|fahren|reist|reisen|ist|wird"
    rf"|wäre|sind|rückt|rücken|läuft|laufen|setzt sich|setzen sich)(?: [\w-]+){{0,3}}? (?:mit(?! (?:de[rmn]|ein\w*|ihr\w*|sein\w*|zug"
    rf"|bus|bahn)(?!\w))|auch(?! (?:in|zur|zum|nicht))|ok|ooch|dabei|dazu|nach|hinterher"
    rf"|mitkommen)|(?:reist|reisen|rückt|rücken)(?: [\w-]+){{0,4}}? an|(?:bleibt|bleiben) (?:\w+ )?(?:auch|mit da|als gast|als gäste"
    rf"|solange|dabei)(?! (?:zu hause|daheim|weg))|(?:hängt|hängen) sich"
    rf" (?:\w+ )?(?:dran|an)|(?:guckt|schaut|hört|gucken|schauen|hören)(?: \w+){{0,3}}? zu(?= ?$)|(?:will|wollen|möchte|möchten|darf"
    rf"|dürfen|soll"
    rf"|würde|würden)(?: [\w-]+){{0,4}}? (?:mitkommen|mitfahren|mitlaufen|zuhören|zuschauen|zugucken|reinschnuppern|dabei sein)"
    rf"|begleitet mich)(?= |$)",
    rf"^\W*(?:und |auch )?{_ONE} kommt\W*$|begleitet mich {_ONE}|{_ONE} (?:bringe?|nehme?|schleppe?|schlepp) ich(?: \w+){{0,2}} mit(?= |$)",
)
_TAKES_ALONG = any_of(
    rf"(?:bringe?|bringen|nehme?|nehmen|schleppe?)(?: (?!von|für|an|bei|aus|vom|mit|dem|kuchen)[\w'-]+){{0,4}}? {_ONE}(?: (?:und"
    rf"|sowie) {_ONE})*"
    r"(?: [\w'-]+){0,4}? mit(?= |$)",
    rf"{_ONE} (?:bringe?|nehme?|schleppe?|schlepp) ich(?: \w+){{0,2}} mit(?= |$)|{_ONE} begleitet mich|von {_ONE} begleitet|(?:kommt"
    rf"|kommen) {_ONE}(?: \w+){{0,2}}? mit(?= ?$)",
)
_LISTED = pattern(rf"(?:(?:ich|wir|mich|uns)(?:,| und| \+|,? sowie) )(?:(?:mit |und )?{_ONE})(?:(?:,| und|,? sowie| \+) {_ONE})*")
_LISTED_LAST = pattern(rf"{_ONE}(?: \([^()]{{1,30}}\))?(?:(?:,| und) {_ONE}(?: \([^()]{{1,30}}\))?)* und ich")
_ITEM = rf"(?:noch |auch )?(?:mit )?{_ONE}(?: \([^()]{{1,30}}\))?"
_CALLED = pattern(
    rf"(?:mit kind und kegel|mit anhang|mit familie|kommen|dabei|also|und zwar|verstärkung|das heißt)(?::| -|,) ({_ITEM}(?:(?:,| und"
    r"|,? sowie| \+| &"
    rf"|,? dazu) {_ITEM})+)"
    rf"|(?:mit|bringe?|nehme?) ({_ITEM}(?:(?:,| und|,? sowie| \+| &) {_ITEM})+)(?= ?$|[.,;:!)]| mit| dabei| und| zu| an| am| dazu)"
    rf"|(?:mit anhang(?::| -|,)|mit (?:kind und kegel|familie|verstärkung|begleitung)(?:,? das heißt)?(?::| -)) ({_ITEM})"
)
_AGED = (
    rf"{_ONE}(?: \([^()]{{1,20}}\)|, \d+(?: jahre)?,)? (?:begleitet mich|kommt (?:auch )?mit|fährt (?:auch )?mit|ist (?:auch )?dabei|auch"
    r"|ebenfalls)"
)
_JOINS = pattern(
    rf"(?:und |auch )?({_AGED})(?= ?$|[.,;:!)])|(?:^|und |(?<=[,;:]\s))((?:mein\w*|unser\w*|ein"
    rf"|eine) (?:[\w-]+ )??{PERSON})(?:,? (?!nicht|ich|wir|leider)[\w'.-]+)"
    rf"{{1,9}}?(?:,| und|, und) (?:aber )?(?:kommt|fährt|reist|bleibt)(?: (?!nicht|nie)\w+){{0,3}}? (?:mit|auch|als gast|dabei)(?= ?$"
    rf"|[.,;:!)]| (?:zum|zur|am|hin))"
)
_HOW_MANY = pattern(
    r"(?:personen|teilnehmer|teilnehmenden)?(?:an)?zahl(?: der)?(?: personen| plätze| teilnehm\w+)?:? (\d{1,2})(?! ?(?:euro|€|uhr))"
)
_SEVERAL = pattern(
    r"mit (?:den|meinen|unseren|allen) (?:kindern|söhnen|töchtern|freunden|freundinnen|kollegen|kolleginnen|enkeln|jungs|mädels|mädchen"
    r"|kids|kumpels"
    rf"|leuten|gästen|schülern|zwergen|kleinen|mitbewohnern) \(({NUMBER})(?: stück| leute| personen)?(?=[,)])"
)
_FAMILY_OF = pattern(
    rf"(mit |plus |ich und |bringe? )?({NUMBER}) (?:erw\w*\.?|große?n?|grosse?n?)(?:,| und| \+| &)? ({NUMBER}) (?:kind\w*|kleine?n?|kids"
    rf"|zwerge)"
)
_BESIDES = any_of("(?:außer|neben) [mw]ir")
_ALL_TOLD = any_of(r"(?:wir|kommen|sind)(?: \w+){0,3}? mit (?:\d|zwei|drei|vier|fünf) erwachsenen")
_WE_COME = any_of("wir|kommen|sind")
_FAMILY = any_of(
    rf"^\W*(?:und|sowie) {_ONE}(?: und {_ONE})* mit\W*$|"
    r"(?:meine|unsere|die) (?:ganze |komplette )?(?:familie|bande|sippe|mannschaft|truppe|rasselbande) (?:kommt|kommen|ist"
    r"|sind)(?: \w+){0,2} (?:mit|dabei)"
)
_TALK = any_of(
    rf"(?:telefonat|gespräch|absprache|rücksprache|gesprochen|telefoniert|geredet|streit|zoff|wette|treffen|verabredet|verabredung|termin"
    rf"|date"
    rf"|unterhaltung|einig|abgemacht|skat|verabredung) mit {_ONE}"
    rf"|mit (?:{_ONE}|(?:der|meiner|unserer) familie|dem chef|der chefin|dem doktor|den anderen|dem arzt) (?:gesprochen|telefoniert"
    r"|geredet|verabredet|abgesprochen|abgemacht|geklärt|klären|besprechen|abstimmen|abgestimmt|reden"
    r"|sprechen|tauschen|getauscht)"
)
_ALL_OF_THEM = pattern(
    r"mit (?:(?:allen|meinen|unseren|den) ){1,2}(beiden|zweien|dreien|vieren|fünfen|sechsen)(?! \w*(?:termine|tage|abende|sitzungen))"
)
_AS_GUEST = pattern(
    r"(?:in|mit) begleitung(?= (?:mein|unser|ein|von))|als \w+(?:in|er|innen|erinnen|ern)|(?:komme?|bin|gehe|feiere"
    r"|höre) (?:[\w.]+ ){0,4}?für uns (?:beide|zwei)"
    r"|als (?:gast|gäste|gästen|begleitung|interessent\w*|zuhörer\w*|beobachter\w*)"
)
_ALONE = any_of(
    rf"ohne (?:{_ONE}|begleitung|anhang)",
    r"(?:nur|bloß) (?:ich|mich)(?! und)",
    r"^(?!\W*(?:die|der|er|sie|weil|denn|sonst|damit|da|dass|ob|wenn|meine?|unsere?) ).*(?<!\w)(?:allein|alleine|solo)",
)
_MANY = any_of(
    r"mit (?:kindern|den kindern|familie|der familie|anhang|der ganzen \w+|gästen|der truppe|freunden|meinen kindern"
    r"|unseren kindern|der bande|der sippe|den enkeln)|mit kind und kegel"
    rf"|(?:ein paar|einige|mehrere|etliche|dutzend|haufen|horde|schar|rudel|schwung|voller|einigen|mehreren) (?:\w+ )??"
    rf"(?:{PERSON}|neue\w*|mehr|andere\w*)"
    r"|mit (?:\w+ )?(?:paar|einigen|mehreren|haufen|horde|schar|rudel|schwung|clique|truppe)|halbe\w* (?:nachbarschaft|hausgemeinschaft"
    r"|belegschaft|abteilung|familie|klasse|verwandtschaft|truppe"
    r"|mannschaft)"
    r"|mit (?:den|meinen|unseren|allen) (?:kindern|söhnen|töchtern|freunden|freundinnen|kollegen|kolleginnen|nachbarn|nachbarinnen|enkeln"
    r"|enkelinnen|jungs|mädels|kids|kumpels|leuten|gästen|schülern|geschwistern|zwergen|mitbewohnern)"
)
_NOT_ALONG = any_of(
    rf"{_ONE}(?: [\w-]+){{0,3}}? (?:nicht|nich) (?:mit|dabei|kommen|mitkommen)"
    rf"|{_ONE} (?:kommt|kann|will|fährt|darf|möchte)(?: [\w-]+){{0,2}} (?:nicht|nich|nie)(?! nur)"
)
_UNCOUNTED_WORDS = (
    "kinder söhne töchter brüder schwestern geschwister freunde freundinnen kolleginnen nachbarinnen enkelinnen enkelkinder gäste leute "
    "jungs mädels kids kiddies kumpels azubis lehrlinge zwerge knirpse buben cousins cousinen nichten tanten teenies genossinnen"
)
_UNCOUNTED = frozenset(_UNCOUNTED_WORDS.split())
_STAYS_HOME = any_of(rf"{_ONE}(?: [\w-]+){{0,5}}? (?:nicht|nich|arbeiten|muss|krank|zu hause|daheim|leider|kein)")
_US = any_of(
    r"(?:melde?|melden|tragt?|meldet|setzt|schreibt|plant|notiert|merkt)(?: ich| wir)?(?: bitte)? uns"
    r"|wir (?:kommen|sind|nehmen|bleiben|gehen|fahren|wären)|kommen wir|sind wir|wir beide|wir zwei|uns beide|kommen gern\w*"
)
_PAIR = any_of(
    r"wir (?:[\w.]+ ){0,5}?(?:beide(?! (?:male?|tage|abende|\w*termine|\w*sitzungen|\w*tage))|zwei(?= ?$)|zwee(?= ?$))|wir zwei"
    r"|uns (?:beiden?|zwei)"
    r"|^\W*(?:ja |also |und |gern\w* |natürlich )*(?:kommen|sind) (?:\w+ ){0,2}?beide"
)
_SOMEBODY = any_of(r"(?:nehme?|nimm|bringe?)(?: ich)?(?: noch| auch)?(?: den| die| noch| auch) (\w+) mit")
_COMES_WITH = pattern(
    r"(?:komme?|kommen|bin|fahre?|laufe?|wandere?|reise|dabei)(?: (?!nicht|mit)[\w.]+){0,4}? mit (\w+)"
    r"(?= ?$| (?:zu|zum|zur|am|an|in|ins|und|zusammen))"
)
_CALLED_ONE = pattern(
    r"^\W*(?:(?:und|auch|plus|dazu|natürlich|außerdem) )*([\w-]+)(?: und ([\w-]+))? (?:kommt|kommen|fährt|fahren|reist|bleibt|ist"
    r"|sind)(?: \w+){0,3}?"
    r" (?:mit|dabei)(?= ?$| (?:zum|zur|hin|am|dabei|gern\w*)(?: |$))|(?:samt|nebst|plus|mitsamt) ([\w-]+)(?= ?$)"
)
_CAR = any_of(
    rf"(?:kann|könnte|können)(?: [\w'-]+){{0,6}}? {NUMBER}(?: leute| personen| mann| genoss\w*| mitfahr\w*)?(?: \w+){{0,4}}? mitnehmen"
    rf"|(?:nehme?|nehmen)(?: [\w'-]+){{0,4}}? (?:gern\w*|noch|ab \w+|von \w+|aus \w+|im \w+)(?: \w+){{0,2}}? {NUMBER} (?:leute|personen"
    r"|mann"
    r"|genoss\w*|mitfahr\w*)(?: \w+){0,4}? mit"
    r"|(?:nehme?|nehmen)(?: [\w'-]+){1,7}? (?:im|in meinem|in unserem|mit dem|mit meinem|per) (?:auto|pkw|wagen|\w*bus|bulli|kombi"
    r"|kleinwagen) mit"
)
_NAME_AND_I = any_of(
    r"\w+ (?:und|u|&) ich kommen",
    r"(?:^|also |und zwar )\w+ (?:und|u|&) ich(?= ?$| kommen| sind| wir)",
    r"(?:^|also )ich (?:und|plus|mit|\+|&) \w+(?= ?$)",
    r"(?:kommen|sind|wären|reisen|gehen|fahren|schauen|gucken|tanzen|laufen|wandern) (?:\w+ )?\w+ (?:und|u|&) ich",
)
_MERE = pattern(
    rf"\W*(?:und |jeweils |natürlich |auch |wie immer )?(?:mit|samt|nebst|plus|zu) (?:{_ONE}|zweit|dritt|viert|fünft|sechst|begleitung).*"
)
_FEW_WORDS = 7
_SEAT_FOR = pattern(
    rf"für ({_ONE})(?: (?!mich)[\w.-]+){{0,5}}? (?:platz|stuhl|karte|gästekarte)"
    rf"|(?:platz|stuhl|karte|gästekarte)(?: \w+){{0,3}}? für ({_ONE})"
)
_OWNED = pattern(r"(?:mein\w*|unser\w*|die|der|das|ein|eine) (?:\w+ )?(\w+) (?:und|u|&) ich")
_NAMED = re.compile(
    r"\b(?:bringe?|nehme?|schleppe?|mit)\b(?:\s+(?:noch|auch|den|die|dem"
    r"|der|ich|unseren?|meinen?))*\s+([\w-]+(?:(?:\s*,\s*[\w-]+)?\s+und\s+[\w-]+)?)(?:\s+(?:aus|vom"
    r"|von)\s+(?:\w+\s+)?\w+)?(?:\s+\w+){0,2}\s+(?:mit|dabei)\b",
    re.I,
)


_TWO_NAMES = re.compile(
    r"(?:\n|(?:LG|VG|lg|vg|[Gg]r[uü](?:ß|ss)e?n?)[, ])\W*(?:\w+ ){0,2}(?:[A-ZÄÖÜ][\w.-]+ ?(?:und|u\.|&|\+|mit) ?[A-ZÄÖÜ][\w.-]+"
    r"|(?:das )?Ehepaar)(?: [A-ZÄÖÜ][\w.-]+){0,2}\W*$"
)


@dataclass(frozen=True, slots=True)
class Company:
    """The people besides the writer: `guests`, or None where they are mentioned without a number."""

    guests: int | None


@lru_cache(maxsize=128)
def company_in(folded: str) -> Company | None:
    """The company that a folded piece mentions, or None where it mentions none."""
    folded = without_riders(_TALK.sub("_", _AS_GUEST.sub("_", folded)))
    if _ALONE.search(folded):
        return Company(0)
    told = _told(folded)
    if told is not None:
        return Company(told)
    if _MANY.search(folded):
        return Company(None)
    seat = _SEAT_FOR.search(folded)
    if seat:
        return Company(heads_in(seat.group(1) or seat.group(2)))
    heads = _heads(folded)
    if heads != 0:
        return Company(heads)
    names = _called(folded)
    if names or _PAIR.search(folded):
        return Company(names or 1)
    two = _NAME_AND_I.search(folded)
    if two:
        return _with_whom(folded[: two.end()])
    return Company(None) if _US.search(folded) else None


def _told(folded: str) -> int | None:
    """The guests that are told by a number: of all together, besides the writer, or "mit allen dreien"."""
    plus = _PLUS.search(folded)
    total = None if plus and _BESIDES.search(folded) else _total(folded)
    if total is not None:
        return max(0, total - 1)
    if plus:
        told = next(word for word in plus.groups() if word)
        return 0 if told == "0" else number(told) or 1
    them = _ALL_OF_THEM.search(folded)
    return (number(them.group(1).removesuffix("en")) or 2) if them else None


def _called(folded: str) -> int:
    """How many come along who are called by their first name: "Marlies kommt mit"."""
    found = (_SOMEBODY.search(folded), _COMES_WITH.search(folded), _CALLED_ONE.search(folded))
    return max(sum(is_first_name(name) for name in one.groups() if name) if one else 0 for one in found)


def _with_whom(folded: str) -> Company | None:
    """The one in "Jo und ich kommen"; nobody known in "mein Toaster und ich", where something other than a name has an article."""
    owned = _OWNED.search(folded)
    return Company(1) if owned is None or is_first_name(owned.group(1)) else None


def listed_in(folded: str) -> Company | None:
    """The company in a list that holds the writer: "ich, mein Mann und unsere Tochter"."""
    told = _HOW_MANY.search(folded)
    if told:
        return Company(max(0, int(told.group(1)) - 1))
    several = _SEVERAL.search(folded)
    if several:
        return Company(number(several.group(1)))
    family = _FAMILY_OF.search(folded)
    if family:
        together = sum(number(count) or 0 for count in family.groups()[1:])
        return Company(together if family.group(1) and not _WE_COME.search(folded) else together - 1)
    found = _LISTED.search(folded) or _LISTED_LAST.search(folded) or _CALLED.search(folded) or _JOINS.search(folded)
    return Company(heads_in(next((list_ for list_ in found.groups() if list_), found.group()))) if found else None


def is_mere_company(folded: str) -> bool:
    """Whether a sentence holds nothing but the people who come along: "Mit zwei Kindern."."""
    return bool(_MERE.match(folded)) and len(words_of(folded)) <= _FEW_WORDS


def brings_somebody(folded: str) -> bool:
    """Whether people are brought along: then the writer comes too."""
    folded = without_riders(folded)
    return bool(_TAKES_ALONG.search(folded) or _FAMILY.search(folded))


def without_riders(folded: str) -> str:
    """The piece without those for whom there is room in the car, who are no guests."""
    return _CAR.sub("_", folded)


def named_in(text: str) -> Company | None:
    """The people brought along whom the writer calls by name: "ich bringe Hilde und Rolf mit"."""
    lowered = text.lower().replace("ı", "i").replace("\u0307", "")  # case ignored, "ı" and "İ" count as "i", too
    found = _NAMED.search(text) if "mit" in lowered or "dabei" in lowered else None
    called = [name for name in fold(found.group(1)).split() if is_first_name(name)] if found else []
    return Company(len(called)) if called else None


def signed_by_two(text: str) -> bool:
    """Whether two people sign, so that "wir" is those two: "Jo und Bine", "Ehepaar Zander"."""
    return bool(_TWO_NAMES.search(text))


def _total(folded: str) -> int | None:
    found = _TOTAL.search(folded)
    if not found and not _TAKES_ALONG.search(folded) and not _NOT_OURS.search(folded):
        found = _HEADCOUNT.search(folded)
    if not found:
        return None
    word = next((word for word in found.groups() if word), "")
    count = number(word)
    return count if count and count < 40 else None


def _heads(folded: str) -> int | None:
    """The people in "meinen Mann und zwei Freundinnen", counted once each; None where it does not tell how many."""
    spans = [found.span() for found in _ALONG.finditer(folded)]
    if not spans or _NOT_ALONG.search(folded) or (_STAYS_HOME.search(folded) and not re.search(r"kommt|auch|bring", folded)):
        return 0
    heads = heads_in(folded[min(start for start, _ in spans) :])
    return heads - 1 if heads and _ALL_TOLD.search(folded) else heads


def heads_in(piece: str) -> int | None:
    """The people whom the folded piece names, or None where it does not tell how many."""
    heads = [_count(found) for found in pattern(rf"(?:({NUMBER}|beiden) )?(?:[\w-]+ )??({PERSON})").finditer(piece)]
    return None if None in heads else min(sum(one or 0 for one in heads), 30)


def _count(found: re.Match[str]) -> int | None:
    said = number(found.group(1) or "")
    if said is not None:
        return said
    word = words_of(found.group(2))[-1]
    if word in _UNCOUNTED or word.endswith("innen"):
        return None
    return 2 if word.endswith(("eltern", "zwillinge", "zwillingen")) else 1
