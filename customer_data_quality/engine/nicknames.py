"""Short and familiar forms of given names, and the same name in another spelling or language.

Each line holds one name's forms; the first is the form the others stand for. Only forms that regularly mean
that name: Lena and Magdalena may be one person, Anna and Johanna are two. Folded spelling; a name with many
forms takes several lines.
"""

from .folding import flat

_NAMES = """
adelheid heidi heide heidy
agnes agi
albert alberto bertie
alexander alex aleksandar aleksander alessandro alexandre alejandro xandi alec oleksandr
alexandra alessandra aleksandra lexi
alfred fred fredi fredy alfredo freddy freddie fredl
alois aloys luigi luis lois loisl aloisius wisi
amanda mandy
andreas andy andi andrew andrej andrei andres andri andrzej anderl drew
angelika angelica geli
anna anne annie ann anni ana
annemarie annamarie annmarie annamaria
anton toni tony antonio antoine antony anthony toeni
antonia antonella tonia
barbara babsi baerbel barbla babette barb babs
beatrice beatrix bea trixi trix
benedikt benedict benoit benedetto bene
benjamin ben benni benny beni beniamino
bernhard bernd bernard bernardo bernie berni haerdi
berthold bertold
brigitte brigitta birgit gitti gitta birgitta
caroline carolin carolina karoline karolin karolina caro
caspar kaspar gaspare gaspard
charlotte lotte lotti charlotta carlotta
christian kristian cristian christiaan cristiano chrigi chrigu
christina christine christiane christin kristina kristin kristine cristina christl chrissie
christoph christof christopher christophe kristof cristoforo christoffer krzysztof stoffel chris kristoph
clara klara claire
clemens klemens clement clemente
cornelia kornelia conny nelli
cornelius kornelius
daniel dani danny daniele dan daenu
daniela danielle danijela danniela
david dave davide
deborah debora debra debbie
dominik dominic dominique domenico
donald don donny
dorothea dorothee dorothy dorli dorle
eduard edi edy edward edoardo edouard eduardo ed eddie eddy ted teddy
eleonore eleonora leonora leonore eleanor
elisabeth elizabeth lisa liesl lisl elsbeth elise lisbeth liz sissi sisi betty else lise liesbeth elisabetta beth
elisabeth lisbet sisy
emanuel emmanuel manuel emanuele immanuel manu
emil emilio emile miggel
erich eric erik
ernst ernesto ernest aschi
eugen eugenio eugene
ferdinand ferdi ferdl ferdinando fernand ferdy
florian flo flori floriano
franz francesco francois franzl francis francisco ferenc fraenzl
franziska francesca francoise franzi fraenzi frances
friederike frederike frederique fritzi
friedrich fritz frederic frederik federico frederick fredrik
gabriele gabriela gabi gaby gabriella gabrielle
georg georges george giorgio schorsch schorschi jorge georgios georgi gyoergy
gerald gerry
gerhard gerd gert gerhart
gertraud traudl traude trautl gertraude
gertrud gertrude trude trudi gertrudis
gottfried friedl goepf goepfi
gregor gregory gregorio grzegorz greg
guenther guenter gunther gunter
gustav gustavo gustl gustaf gustave
hannelore lore hanelore
hedwig hedi hedy hedda
heinrich heini heiri henri enrico henry heiner henrik hendrik
helene helena helen elena hele
helmut hellmut helmuth hellmuth
hermann herman maennel
hildegard hilde hilda hildegarde
hubert hubertus hubsi
ignaz ignazio ignatius ignacio
ingeborg inge
irmgard irmi
isabella isabel isabelle isabell isa ysabel
jakob jacob jacques giacomo jakub koebi joggi
james jim jimmy jamie
jennifer jenny jenni
jeremias jeremy jeremia
jessica jessika jess jessie
joachim jochen achim jogi jochim
joerg juerg joerk
johann johannes hans hannes hansi john johnny jean giovanni gianni johan joggeli haensel housi giovannino hansl
johanna hanna hannah hanni joan joanna jeanne giovanna
josef joseph sepp seppi sepperl beppi giuseppe jose jozef joe pepi pepe peppi jupp beppe jozsef joschi seppl
josefine josefa josephine sefa pepita fini
joshua josh josua
judith judit judy
julia giulia julie jule
julian julien giuliano
julius giulio jules julio
karl carl carlo charles karel carlos charlie charly karli kalle kari
katharina kathi kati kathrin katrin cathrin catherine caterina kate katie kaethe katherine katarina kathy kathryn
katharina catharina katarzyna katalin cathy kathrine kaethi trine
kenneth ken kenny
klaus claus klaas
konrad conrad koni corrado
konstantin constantin konsti costantino
konstanze constanze costanza
lawrence larry
leonhard lienhard leonardo leonard hardi
leopold poldi poldl leopoldo
lieselotte liselotte lilo
lorenz laurenz lorenzo laurent laurence
lucia luzia lucie lucy luzie
ludwig louis lutz wiggerl ludovic ludovico lewis luggi
luise luisa louise louisa luigia lou
lukas lucas luca luka luke luc lukasz
magdalena lena magda madeleine maddalena leni madlen lenerl
manfred manni manfredo mani
manuela emanuela
marc mark marco marko
margarete margareta margaretha margarethe margrit grete gretl greti marguerite margherita margret margaret gretel
margarete margarita meg peggy maggie margrith malgorzata
maria marie mary mizzi mitzi marija mariedl mizzerl
marianne mariana marianna mariann
markus marcus
martin martino marty martl maertin maerti tinu
martina martine
mathilde matilda mathilda tilda tilli matilde
matthias mathias matteo hias hiasl mathieu matthew matt matthaeus matthieu mateo mateusz matti matej mattias matthes
matthias hiasi
maximilian max maxi maxl massimiliano maximilien
melanie melli
michael michi mike michel michele michal mick mihael miguel mikael michail mikhail mihai mischa michl mich
michaela micaela michelle michela
monika monica moni monique
moritz maurice maurizio
natalie natalia nathalie
nathan nate
nathanael nathaniel
nikolaus niklas nicolas nicola niko nico nick nikola nicholas niclas nicolaus nikolas mikulas nicolo claes chlaus
norbert norberto
oskar oscar
oswald ossi osvaldo
otto ottone
patricia patrizia patty trish pat
patrick patrik patrice patrizio
paul paolo pablo pavel pawel pauli paulo
paula paola
peter pierre pietro pit petr piotr pete pieter petar petrus piero peterli pesche
petra pietra
philipp philip philippe phil filip filippo felipe phillip lipp
rainer reiner
ralf ralph
raphael rafael raffaele rafi raffael rafal raffi
raymond ray raimund raimondo
rebecca rebekka rebeca becky bekki
regina regine gina regi
renate renata reni
richard ricardo riccardo rick dick richi rich ricky
robert roberto bob bobby rob robbi robi roebi
roland roli rolando
ronald ron ronny ronnie
rosa rosi rose rosl rosina
rosemarie rosmarie rosemary roesli romy
rudolf rudi ruedi rodolfo rudy rodolphe rudolph rud
ruediger rudiger
samuel sam sami samuele sammy saemi
sebastian basti bastian wastl sebastien sebastiano seb baschi
siegfried sigi siggi sigfried
sigrid siegrid
silvia sylvia sylvie silvie
simon simu
sophie sofia sophia sofie sopherl
stefan stephan steffen stefano stephane steve steven stephen stipe stevan stjepan istvan stef staeffu steffl
stefanie stephanie steffi steffy stefania stephania
susanne susi susanna suzanne susan zsuzsanna susana sue susann susy
theodor theo teodoro theodore
theresia therese theresa resi teresa theres tess resl
thomas tom tommaso tommy thomy tomas tomasz tomislav tamas thom thoemu
tim timothy
tobias tobi tobia toby
ulrich uli ueli ulli utz
ulrike ulrika ulla
urs ursus
ursula uschi ursel ursina orsola ursi urseli
valentin valentino vali
verena vreni vreneli
veronika veronica vroni veronique vronerl
viktor victor vittorio
viktoria victoria vicky vittoria vicki
vinzenz vincent vinzent vincenz vincenzo zenz
walter walti walther gualtiero waelti
waltraud waltraut
werner wernher wernu
wilhelm willi willy bill william guglielmo will billy guillaume willem wim
wilhelmine wilhelmina minna mina
wolfgang wolfi wolferl
xaver xavier saverio javier xaverl veri
zacharias zachary zach
"""


def _table() -> dict[str, str]:
    """Return form -> name. A form belongs to the first line that has it; a name never stands for another."""
    lines = [line.split() for line in _NAMES.strip().splitlines()]
    names = {forms[0] for forms in lines}
    table: dict[str, str] = {name: name for name in names}
    for name, *forms in lines:
        for form in (name, *forms):
            # people type Jörg, Joerg and Jorg
            for spelling in (form, flat(form)):
                table.setdefault(spelling, name)
    return table


NICKNAMES = _table()


def full_name(word: str) -> str:
    """Return the given name that a folded word stands for; the word itself when it is none's short form.

    >>> [full_name(word) for word in ("sepp", "johannes", "johann", "lena", "xhevahire")]
    ['josef', 'johann', 'johann', 'magdalena', 'xhevahire']
    """
    return NICKNAMES.get(word, word)
