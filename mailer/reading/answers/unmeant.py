"""Which words look like an answer about coming and are none?"""

from mailer.reading.answers.stance_words import NOT, W9, W
from mailer.reading.answers.words import any_of

UNMEANT = any_of(
    r"nicht (?:sein|allein\w*|alleine|vor|pünktlich|sofort|gleich|nur|mit leeren händen|zu spät|lange?|so lange|die ganze"
    r"|bis zum (?:ende|schluss)|ganz(?: (?:pünktlich|bis|so|von anfang)|(?= ?$))|durchgehend|von anfang|von beginn|die volle|mehr (?:als"
    r"|erinnern)|zuletzt|selbst fahren|mit dem auto|viel|immer alles|weit|umsonst|essen|über nacht"
    r"|übernachten|wundern)",
    rf"hatten?{W9} (?:zugesagt|gesagt|versprochen|angemeldet|abgesagt|gemeldet|geschrieben)",
    rf"hab(?:e|en)?{W9} (?:zugesagt|versprochen|angemeldet|abgesagt|eingetragen|gemeldet|geschrieben) (?:gehabt|hatte)",
    r"wie (?:ich )?(?:angekündigt|versprochen|besprochen|zugesagt|abgesprochen)",
    rf"(?:wäre|wär|hätte|hätt){W} gern\w*{W}",
    r"gern\w* (?:gekommen|dabei gewesen|dabeigewesen|teilgenommen|mitgemacht)",
    r"komme?(?: [\w'.-]+){0,6}? (?:zurecht|klar|über die runden|in die gänge|nicht (?:(?<!da\snicht\s)(?<!dort\snicht\s)hin|mit|an|drauf"
    r"|dazu))(?= ?$)",
    r"(?<!ich\s)(?<!wir\s)(?:sagt|sagen|sagte|behauptet|behaupten|meint|meinen|meinte)(?! ich| wir)(?: \w+){0,2} (?:ja|nein|jein|ok"
    r"|okay)(?=\W|$)|(?:oh|ach|och) (?:nein|nee|ja)(?=\W|$)",
    r"(?:ich|wir|ihr) (?!sage?n?|meine?n?)\w+ (?:\w+ ){0,2}ja(?=\W*$)|(?!sage?n?|meine?n?|sind wir)\w+(?:e|en|t) (?:ich|wir"
    r"|ihr)(?: \w+)? ja(?=\W*$)",
    r"(?:habe?|haben|hat)(?: [\w'-]+){1,6}? dabei(?=\W|$)|melde(?: ich)?(?: mich)?(?: \w+)? erst (?:[\w.]+ ){1,4}an(?=\W*$)",
    r"lerne?(?: ich)? (?:euch|dich)(?: \w+){0,3}? (?:lieber|einzeln|irgendwann|später|anders)(?: \w+){0,3}? kennen|(?:fällt"
    r"|fallen)(?: \w+){0,3} nicht (?:aus|flach|weg)",
    r"(?:beim|im|in den|dem) (?:dortigen|neuen) \w+(?: \w+){0,2}? (?:mitmachen|anschließen|mitarbeiten)",
    r"(?:sonst|anders) (?:geht(?:'s|s)?|klappt(?:'s|s)?)(?: \w+){0,2} nicht|hat(?: (?!ich)[\w'-]+){0,5}? (?:zugesagt|abgesagt)(?=\W|$)",
    r"(?:im geiste?|in gedanken|gedanklich|im herzen|politisch|innerlich|mental|seelisch|moralisch|von herzen|mit dem herzen) (?:bin"
    r"|sind) (?:ich|wir)(?: [\w'-]+){0,4}"
    r"|(?:bin|sind)(?: [\w'-]+){0,4}? (?:im geiste?|in gedanken|gedanklich|im herzen|innerlich|mental|seelisch|moralisch"
    r"|mit dem herzen)(?: [\w'-]+){0,4}",
    r"(?:wir )?(?:komme|kommen) (?:gut|wieder|ich ins (?:schwitzen|grübeln|schleudern|stottern|träumen|zweifeln|plaudern)|zu dem schluss"
    r"|zur sache|nicht umhin"
    r"|auch nicht weiter)",
    rf"(?:früher|länger|vorher|zeitiger|öfter|eher|früher als [\w.:]+|länger als [\w.:]+(?: uhr)?|vor (?:halb |viertel "
    rf"|um )?[\w.:]+(?: uhr)?) (?:(?:aber|leider|auch|nur|da) )?(?:geht"
    rf"|gehts"
    rf"|geht's|kann|schaffe?|komme?|passt|klappt|bin){W} {NOT}(?: \w+)?|(?:geht|kann|schaffe?|komme?)(?: [\w'.-]+){{0,3}}? (?:früher"
    rf"|länger|vorher"
    r"|zeitiger) (?:\w+ )?(?:nicht|nich|nichts|nix|net)|nicht (?:früher|eher|länger|zeitiger)",
    rf"wollte?n?{W} (?:kommen|dabei sein|dabeisein|da sein|teilnehmen|hinkommen|mitkommen|mitmachen|mitfahren|vorbeikommen|zusagen)(?= ?$)",
    r"(?<!\.\s)ja (?:wohl|auch|nun|eh|schon|gar|ganz|nicht|wieder|eigentlich|sowieso|mal|immer|gleich|bekannt\w*|noch|nur|hoffentlich|so"
    r"|sehr|doch|kein\w*|alle[sn]?|keiner|eine?n?|ihr|ein|öfter|nur|genug|da|gestern|heute|bald|erst|leider|sonst|selber|selbst"
    r"|nichts|die|der|das|den|mein\w*|unser\w*|früher|damals|letzte[nrs]?)"
    r"|(?<=\w\s)(?<!ein\s)(?<!klares\s)(?<!dickes\s)(?<!fettes\s)ja (?:für|am|in|auf|mit|zum|zur|beide\w*)",
    r"(?<!antwort\s)(?:wisst|weißt|wissen|kennt|kennst|seid|habt|ist|war|hab|habe|bin|sind|hatte|wird|kann|gibt|gibt's|gibts|will|muss"
    r"|macht"
    r"|heißt|steht|hat|geht es|stimmt) (?:ihr |du |sie |es |er |ich |wir |mich |das |sich |euch |dir |mir )?ja",
    r"vor (?:\d+|zwölf|ein|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf)(?:[.:]\d\d)?(?: uhr)? (?:[\w'.:-]+ ){0,4}?nicht",
    r"nicht (?:nein|ab|absagen|abgesagt)(?= ?$| )|(?:hab|habe|hatte)(?: [\w]+){0,2} (?:das|den|die|einen|eine|meine\w*|sogar|dafür)"
    r"(?: [\w-]+){0,8}? (?:abgesagt|verschoben|verlegt|getauscht|gestrichen)|\w+ (?:dafür|deswegen|extra) abgesagt",
    r"komme?(?: [\w'.:-]+){0,6}? (?:um|gegen|früh)(?: [\w'.:-]+){0,3}? (?:aus der|aus dem|vom|von der) (?:\w*schicht|\w*dienst"
    r"|arbeit|urlaub|kur|reha|krankenhaus|op)",
    r"(?:war|waren)(?: [\w'.:-]+){0,6}? (?:nicht|nie|kein\w*)(?: \w+)?",
    r"(?:mails?|essen|raum|ort|programm|adresse|tagesordnung|uhrzeit|nummer|betrag|anschrift)(?: [\w'.-]+){0,4}? (?:passt|passen"
    r"|ist|sind|geht)"
    r"(?: \w+)? (?:ok|okay|in ordnung|so|gut)|dann wär\w* (?:ich|wir)(?: [\w'.-]+){0,4}",
    r"weiß (?:außer (?:mir|uns) )?(?:keiner|niemand|kein \w+)|(?:man|wer) weiß(?: ja)?(?: nie)?(?= ?$)|geht(?: \w+){0,4}? (?:rum"
    r"|herum)(?= ?$)",
    r"(?:hab|habe|hatte|haben|hatten|bin|war)(?: [\w'.:-]+){0,6}? (?:leider|vorschnell|voreilig|eigentlich|versehentlich|irrtümlich|erst"
    r"|zu früh"
    r"|fälschlich\w*|aus versehen)(?: \w+){0,3} (?:zugesagt|angemeldet|bestätigt|eingetragen)|(?:bei|mit|trotz|entgegen|nach|seit) (?:der"
    r"|meiner|dieser)"
    r" zusage|zusage(?: [\w'.-]+){0,4}? (?:vertan|geirrt|verwechselt|für de[nr] falsche\w*)|^\W*erst zugesagt",
    r"(?:wüsste|weiß|sehe) nicht,? (?:warum|wieso|weshalb)|warum ich nicht",
    r"(?:nun|na|nu|tja|ach) ja|naja|nächstes mal (?:vielleicht|eventuell|bestimmt)|(?:vielleicht|eventuell) (?:ein andermal"
    r"|ein anderes mal|nächstes (?:mal|jahr)|(?:beim|zum|im|am) nächsten \w+|dann nächstes)|(?:eh|ehe|bevor|bis) (?:ich"
    r"|wir)(?: \w+){0,4} (?:zusage|absage|komme|kann|weiß)|komme? (?:ich )?(?:gerade|grad|eben|soeben)(?: \w+){0,2} (?:von|vom|aus)"
    r"|(?:ein|post)gang bestätigt"
    r"|(?:erst |schon |noch nicht )*seit (?:[\w.]+ ){1,5}dabei|(?:es |das )?bleibt(?: es)? dabei|dabei gewesen"
    r"|(?:mehr|anderes?) (?:geht|schaffe?|kann)(?: \w+){0,4} (?:nicht|nichts)|(?<!wir\s)(?:machen|macht)(?: das| es"
    r"| da)? (?:\w+ )?nicht(?: mehr| länger)? mit|mitglied bleibe?(?: ich)?(?: \w+){0,3}|mitglied (?:bleibe?"
    r"|bin)(?: ich)?(?: (?:natürlich|weiter\w*|aber|trotzdem|ja|gern\w*|noch|schon|auch)){0,3}(?=\W*$)"
    r"|bleibe?(?: ich)?(?: \w+){0,3}? (?:mitglied|genoss\w*|in der partei|im verein)|(?:sie|er|wer"
    r"|es uns|das uns) geht(?! um)|unbedingt (?:weiter|noch|mal|auch)|dafür kann(?: ich| wir)?(?: auch| ja)? nichts|nichts dafür"
    r"|nein danke|nicht schlimm|keine ursache|kein problem|keine sorge|kein thema|kein ding|keine frage|ohne zweifel|nicht nur"
    r"|gar keine frage|auf keinen fall verpassen|keine eile|kein groll|nicht vergessen",
    r"(?:davon|dazu|darüber|mehr) (?:\w+ )?(?:ein andermal|ein anderes mal|beim nächsten mal|nächstes mal)|(?:vielleicht|evtl\.?"
    r"|eventuell|vermutlich|wahrscheinlich|voraussichtlich) (?:(?:ne |eine |n )?(?:halbe |viertel |ganze )?\w*stunde|\d+ min\w*"
    r"|später(?= ?$)"
    r"|erst|etwas|ein bisschen|schon|ein paar"
    r"|auch erst|noch etwas|ein wenig|gegen|um|so)",
    r"soll(?:en)? mal (?:sehen|schauen|gucken)|wenn(?:'s|s| es| das)? (?:\w+ ){0,3}?(?:geht|passt|klappt|möglich)"
    r"|falls (?:\w+ ){0,6}?(?:geht|passt|klappt|möglich)|mal sehen, wie",
    r"(?:fangt|beginnt|startet|legt)(?: \w+){0,3} ohne (?:mich|uns)|ohne (?:mich|uns) (?:schon )?(?:an|los|anfangen|beginnen)"
    r"|(?:ganz|mal|mal ganz) offen|offen (?:gesagt|gestanden|gesprochen)",
    r"so geht es|wie geht es|es geht um|geht es um|geht's um|gehts um|es geht mir|mir geht|geht mir|es geht nicht um"
    r"|dass es (?:euch|dir) gut geht|passt auf|passt gut auf|was ankommt|da es",
)
