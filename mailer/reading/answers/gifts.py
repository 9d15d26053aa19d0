"""What do people bring to an event: which words are food, drink, things for all, and what is for their own use?"""

from mailer.reading.answers.words import any_of

BAKED = (
    r"\w*kuchen|\w*torten?|\w*törtchen|tarte|\w*plätzchen(?:teller)?|\w*stollen?|stolle|\w*kekse?n?|\w*keks|\w*muffins?|\w*gebäck"
    r"|\w*gebackenes"
    r"|\w*kipferln?|\w*waffeln?|waffelteig|brownies?|baklava|\w*zopf|\w*schnecken|krapfen|\w*strudel|makronen|cookies?|\w*streusel\w*"
    r"|\w*schec?ke|\w*schegge|donauwellen?|bienenstiche?|windbeutel|zimtsterne|spekulatius|printen|gugelhupf|cupcakes?|tiramisu"
    r"|quark(?:bällchen|keulchen)|donuts?|scones|croissants?|\w*hörnchen|lebkuchen\w*|\w*pfeffernüssen?|dominosteinen?|nussecken|p(?:a"
    r"|á)st(?:e|é)is|(?:mince |apple |cherry |mini)?pies|\w*brownies|\w*mandeln|\w*schnitten|eclairs?|makrönchen"
    r"|honigkuchen\w*|springerle|\w*talern?|rohrnudeln|dampfnudeln|\w*rührteig|mutzen|schmalzgebackenes"
    r"|apfeltaschen|zimtrollen?|baisers?"
    r"|blech(?:e|en|kuchen)?|berliner|kreppel|pfannkuchen|biskuit\w*"
    r"|nachtisch|desserts?|\w*pudding|mousse|grütze|biscuits?|cakes?|pie"
)
SALADS = r"\w*salate?n?|tabouleh?|coleslaw"
DISHES = (
    r"\w*suppen?|\w*eintopf|soljanka|gulasch\w*|szegediner|chili\w*|\w*curry|linsen\w*|\w*lasagne|\w*auflauf|\w*pfanne|paella|risotto"
    r"|pizzas?|pizza(?!s?chneck)\w*|quiches?|flammkuchen|börek\w*|falafeln?|samosas?|dolmas?|couscous|bulgur|hummus|\w*nudeln|spätzle"
    r"|maultaschen|knödel|klöße|grünkohl|\w*ragout|wraps?|sushi|frühlingsrollen|gyros|tzatziki|ratatouille|borschtsch|pelmeni|piroggen"
    r"|empanadas?|tapas|antipasti|oliven|bohnen\w*|\w*kraut|\w*gratin|ofen\w+|pasta|jollof\w*|reis(?= |$)|\w*reispfanne|pilaw|pilaf|plov"
    r"|kebab|köfte|tajine|dal|ramen|kimchi|shakshuka|gulab jamun|spanferkel|braten"
)
SNACKS = (
    r"\w*häppchen|\w*schnittchen|\w*brote?|\w*brötchen|\w*stullen?|bemmen|\w*semmeln|baguettes?|\w*spieße?|fingerfood|\w*snacks?"
    r"|\w*röllchen|canapés?|mett\w*|aufschnitt|gurken|radieschen|tomaten|melonen?|(?:mandari|clementi|apfelsi|bana)nen?|orangen|trauben"
    r"|kirschen|erdbeeren|pflaumen|apfelmus|honig|butter|\w*aufstrich|\w*marmeladen?|\w*gelees?|buletten|bouletten|frikadellen"
    r"|\w*würste?|\w*würstchen|wiener|\w*dips?|aufstriche?|(?:käse|wurst|obst|gemüse)platten?"
    r"|gemüsesticks|salzstangen|brezeln?|brezn|laugen\w+|popcorn|obst|äpfel|weintrauben|nüssen?|schokolade|\w*schmalz"
    r"|butterbrezeln?|käse\w*|fladen\w*|(?:apfel|pflaumen|paprika|obst|kürbis|[\w-]+-)?mus|quark|\w*schinken|räucher\w+|fisch\w*|lachs\w*"
    r"|matjes\w*|hering\w*|zwiebelringe|pommes|kartoffeln?|süßes|süßigkeiten|\w*bärchen|bonbons|knabber\w*|was (?:zu essen|herzhaftes"
    r"|warmes)|eier"
)
DRINKS = (
    r"\w*kaffee|(?:kräuter|früchte|eis|pfefferminz|ingwer)?tee|selters|sprudel|prosecco|getränke|\w*saft|säfte|\w*schorlen?|limo\w*"
    r"|wasser|bier|bier(?:kasten|kiste|fass)|fass|(?:glüh|rot|weiß|apfel)?wein|\w*burgunder|\w*riesling"
    r"|sekt|\w*punsch|bowle|mate|cola|kakao|milch"
    r"|\w*sirup|\w*most|\w*likör|was zu trinken"
)
_MEASURED = (
    r"(?:kisten?|kasten|kästen|bleche?|töpfe?|schüsseln?|eimer|dosen?|gläser|flaschen?|kannen?|tüten?|körbe?|liter|kilo|kg|portionen"
    r"|stück|sack|säcke|packung(?:en)?|pfund|fässer|riesen\w+) (?!voll |bring|stell|nehm|pack|davon|hab|mach|koch|komm|sind|geb"
    r"|gib)(?:\w+ )??\w{3,}|\d+ ?(?:l|kg|liter|kilo|portionen|stück) \w+"
)
THINGS = (
    r"\w*beamer|\w*leinwand|(?:kaffee|spül|näh|popcorn|nebel|bier|eis)\w*maschinen?|kaffeeautomat\w*|thermoskannen?|\w*kannen?|\w*technik"
    r"|\w*anlage|mikros?|mikrofone?|mikrofon\w+|lautsprecher\w*|\w*boxe?n?|bluetooth\w*|musikbox|laptops?|\w*kabel\w*|verlängerung\w*"
    r"|(?:kabel)?trommel|hänger|\w*anhänger|transporter|sprinter|bulli|lieferwagen|\w*zelte?|\w*pavillons?|bier(?:zelt)?garnitur\w*"
    r"|biertisch\w*|bierbänke|bänke|(?:bier|steh|tapezier|klapp)?tische?|stühle|\w*grill|grillkohle|kohle|anzünder|torwand|hüpfburg"
    r"|\w*girlanden?|\w*wimpel\w*|lametta|laternen|fackeln|lampions?|windlichter|rollups?|roll-ups?|whiteboard|pinnwand|\w*kartons?"
    r"|kleiderst[aä]n\w+"
    r"|\w*kocher|(?:müll|greif)(?:zangen?|säcke|beutel)|handkarren|klettergerüst|sonnencreme|sonnenschirm\w*|schirme?|bettlaken"
    r"|kleister|stauden|ableger|kräuter"
    r"|\w*pflanzen|\w*sträucher|flickzeug|hubsteiger|adventskranz|weihnachtsb\w+|tannengrün|heizung|heizstrahler|stromkabel|strom"
    r"|hocker|spielzeug\w*"
    r"|glücksrad|luftballons?|ballons"
    r"|lastenrad|bollerwagen|sackkarren?|leitern?|blumen\w*|primeltöpfe|deko\w*|tischdecken|lichterketten?|kerzen|\w+kerzen|geschirr"
    r"|besteck|gläser|becher|teller|tassen|servietten|flipcharts?|moderationskoffer|stellwände?|kamera|fotoapparat|gitarren?|akkordeon"
    r"|keyboard|geige|cello|trommeln?|djembe|cajon|ukulele|flöte|trompete|saxofon|saxophon|instrumente?|flyer|plakate|transparente?|banner"
    r"|fahnen?|megafon|megaphon|schubkarren?|häcksler|hochdruckreiniger|kärcher|heckenscheren?|motorsense|rasenmäher|rüttler|kettensäge"
    r"|akkuschrauber|bohrmaschine|drucker|laminiergerät|schminke|(?:brett|karten|gesellschafts)spiele?|spielkarten|werwolf\w*|waffeleisen"
    r"|raclette\w*"
    r"|gaskocher|kocher|herdplatten?|kühlbox\w*|kühlschrank|gewürze|generator|aggregat|heizlüfter|heizpilz\w*|sani-?tasche|erste-hilfe\w*"
    r"|verbandskasten|feuerschale|holz|feuerholz|brennholz|paletten|samowar|motorsägen?|kettensägen?|freischneider|\w*gabeln|\w*löffel"
    r"|pfannen|bräter|wok|gasflaschen?|feuerlöscher|warnwesten"
    r"|funkgeräte|walkie-?talkies?|absperrband|kreide|wachsmaler|bastel\w+|scheinwerfer|strahler|leuchten|nebelmaschine|diskokugel"
    r"|plattenspieler"
    r"|geldkassette|wechselgeld|kassette|spendendose|losbude|lostrommel|preise|pokale|urkunden|medaillen|trikots|leibchen|pylonen|hütchen"
    r"|hemden|schilder|wegweiser|aushänge|namensschild\w*|stempel\w*|stifte für alle|rednerpult|stehpult|bühnenelemente|podeste?|teppiche?"
    r"|planen?|bauzaun|heizpilze|decken für alle|bücher|comics|alben|fotoalb\w+|bilder|dias|ausstellung\w*"
    r"|muttererde|pflanzen|setzlinge|samen|wandfarbe|farbe|rollen"
)
_LIFTS = (
    r"fahrgemeinschaft|mitfahrgelegenheit|plätze? (?:frei )?in meinem (?:auto|wagen)|jemanden? mitnehmen"
    r"|(?:kann|könnte|würde) (?:noch )?(?:\w+ ){0,3}mitnehmen"
)
GIVEN = any_of(BAKED, SALADS, DISHES, SNACKS, DRINKS, THINGS, _LIFTS, _MEASURED)
FOOD = any_of(BAKED, SALADS, DISHES, SNACKS)
TOOLS = any_of(
    r"werkzeug\w*|\w*handschuhe|pinsel|rollen|schrauben|zutaten|\w*scheren?|lappen|eimer|bürsten?|besen|harke|rechen|spaten|schaufel"
    r"|schippe"
    r"|\w*tücher|leiter|säge|zange|pinsel|stifte|warnweste|schürze|handtuch|akkuschrauber|hänger|\w*anhänger|kettensäge|messer|schippe"
    r"|farbe"
    r"|töpfe|topf|filtertüten|holz|hammer|stiefel|gummistiefel"
)
OWN_USE = any_of(
    r"bettwäsche|bettzeug|kopfkissen|schlafzeug|\w*decke(?= mit|,|$)|bad(?:ehose|eanzug|esachen)|regenjacke|pulli|pullover|mütze"
    r"|schal|taschentücher|ohrenstöpsel"
    r"|lesebrille|strickzeug|hosen?|schuhe|\w*schuhe|tabletten|medikamente|\w*bescheide?|stullen? für mich|mir (?:\w+ ){0,3}mit"
    r"|bring\w*(?: ich)? mir|selber|selbst(?! ge\w+|ge\w+)|eigene[nrms]?(?! (?:keller|garten|anbau|ernte|produktion|hühner\w*|imkerei"
    r"|bienen|äpfel\w*|kelter\w*|rezept))|klappstuhl|brille|hausschuhe|handschuhe|zange|gute laune"
    r"|hunger|durst"
    r"|appetit|geschichten?"
    r"|zeit|lust|kissen|strickzeug|meinung|fragen|ideen|geduld|regenschirm|geschirrtücher|filtertüten|lego|argumente|zahnbürste|\w*katze"
    r"|unterlagen|ausweis|hund|schlafsack|isomatte|stimmkarte|stimmkärtchen|\w*laune|thermosflasche|trinkflasche|mir mit|säugling|baby"
)


