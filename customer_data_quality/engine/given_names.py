"""Common given names of the people who live in Germany, Austria, Switzerland and Liechtenstein.

They decide which word of a name is the given one, and whether two different ones are two people: German,
French, Italian, Slavic, Turkish, Albanian, Hungarian, Arabic and English names in use there, folded.
Names that are common surnames too (Ernst, Lang, Vogel) are left out where the surname prevails.
"""

from .folding import flat

_GERMAN = """
achim adalbert adam adelheid adolf adrian agathe agnes albert albrecht alexander alexandra alfons alfred alina alois
aloisia amalia amelie andre andrea andreas angela angelika anika anja anke ann anna annabell anne annegret anneliese
annelies annemarie annett annette annika anton antonia armin arne arno arnold arthur artur astrid august augustin
augusta aurelia axel barbara bastian beat beate beatrice beatrix ben benedikt benjamin benno bernd bernhard bert
berta berthold bertha bettina bianca birgit birgitta birte bjoern boris brigitta brigitte britta bruno burkhard
burghard carina carla carmen carola carolin carolina caroline carsten caspar cathrin celina celine charlotte chiara
christa christel christian christiane christin christina christine christof christoph christopher clara clemens
claudia claudius conrad constantin constanze cora cordula cornelia cornelius dagmar daniel daniela david dennis
detlef detlev diana dieter diethard dietlinde dietmar dietrich dirk dominic dominik dominique dora doreen doris
dorothea dorothee eberhard eckart eckhard edeltraud edeltraut edgar edith edmund eduard edwin egon ehrenfried
ekkehard eleonora eleonore elfi elfriede elias elisa elisabeth elke ella ellen elmar elsa elsbeth else elvira emil
emilia emily emma emmi erhard eric erica erich erik erika erna ernestine erwin esther eugen eva evelin evelyn ewald
fabian fabienne fanny felicitas felix ferdinand finn flora florentina florian francesca frank franz franziska
frauke fred frederic frederik frieda friederike friedhelm friedrich fritz gabi gabriel gabriela gabriele gebhard
georg georgia gerald gerd gerda gerhard gerhild gerlinde gernot gero gert gertraud gertrud gertrude gina gisela
gottfried gottlieb gregor greta gretchen grete gudrun guenter guenther guido gundula gunter gunther gustav hanna
hannah hannelore hannes hanni hans hansjoerg hansjuerg hansruedi hanspeter harald hartmut hartwig hasso hedi hedwig
heide heidemarie heiderose heidi heidrun heike heiko heiner heinrich heinz helen helena helene helga hellmut helmut
helmuth henning henri henriette henrik henry herbert heribert hermann hermine herta hertha hilde hildegard hildegund
holger horst hubert hubertus hugo ida ignaz ilka ilona ilse imke immanuel ina ines inga inge ingeborg ingo ingolf
ingrid inka irene iris irma irmgard irmtraud isabel isabell isabella isabelle isolde ivonne jakob jan jana jane
janina janine jannik jannis jasmin jaqueline jens jessica joachim joana joerg johann johanna johannes jolanda jonas
jonathan joost josef josefa josefine joseph josephine joshua judith julia julian juliana juliane julius jurgen
juergen jutta karen karin karina karl karla karlheinz karolina karoline karsten kaspar katarina katharina kathrin
katja katrin kerstin kevin kilian kim kirsten klara klaus klemens konrad konstantin konstanze kordula kornelia
korbinian kristian kristin kristina kuno kurt lara larissa lars laura laurenz laurin lea lena leni lennard lennart
leo leon leonhard leonie leonora leopold levin liane lienhard liesbeth liesl lieselotte lilli lilly lina linda linus
lisa lisbeth liselotte lorena lorenz lothar lotte louis louisa louise luca lucas lucia luis luisa luise luka lukas
lutz lydia madeleine magda magdalena maike maja malte mandy manfred manuel manuela marc marcel marco marcus mareike
maren margareta margarete margaretha margarethe margit margot margrit maria marianne marie marina mario marion
marius mark markus marlene marlies marliese martha martin martina mary mathias mathilde matilda matthaeus matthias
max maximilian mechthild meike melanie melina melitta merle mia michael michaela michelle mila milena mina mira
miriam mirjam mirko mona monika moritz nadine nadja natalia natalie natascha nele nelli nicola nicolas nicolaus
nicole niels niklas nikolas nikolaus nina noah noel nora norbert norman odette olaf ole olga oliver olivia oskar
oscar oswald othmar otmar ottilie otto ottokar pamela pascal patricia patricius patrick patrik patrizia paul paula
pauline peer peggy peter petra philip philipp philippa pia pius rainer ralf ralph ramona raphael raphaela rebecca
rebekka regina regine regula reiner reinhard reinhild reinhold reiner reinmar rene renate reto ria ricarda richard
rita robert robin roland rolf roman romana romy ronald ronja ronny rosa rosalia rosalie rosemarie rosi rosina
rosmarie roswitha ruben rudolf ruediger ruedi rupert rupprecht ruth sabina sabine sabrina samuel sandra sandro sara
sarah sascha saskia sebastian selina seraina severin sibylle sieglinde siegbert siegfried siegmund siegrid sigmund
sigrid silke silvan silvana silvia silvio simon simona simone sina sofia sofie soeren sonja sophia sophie stefan
stefanie steffen steffi stella stephan stephanie susann susanna susanne susi svea sven svenja swantje sybille
sylvia sylvie sylvester tamara tanja tatjana teresa thea theo theodor theres theresa therese theresia thomas
thorsten thorben tilmann till tim timo timon tina tobias tom toni torben torsten traude traudl traugott trude udo
ulf uli ulla ulrich ulrike ulrika urban urs ursina ursula urte ute utz uwe valentin valentina valerie vanessa
vera verena veronika veronica victor victoria viktor viktoria vincent vinzenz viola virginia vitus vivian viviane
volker volkmar vreni waldemar walburga walter walther waltraud waltraut wendelin wenzel werner wilfried wilhelm
wilhelmine willi willibald willy wilma winfried wolf wolfgang wolfram wolfhard xaver xenia yannick yannik yvonne
yves zita
"""
_FRENCH_ITALIAN = """
adele adeline adriano agostino aimee alain alberto aldo alessandra alessandro alessia alessio alfonso alice aline
amandine amelie anais andree angelo annalisa annick anouk antoine antonella antonio arianna armand arnaud assunta
audrey aurelie aurelien aurora baptiste bastien beatrice benedetta benedetto benoit bernadette bernard bertrand
brice bruno camille carine carlo carmela carole cecile cecilia cedric celestine cesare chantal charles chloe
christelle christophe cinzia claire claude claudette claudine claudio clemence clement clotilde colette concetta
corinne cosimo costanza cristian cristina cristiano damiano damien daniele danielle dario davide delphine denis
denise didier dino domenica domenico donatella donato edoardo edouard elena eleonora eliane eligio elisa elise
elodie eloise emanuela emanuele emile emilie emmanuel emmanuelle enrico enzo eric ernesto estelle etienne ettore
eugenia eugenio eugene evelyne fabien fabio fabrice fabrizio fausto federica federico felice ferdinando fernand
fernanda fernando filippo fiorella flavia flavio florence florent franca francesco franck franco francois francoise
frederique gabriella gabrielle gaelle gaetano gaston genevieve geraldine gerard germain germaine ghislaine giacomo
giada gianni gianluca giancarlo gianfranco gianluigi gianmarco gianna gilbert gilles ginette gino giordano giorgia
giorgio giovanna giovanni giulia giuliana giuliano giulio giuseppe giuseppina gregoire gregory guglielmo guillaume
guy herve hugues ignazio ilaria irene isabelle ivan ivana ivano ivo jacqueline jacques jean jeanne jeannette
jeannine jerome joelle jocelyne joel josette josiane josue jules julie julien juliette justine karim laetitia
laurence laurent lea leandro leonardo letizia liliana liliane lionel lise loic lorenzo loris luc luce luciana
luciano lucie lucien lucienne lucio ludovic ludovica luigi luigia luigina lydie maddalena magali marc marcelle
marcello margherita mariangela mariella marguerite mariano mariarosa marielle marilena marinette marisa marise
marlyse martial martine massimiliano massimo mathieu mathilde matteo matthieu mattia maude maura maurice maurizio
mauro max maxime melissa michel michela michele micheline michelangelo mireille mirella monica monique morgane
muriel myriam nadege nathalie nathan nello nicolas nicolo nicoletta noelle noemi noemie norma odile olivier
orlando ornella oscar paola paolo pascal pascale pasquale patrice patrizio paulette pierluigi pier piero pierre
pierrette pietro quentin rachel rachele raffaele raffaella raimondo raoul raymond raymonde raphaelle remi remo renata
renato renaud renee riccardo rinaldo rita roberta roberto rocco rodolfo roger rolande romain romano romeo romina
rosanna rosario rosaria rosetta rossana rossella ruggero sabino salvatore samanta samuele sandrine sebastien
sebastiano serena serge sergio severine sidonie silvano silvestro simonetta solange sonia stefania stefano stephane
susanna suzanne sylvain sylvaine sylviane tania tatiana teodoro thibault thierry tiziana tiziano tommaso tristan
tullio ugo umberto valentino valeria valerio veronique vincenza vincenzo virginie vitale vito vittoria vittorio
viviana walter xavier yann yannick yolande yvan yvette
"""
_SLAVIC_TURKISH_AND_OTHER = """
abdullah adem adnan afrim agata agim agnieszka ahmed ahmet ajla albana albin aleksander aleksandar aleksandra ali
almir amar amina amir amra ana andrei andrej andrzej anela aneta ante arben ardita armend armin arta aslan asli asmir
attila aydin ayse aysel aysun azra balazs barbora bartosz behar bekim bela besim besnik blerim blerina blerta bogdan
bojan boris borislav bozena branimir branislav branka branko burak burim bujar can canan cem cemal cengiz dalibor
damir dana danica danijel danijela danuta daria dariusz darko dejan denisa deniz dijana dilek dimitri dimitrios
dominika dorota dragan dragana drago drazen driton dusan dzenan ebru edin edina edis edita ekaterina ekrem elif elira
elma elmedin elmir elvir elzbieta emin emina emine emir emrah emre enes engin enis ensar erdal erdogan eren erkan
ermin erol ersin esad esma esra ewa fadil faruk fatih fatima fatma fatmir fatos ferenc ferhat filip flamur florin
funda gabor georgi gezim gheorghe gizem goran gordana grzegorz gulsen guelsen guenay gyoergy hakan halil halina
hamza hana harun hasan hatice hatidza hava huelya hueseyin husein husnija hysen ibrahim igor ilhan ilir iman imre
ioan ioana ion ireneusz irena irina isa ismail ismet istvan ivanka ivica jacek jadranka jadwiga jakub janez janos
janusz jaroslav jarek jasmina jasna jelena jerzy jiri joanna jolanta jozef jozsef jovan jovana kadir kadri kamil
kasia katarzyna katalin kemal kenan kerem kristijan krzysztof kujtim kubilay laszlo lejla leonora leyla lidija
liridon liljana ljiljana ljubica ljubomir lubomir luan lucija lukasz maciej magdolna mahmut malgorzata marcin marek
margarita marija marijana marijan mariusz marko marta matej mateusz mehdi mehmed mehmet melek melisa melisa mensur
merima meryem mesut metin mevlut mihaela mihai mihajlo mikhail milan mile milica milorad milos miloslav mirela
miroslav mirsad mirjana mirza mladen mohamed mohammad mohammed momir monireh muhamed muhamet muhammed murat
muharrem mustafa nada nadia naim nasir natasa nazmi nebojsa necati nedzad nenad nermin nermina nevena nevzat nihad
nikola nikolina nina niyazi nurcan nurten nusret oksana oezcan oezguer oezlem olena omar oemer onur osman pavel
pawel petar petr piotr predrag przemyslaw radmila radoslav radovan rafal ramadan ramazan ramiz rasim recep refik
renata ridvan robert rukiye ryszard sabahudin sabri sadik safet said salih salko samet samir samira sanela sanja
sasa sead sebahat seda selim selma semra senad senada sener serdar serkan sevda sevgi sevim shaban shpresa shqipe
sibel sinan slavica slavisa slavko slobodan snezana songuel srdjan stanislav stanislaw stevan stjepan suada suleyman
sueleyman svetlana szabolcs szilvia tadeusz tamas tarik tatyana teuta tihomir tomasz tomas tomislav tuelay tugba
ufuk ugur uemit valon valdet vasile vedat vehbi vera vesna vjekoslav vjosa vlado vladimir vojtech volkan xhavit
yasemin yasin yildiz yilmaz yusuf yuksel zafer zahra zbigniew zdenka zdenko zehra zejna zeljka zeljko zeynep
zlatko zoltan zoran zorica zsolt zsuzsanna
"""
_ENGLISH_NORTHERN_IBERIAN = """
aaron abigail adam aidan aileen alan alejandro alexis alfredo alicia alison allison alvaro amanda amber amy ana andrew
andy angel angelina anita ann anthony antony april arnold ashley barbara barry beth betty beverly bill billy bob bobby
brad bradley brandon brenda brett brian bridget bruce bryan caitlin callum cameron carlos carol carolyn carrie
catherine cathy chad charlie chelsea cheryl chris christie christy cindy colin connie connor courtney craig crystal
curtis cynthia dale damian danny darren dave dawn dean deborah debra derek diane dominic don donald donna dorothy doug
douglas duncan dustin dylan eduardo edward eileen elaine eleanor eliza elizabeth emilio emily emma erica erin ethan
evan evelyn fiona frances francis francisco gail gareth garry gary gavin gemma geoff geoffrey george georgina gillian
glen glenn gloria gonzalo gordon grace graham greg hannah harold harriet harry hayley heather helen herman holly howard
ian imogen isaac isla jack jackie jacob jaime jake james jamie janet janice jared jason javier jean jeff jeffrey
jennifer jenny jeremy jerry jessica jill jim jimmy joan joanne jodie joe john johnny jon jordan jorge jose joyce juan
judy julie justin kate katherine kathleen kathryn katie kay keith kelly ken kenneth kenny kerry kirk kyle larry lauren
lawrence leanne lee leslie lewis liam lillian linda lindsay logan lois lori lorraine louis luke lynn malcolm maree
margaret maria marilyn marjorie matthew megan melinda mercedes michele miguel mike mitchell molly nancy naomi natasha
nathan neil nicholas nick nigel norma owen pablo pam pat patrick patty paulo pedro peggy penny phil philip phillip phyllis
rachael rachel rafael ralph ramon ray raymond rebecca rhys ricardo rick robyn rod rodney roger ron rosemary ross roy
russell ruth ryan sally sam samantha sandy sara scott sean sebastian sergio shane shannon sharon shaun shawn sheila
shirley sidney sofia stacey stan stanley stephen steve steven stuart sue susan suzanne sylvia ted teresa terence terry
tiffany tim timothy todd tony tracey tracy travis trevor tyler vicki vicky wayne wendy william zachary zoe
anders anneke annelien arjen bart bas bengt birgitte bjarne bram bo carlijn dirk eline else erik eva femke freja
gerrit goeran gunnar gustaf hakan hanneke hendrik henk henrike ingeborg inger iris jaap jan jeroen johan joris
joao jukka karl kees kjell knut kristoffer lars lasse lieke lotte maarten magnus marieke matti mikael mikko nils olav
olof ove pekka pieter piet rasmus rik roos ruud sander sanne sjoerd sofie stefan sven teun thijs tiina tuomas wilma wim
"""

# people type Juergen, Jürgen and Jurgen
GIVEN_NAMES = frozenset(
    spelling
    for word in " ".join((_GERMAN, _FRENCH_ITALIAN, _SLAVIC_TURKISH_AND_OTHER, _ENGLISH_NORTHERN_IBERIAN)).split()
    for spelling in (word, flat(word))
)


def is_known_given(word: str) -> bool:
    """Return whether a folded word is a common given name.

    >>> [is_known_given(word) for word in ("anna", "juergen", "jurgen", "mueller", "")]
    [True, True, True, False, False]
    """
    return word in GIVEN_NAMES
