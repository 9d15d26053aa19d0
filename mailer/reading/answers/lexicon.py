"""Which words carry an answer, and which stand for them in dialect?"""

YES_SIGNS = "👍✅✔☑✓🙋🆗"
NO_SIGNS = "👎❌✖✗✘✕🚫🙅"

_DIALECT_WORDS = (
    "gann=kann ni=nicht nüsch=nicht sonscht=sonst awwer=aber alsa=also elfdn=elften ick=ich icke=ich ikke=ich ned=nicht "
    "net=nicht ed=nicht nedd=nicht nit=nicht nich=nicht nischt=nichts nüscht=nichts nuscht=nichts "
    "nix=nichts ooch=auch aach=auch ooh=auch uff=auf druff=drauf mei=mein moi=mein meen=mein meene=meine meena=meiner meenen=meinen "
    "keen=kein keene=keine keenen=keinen koa=kein koan=keinen koane=keine zwee=zwei zwoa=zwei zwoi=zwei zweet=zweit zwoit=zweit "
    "scho=schon kimm=komme kumm=komme kumme=komme kömm=komme gomm=komme gomme=komme kommn=kommen kommet=kommen kemma=komme "
    "samma=sind simmer=sind semmer=sind hob=habe hamma=haben homma=haben muass=muss muaß=muss freili=freilich freile=freilich "
    "freilisch=freilich gwiss=gewiss gwieß=gewiss sicha=sicher dahoam=daheim nimma=nimmer dit=das det=das wat=was "
    "runta=runter rauf=rauf morschn=morgen morschen=morgen morjen=morgen heit=heute heid=heute freitach=freitag samstach=samstag "
    "sonntach=sonntag mittwoch=mittwoch montach=montag donnerstach=donnerstag dienstach=dienstag parteitach=parteitag "
    "barteitach=parteitag barteitag=parteitag barteidach=parteitag "
    "abril=april septemba=september oktoba=oktober novemba=november dezemba=dezember feba=februar jänner=januar feber=februar "
    "beitrach=beitrag ville=viel vui=viel weeß=weiß woaß=weiß woiß=weiß kan=kann könt=könnt könn=können wern=werden wer'n=werden "
    "machn=machen helfn=helfen bringn=bringen schleppn=schleppen backn=backen ferdsch=fertig gudd=gut gud=gut jut=gut "
    "leida=leider leidr=leider villeicht=vielleicht vlleicht=vielleicht vielleich=vielleicht viellei=vielleicht "
    "bissle=bisschen bissl=bisschen bisserl=bisschen bissel=bisschen dabie=dabei dabe=dabei mitm=mit aufm=auf "
    "bünn=bin sach=sage sachs=sage wees=weiß isses=ist jeht=geht jehts=gehts jehn=gehen krieje=kriege fümf=fünf zwo=zwei "
    "hatt=hat frei'n=freuen zesamme=zusammen bruddle=meckern schaffa=schaffen komma=kommen gehd=geht ebbes=etwas bsuch=besuch "
    "übamorgen=übermorgen jetz=jetzt jez=jetzt nachher=nachher net's=nicht dorthi=dorthin dorbi=dabei"
)
DIALECT = dict(pair.split("=") for pair in _DIALECT_WORDS.split())

LOW_GERMAN_MARKS = frozenset(("ik", "bün", "wi", "för", "mien", "kaam", "jüm", "ji", "hebb", "heff", "vondaag", "dorbi", "segg", "kriggt"))
_LOW_GERMAN_WORDS = (
    "ik=ich bün=bin mi=mir di=dir wi=wir ji=ihr jüm=euch se=sie dat=das wat=was nich=nicht nix=nichts op=auf för=für un=und ut=aus "
    "bi=bei mit=mit dor=da dorto=dazu dorbi=dabei kaam=komme kaamt=kommen kamen=kommen kümmt=kommt kumm=komme segg=sage seggt=sagt "
    "week=woche krieg=kriege kriggt=kriegt hebb=habe heff=habe hett=hat hebbt=haben maak=mache maken=machen helpen=helfen help=helfe "
    "betohl=bezahle betohlt=bezahlt betahlt=bezahlt överwiesen=überwiesen tied=zeit keen=kein keene=keine mien=meine mine=meine "
    "fru=frau vondaag=heute hüüt=heute morgen=morgen avend=abend ook=auch geern=gern schall=soll mutt=muss weet=weiß woll=wohl "
    "twee=zwei dree=drei veer=vier teihn=zehn tein=zehn kloor=klar klor=klar wull=will kööm=kommen nu=nun noch=noch de=die "
    "koken=kuchen backen=backen dorup=darauf ok=auch is=ist"
)
LOW_GERMAN = dict(pair.split("=") for pair in _LOW_GERMAN_WORDS.split())

