"""Which words are first names?

The common ones of people living in Germany, without those that are ordinary words when written small (Ernst, Rosa, Mark, Wolf, August).
"""

_FIRST_NAMES = """
abdul achim ada adam adele adnan adrian agathe agnes ahmad ahmed aisha aishe albert albrecht alex alexa alexander alexandra alfons alfred
ali alice alina alois alwin amelie amina amir amira ana anastasia anatol andre andrea andreas andrej andy angela angelika anika anita anja
anke ann anna annabell annalena anne annegret anneliese annelore annemarie annett annette annika anselm ansgar antje anton antonia antonio
ariane arik armin arne arno arnold arthur artur arzu asli astrid aycan ayla aylin aynur ayse aysel ayşe babette barbara basti bastian bea
beata beate beatrice beatrix bella ben benedikt benjamin benni benno benny bernadette bernd bernhard bert bertha berthold betti bettina
betty bianca bilal bine birgit birk birte bjarne björn bodo boris brigitte britta brunhilde bruno burak burkhard bärbel can canan carina
carl carla carlo carlos carmen carola carolin caroline carsten caspar cathrin cem cemile charlotte chiara chloe chris christa christel
christiane christin christina christine christof christoph claas clara clarissa claudia clemens conny conrad constanze cora cordula
corinna cornelia cornelius dagmar damian dana daniel daniela danny daria dario david deborah dejan denis denise deniz dennis derya detlef
detlev diana didi dieter dietlind dietmar dietrich dilan dirk dominik dora doreen dorian doris dorit dorothea dorothee dragan dustin dörte
eberhard eckart eckhard edda edeltraud edgar edith edmund eduard egon ela elena eleonore elfi elfriede elias elif elin elisa elisabeth
elise elke ella ellen elli elmar elsa elvira emil emilia emily emine emma emmi emre enrico erdal eren eric erich erik erika erna erwin
esra esther eugen eva evelin evelyn ewald fabian fabienne fabio fadi farhad farid fatih fatima fatma felicitas felix ferdinand finja finn
fiona flora florian franca francesca franco frank franka franz franzi franziska fred freddy fredi frida frieda friedel friederike
friedhelm friedrich fritz gabi gabriel gabriela gabriele georg gerald gerd gerda gerhard gerlinde gernot gero gerrit gerti gertrud gesa
gesine gianna gina gisela giulia giuseppe gottfried greta gretchen grete gudrun guido guillaume gunda gunnar gustav günter günther hakan
halil hanna hannah hannelore hannes hans hansi harald hardy harri harry hartmut hasan hassan hauke hedi hedwig heidi heidrun heike heiko
heiner heinrich heinz helena helene helga helge hella hellmut helmut henning henny henri henriette henrik henry herbert heribert hermann
herta hilda hilde hildegard hinnerk holger holm horst hubert hugo hussein hülya ibrahim ida ignaz igor ilja ilka ilona ilse imke ina ines
inga inge ingeborg ingo ingrid inka inken ioana irene irina irma irmgard isa isabel isabell isabella isabelle ismail ivan ivana ivo jacky
jacqueline jakob jamal jamila jan jana janina janine janis jannik jannis janosch jasmin jason jennifer jenny jens jeremias jessi jessica
jette joachim joana joanna jochen joel johann johanna johannes john jolanda jona jonas jonathan jordan josef josefine josephine joshua
jossi judith jule julia julian juliane julius juri jurij justin justus jutta jörg jörn jürgen kai karim karin karl karla karlheinz karola
karolin karoline karsten katarina katharina kathi kathleen kathrin kati katja katrin kay kemal kenan kerim kerstin kevin khaled kilian kim
kira klaas klara klaudia klaus konrad konstantin kristian kristin kristina kristof kurt käthe lara larissa lars laszlo latifa laura
laurenz laurin lea leander leila lena leni lenka lennard lennart leo leon leona leonard leonie leonora leopold levin levke lia liam lili
lilli lilly lina linda linus lisa lisa-marie lisbeth liselotte livia loni lore lorena lorenz lothar lotta lotte lou louis louisa louise
luana luca lucas lucia lucie lucy ludger ludwig luis luisa luise luka lukas luna lutz lydia maik maike maja malik malin malte mandy
manfred manja manny manu manuel manuela marc marcel marco marcus marek margarete margarethe margit margot margret margrit maria mariam
marian marianne marie marieke mariella marija marika marina mario marion marisa marita marius markus marlen marlene marlies marlis marten
martha martin martina marvin mascha matea mateo mathilda mathilde mathis mats matteo matthias matthis matze maurice max maxi maximilian
maya mechthild mehmet melanie melek melike melina melissa merle merve meryem meta metin mia micha michael michaela michel michelle milan
milena milla mina mira miriam mirja mirjam mirko mohamed mohammad mohammed moni monika monique moritz murat mustafa nadia nadine nadja
natalia natalie natascha nathalie nele nick nico nicola nicolas nicole niels nika niklas niko nikola nikolai nikolas nils nina noah noel
nora norbert norma nurcan nuri oktay olaf ole oleg olga oliver olivia omar oscar oskar osman oswald otmar ottilie otto pascal patricia
patrick patrizia paul paula pauline pavel pedro pelin peter petr petra philine philip philipp pia pierre pina quirin rabea rafael rahel
raimund rainer ralf ralph ramona raphael rasmus rebecca rebekka regina regine reinhard reinhold renate rene resi ria ricarda riccardo
richard rita robert roberto robin roderich roland rolf roman romina romy ronald ronja ronny rosalie rosemarie rosi roswitha rudi rudolf
ruth sabine sabrina sahra said salma samer sami samira samuel sandra sandro sanna sara sarah sascha saskia sebastian selim selina selma
semra serdar serkan sevda sevgi siegbert siegfried sieglinde siegmund siegrid siggi sigi sigrid sigrun silas silja silke silva silvana
silvia silvio simon simona simone sina sinan sofia sofie songül sonja sophia sophie stefan stefanie steffen steffi stella stephan
stephanie sultan susan susann susanna susanne suse susi sven svenja svetlana swantje swen sybille sylke sylvia sylvio sören tabea tamara
tamer tanja tanya tarek tarik tatjana tessa thea thekla theo theodor theresa therese thilo thomas thorben thore thorsten tilda tilman
tilmann tim timm timo tina tino tobi tobias tom tomas tomasz toni tonia torben torsten tristan trude tuan tugba udo ula ulf uli ulla ulli
ulrich ulrike ursel ursula uschi uta ute uwe valentin valentina valerie vanessa vera verena veronika vicky victor victoria viktor viktoria
vincent vinzenz vito vivian vivien volker volkmar walburga waldemar walter waltraud waltraut wanda werner wiebke wieland wilfried
wilfriede wilhelm wilhelmine willi willy wilma winfried wladimir wolfgang wolfram yannick yannik yannis yara yasemin yasin yasmin yildiz
yonas yusuf yvonne zeynep zoe zoey özge özlem
annelore annemie bartek bosse bruni drago edda egbert elfie enno fenja fiete friedl friedbert gitta gitti gundel hannelies
hannes hansjörg heidemarie heinzi henner hilla hinnerk ida irmchen irmela jannes jasper jule karl-heinz karlchen käthchen kalle
kristof lasse lenny lieselotte linh lio ludmila mads mara marlis mattis matze meike meret mette mieke mika milan mina
mirka nadja nela nils-ole nuria olli ottokar piet rieke ronja rosel siegi solveig stine suse swenja svea thilda tilo timo
traudl traudel tjark uschi veit vroni waltrud wenke wiebe willem zdenka
aaron alma arian ava finnja fynn hanno ida jonna jonte joris juna junis levi linnea malia mila milo mohamad nael naomi nele noemi pepe
samu tjorven yusra
"""
_MEANT_OTHERWISE = {"can", "said", "sultan", "mia", "jordan", "ada", "ria", "isa", "max"}
_KNOWN = frozenset(_FIRST_NAMES.split()) - _MEANT_OTHERWISE


def is_first_name(folded: str) -> bool:
    """Whether the folded word is a first name; of a double name ("anna-lena") the first half decides."""
    return folded in _KNOWN or folded.partition("-")[0] in _KNOWN