def is_errand(folded: str) -> bool:
    """Whether somebody of the writer's own is fetched or taken somewhere: "Vorher bringe ich die Kinder zur Oma"."""
    return bool(_ERRAND.search(folded))


def is_given_to(folded: str, title: str) -> bool:
    """Whether a folded piece gives food or drink and the shift of that folded title takes any kind of it."""
    if not _GIVES.search(folded):
        return False
    if _ANY_FOOD.search(title) and not (_SERVES.search(title) and not _PREPARES.search(title)):
        return bool(FOOD.search(folded)) and not (_MEAL.search(title) and _BAKED.search(folded))
    return "getränke" in title and bool(_DRINK.search(folded))


_GIVES = any_of(
    r"(?:mit|bei)?bring\w*|back\w*|koch\w*|mach\w*|schmier\w*|steuer\w*|spend\w*|stift\w*|stelle?n?|karre?|schlepp\w*|liefer\w*|hole?n?"
    r"|(?:ein)?kauf(?:e|en)?|besorg\w*"
    r"|von (?:mir|uns)|gibt'?s|rühr\w*|beleg\w*|übernehm\w*|nehme?|zauber\w*|bereite|brate|setze?|kommt mit|geb|gebe|schick\w*|reich\w*"
    r"|ausgeben"
    r"|ausschenken|austeilen|verteil\w*|kümmer\w*|versprochen\w*|angekündigt\w*|zugesagt\w*|zurück\w*|schnippel\w*|schneid\w*"
    r"|streich\w*|absag\w*|abgeben|ausfallen|bei den|fürs?|stehen"
)