_FORMS = """
kommen komme vorbeikommen mitkommen teilnehmen teilzunehmen teilnahme teilnehme erscheinen erscheine dabeisein anwesend zugegen
leider vielleicht eventuell wahrscheinlich voraussichtlich vermutlich möglicherweise hoffentlich natürlich selbstverständlich
helfen mithelfen aushelfen unterstützen unterstütze übernehmen übernehme mitbringen bringen bringe beisteuern spendieren
aufbauen aufräumen einräumen abbauen bestuhlen schleppen backen gebacken kuchen kaffee plätzchen
überwiesen überweisen überweise überweisung bezahlt bezahlen gezahlt zahlen beglichen lastschrift dauerauftrag beitrag beiträge
mitgliedsbeitrag mahnung rechnung ratenzahlung monatlich monatsraten ermäßigung stundung bereits gestern heute morgen übermorgen
austreten austritt ausgetreten kündige kündigen kündigung mitgliedschaft mitglied niederlegen zurücktreten zurückgeben
verteiler mailverteiler abmelden anmelden abbestellen rundmails newsletter
absagen absage zusagen zusage zugesagt abgesagt verhindert entschuldigen entschuldigt teilgenommen angemeldet abgemeldet
urlaub krankenhaus arbeiten spätschicht frühschicht nachtschicht spätdienst nachtdienst frühdienst dienstreise geburtstag hochzeit
montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag
januar februar april august september oktober november dezember
können könnte könnten könnt elften zehnten neunten achten siebten sechsten
fünften möchte möchten würde würden müssen dürfen werden schaffen schaffe
adresse anschrift telefonnummer handynummer mailadresse umgezogen umziehen
eintragen austragen streichen streicht brauchen braucht gebraucht bitte danke termin termine sitzung sitzungen
zwölften dreizehnten vierzehnten fünfzehnten sechzehnten siebzehnten achtzehnten neunzehnten zwanzigsten
erzählcafé parteitag stadtparteitag kennenlernabend mitgliederversammlung versammlung sommerfest
freue freuen gerne überlegen vergessen erledigt
"""
MEANT = frozenset(_FORMS.split())
SHORT_MEANT = ("nicht", "komme", "dabei", "leider")

_TRUE_WORDS = """
konnte konnten konntet wurde wurden schon schön mochte mochten musste müsste mussten durfte dürfte hätte hatte waren wären
biete bieten bitten bitter betten kochen kachen kosten kennen kannten können kennt kannt fehlen fehler fehlt leiter leitet leiten
zahlen zahle zählen zähle zählt zahlt gezählt wahlen wählen leben geben beben heben haben sagen sage wagen tagen nagen machen lachen
wachen rechnung bringt kommst kommt kamen käme kaum gern gerne bald ander andere anderen hinder absage absagt zusagt
termin termins terminen sitzend mitglieder mitgliedern mitglieds versammlungen helfer helferin hilft halfen
brauche bräuchte bräuchten raucht brauchst rauchen schaffst schafft streiche streicht streiten
morgens abends mittags heute häute freuen freude freunde treue sommerfeste beitragen beitrags beiträgen
gebackene gebackenen bänke bänken banken backe backt packen packe mitbringe bringst gebracht verbringen
nichte nichten nichts nacht recht sicht dicht licht nickt wicht leidet leid leiden leide dabei daher damit dagegen dadurch
kommen komma komm klomm kommend klamme somme summe kumme kuchens küchen küche suchen buchen tuchen
adressen anschriften ansicht absicht einsicht aussicht dienste dienstes krankenhauses sonntags samstags montags freitags
dienstags mittwochs donnerstags sonnabends urlaubs arbeiter arbeitern arbeitet arbeite arbeit teilnehmer teilnehmern teilnehmerin
teilnehmende teilnehmenden sitzungs abbau aufbau einbau umbau kaffees café cafés würdest werdet werde wertet werten
abgesagte zugesagte zugesagten angemeldete bezahle bezahlte überweist erledigen erledige danken dankt dank tanke bitteschön
betrag betrags geraucht gönnen lieder liedern schade vergeben freund freunde
abwesend abwesende abwesenheit anwesende anwesenheit abreise anreise zuhause
konten abstellen gebeten geboten gezählt erzählt versagen zusammen zugehen zusehen
könntest möchtest möchtet schaffte verhindern verhinderte entschuldigung entschuldigungen kündigt kündigte verlassen erschienen
erscheint erschein scheinen mandate mandat posten kosten ersatz absatz umsatz märz mars monat monats monate raten rate ratten
""" + " ".join(str(word) for word in DIALECT.values())
KNOWN = MEANT | frozenset(_TRUE_WORDS.split())