_DRINK = any_of(DRINKS)
_BAKED = any_of(BAKED)
_SERVES = any_of(r"\w*ausgeben|\w*ausgabe|austeilen|verkaufen?")
_PREPARES = any_of(r"vorbereiten|kochen|machen|schmieren|mitbringen|zubereiten")
_MEAL = any_of(r"mittagessen|abendessen|suppen?|frühstück|kochen")
_ANY_FOOD = any_of(
    r"\w*essen|\w*imbiss|\w*verpflegung\w*|(?:mitbring|pausen|salat)?buffet|büfett|\w*frühstück|\w*küche|cafeteria|\w*häppchen|snacks?"
    r"|speisen|mittagstisch|brotzeit|vesper|proviant"
)
_KIN = (
    r"(?:enkel\w*|kind|kinder|sohn|tochter|töchter|söhne|jungs?|mädchen|mädels|(?:kleine[nr]?|große[nr]?)(?= (?:ab|zu|zur|zum|von"
    r"|vom|nach|aus|in|ins|weg|hin|abholen|holen|bringen|wegbringen)(?: |$))|mann|frau|mutter|mama|oma|opa|vater|schwester|bruder"
    r"|hund|zwillinge|freundin|freund)"
)
_ERRAND = any_of(
    rf"(?:hole?|bringe?|fahre?|abhol\w*|begleite)(?: [\w'.-]+){{0,6}}? (?:mein\w*|unser\w*|den|die|das"
    rf"|de) (?:\w+ )?{_KIN}(?: [\w'.-]+){{0,5}}? (?:ab|zu|zur|zum|in|ins|nach|weg|hin"
    r"|von|vom|aus)(?= |$)",
    rf"(?<!von\s)(?:mein\w*|unser\w*|den|die) (?:\w+ )?{_KIN}(?: [\w'.-]+){{0,5}}? (?:abholen|bringen|wegbringen|hinbringen|hüten"
    rf"|einsammeln)(?= |$)",
)
