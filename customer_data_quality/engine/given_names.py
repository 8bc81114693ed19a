"""Common given names of the people who live in Germany, Austria, Switzerland and Liechtenstein.

They decide which word of a name is the given one, and whether two different ones are two people: German,
French, Italian, Slavic, Turkish, Albanian, Hungarian, Arabic and English names in use there, folded.
Names that are common surnames too (Ernst, Lang, Vogel) are left out where the surname prevails.
"""

from .folding import flat

_GERMAN = """
achim adalbert adam adelheid adolf adrian agathe agnes albert albrecht alexander alexandra alfons alfred alina alois
aloisia amalia amelie andre andrea andreas angela angelika anika anja anke ann anna annabell anne annegret annelies
anneliese annemarie annett annette annika anton antonia armin arne arno arnold arthur artur astrid august augusta
augustin aurelia axel barbara bastian beat beate beatrice beatrix ben benedikt benjamin benno bernd bernhard bert
berta bertha berthold bettina bianca birgit birgitta birte bjoern boris brigitta brigitte britta bruno burghard
burkhard carina carla carmen carola carolin carolina caroline carsten caspar cathrin celina celine charlotte chiara
christa christel christian christiane christin christina christine christof christoph christopher clara claudia
claudius clemens conrad constantin constanze cora cordula cornelia cornelius dagmar daniel daniela david dennis detlef
detlev diana dieter diethard dietlinde dietmar dietrich dirk dominic dominik dominique dora doreen doris dorothea
dorothee eberhard eckart eckhard edeltraud edeltraut edgar edith edmund eduard edwin egon ehrenfried ekkehard eleonora
eleonore elfi elfriede elias elisa elisabeth elke ella ellen elmar elsa elsbeth else elvira emil emilia emily emma
emmi erhard eric erica erich erik erika erna ernestine erwin esther eugen eva evelin evelyn ewald fabian fabienne
fanny felicitas felix ferdinand finn flora florentina florian francesca frank franz franziska frauke fred frederic
frederik frieda friederike friedhelm friedrich fritz gabi gabriel gabriela gabriele gebhard georg georgia gerald gerd
gerda gerhard gerhild gerlinde gernot gero gert gertraud gertrud gertrude gina gisela gottfried gottlieb gregor greta
gretchen grete gudrun guenter guenther guido gundula gunter gunther gustav hanna hannah hannelore hannes hanni hans
hansjoerg hansjuerg hanspeter hansruedi harald hartmut hartwig hasso hedi hedwig heide heidemarie heiderose heidi
heidrun heike heiko heiner heinrich heinz helen helena helene helga hellmut helmut helmuth henning henri henriette
henrik henry herbert heribert hermann hermine herta hertha hilde hildegard hildegund holger horst hubert hubertus hugo
ida ignaz ilka ilona ilse imke immanuel ina ines inga inge ingeborg ingo ingolf ingrid inka irene iris irma irmgard
irmtraud isabel isabell isabella isabelle isolde ivonne jakob jan jana jane janina janine jannik jannis jaqueline
jasmin jens jessica joachim joana joerg johann johanna johannes jolanda jonas jonathan joost josef josefa josefine
joseph josephine joshua judith juergen julia julian juliana juliane julius jurgen jutta karen karin karina karl karla
karlheinz karolina karoline karsten kaspar katarina katharina kathrin katja katrin kerstin kevin kilian kim kirsten
klara klaus klemens konrad konstantin konstanze korbinian kordula kornelia kristian kristin kristina kuno kurt lara
larissa lars laura laurenz laurin lea lena leni lennard lennart leo leon leonhard leonie leonora leopold levin liane
lienhard liesbeth lieselotte liesl lilli lilly lina linda linus lisa lisbeth liselotte lorena lorenz lothar lotte
louis louisa louise luca lucas lucia luis luisa luise luka lukas lutz lydia madeleine magda magdalena maike maja malte
mandy manfred manuel manuela marc marcel marco marcus mareike maren margareta margarete margaretha margarethe margit
margot margrit maria marianne marie marina mario marion marius mark markus marlene marlies marliese martha martin
martina mary mathias mathilde matilda matthaeus matthias max maximilian mechthild meike melanie melina melitta merle
mia michael michaela michelle mila milena mina mira miriam mirjam mirko mona monika moritz nadine nadja natalia
natalie natascha nele nelli nicola nicolas nicolaus nicole niels niklas nikolas nikolaus nina noah noel nora norbert
norman odette olaf ole olga oliver olivia oscar oskar oswald othmar otmar ottilie otto ottokar pamela pascal patricia
patricius patrick patrik patrizia paul paula pauline peer peggy peter petra philip philipp philippa pia pius rainer
ralf ralph ramona raphael raphaela rebecca rebekka regina regine regula reiner reinhard reinhild reinhold reinmar
renate rene reto ria ricarda richard rita robert robin roland rolf roman romana romy ronald ronja ronny rosa rosalia
rosalie rosemarie rosi rosina rosmarie roswitha ruben rudolf ruedi ruediger rupert rupprecht ruth sabina sabine
sabrina samuel sandra sandro sara sarah sascha saskia sebastian selina seraina severin sibylle siegbert siegfried
sieglinde siegmund siegrid sigmund sigrid silke silvan silvana silvia silvio simon simona simone sina soeren sofia
sofie sonja sophia sophie stefan stefanie steffen steffi stella stephan stephanie susann susanna susanne susi svea
sven svenja swantje sybille sylvester sylvia sylvie tamara tanja tatjana teresa thea theo theodor theres theresa
therese theresia thomas thorben thorsten till tilmann tim timo timon tina tobias tom toni torben torsten traude traudl
traugott trude udo ulf uli ulla ulrich ulrika ulrike urban urs ursina ursula urte ute utz uwe valentin valentina
valerie vanessa vera verena veronica veronika victor victoria viktor viktoria vincent vinzenz viola virginia vitus
vivian viviane volker volkmar vreni walburga waldemar walter walther waltraud waltraut wendelin wenzel werner wilfried
wilhelm wilhelmine willi willibald willy wilma winfried wolfgang wolfhard wolfram xaver xenia yannick yannik yves
yvonne zita
"""
_FRENCH_ITALIAN = """
adele adeline adriano agostino aimee alain alberto aldo alessandra alessandro alessia alessio alfonso alice aline
amandine amelie anais andree angelo annalisa annick anouk antoine antonella antonio arianna armand arnaud assunta
audrey aurelie aurelien aurora baptiste bastien beatrice benedetta benedetto benoit bernadette bernard bertrand brice
bruno camille carine carlo carmela carole cecile cecilia cedric celestine cesare chantal charles chloe christelle
christophe cinzia claire claude claudette claudine claudio clemence clement clotilde colette concetta corinne cosimo
costanza cristian cristiano cristina damiano damien daniele danielle dario davide delphine denis denise didier dino
domenica domenico donatella donato edoardo edouard elena eleonora eliane eligio elisa elise elodie eloise emanuela
emanuele emile emilie emmanuel emmanuelle enrico enzo eric ernesto estelle etienne ettore eugene eugenia eugenio
evelyne fabien fabio fabrice fabrizio fausto federica federico felice ferdinando fernand fernanda fernando filippo
fiorella flavia flavio florence florent franca francesco franck franco francois francoise frederique gabriella
gabrielle gaelle gaetano gaston genevieve geraldine gerard germain germaine ghislaine giacomo giada giancarlo
gianfranco gianluca gianluigi gianmarco gianna gianni gilbert gilles ginette gino giordano giorgia giorgio giovanna
giovanni giulia giuliana giuliano giulio giuseppe giuseppina gregoire gregory guglielmo guillaume guy herve hugues
ignazio ilaria irene isabelle ivan ivana ivano ivo jacqueline jacques jean jeanne jeannette jeannine jerome jocelyne
joel joelle josette josiane josue jules julie julien juliette justine karim laetitia laurence laurent lea leandro
leonardo letizia liliana liliane lionel lise loic lorenzo loris luc luce luciana luciano lucie lucien lucienne lucio
ludovic ludovica luigi luigia luigina lydie maddalena magali marc marcelle marcello margherita marguerite mariangela
mariano mariarosa mariella marielle marilena marinette marisa marise marlyse martial martine massimiliano massimo
mathieu mathilde matteo matthieu mattia maude maura maurice maurizio mauro max maxime melissa michel michela
michelangelo michele micheline mireille mirella monica monique morgane muriel myriam nadege nathalie nathan nello
nicolas nicoletta nicolo noelle noemi noemie norma odile olivier orlando ornella oscar paola paolo pascal pascale
pasquale patrice patrizio paulette pier pierluigi piero pierre pierrette pietro quentin rachel rachele raffaele
raffaella raimondo raoul raphaelle raymond raymonde remi remo renata renato renaud renee riccardo rinaldo rita roberta
roberto rocco rodolfo roger rolande romain romano romeo romina rosanna rosaria rosario rosetta rossana rossella
ruggero sabino salvatore samanta samuele sandrine sebastiano sebastien serena serge sergio severine sidonie silvano
silvestro simonetta solange sonia stefania stefano stephane susanna suzanne sylvain sylvaine sylviane tania tatiana
teodoro thibault thierry tiziana tiziano tommaso tristan tullio ugo umberto valentino valeria valerio veronique
vincenza vincenzo virginie vitale vito vittoria vittorio viviana walter xavier yann yannick yolande yvan yvette
"""
_SLAVIC_TURKISH_AND_OTHER = """
abdullah adem adnan afrim agata agim agnieszka ahmed ahmet ajla albana albin aleksandar aleksander aleksandra ali
almir amar amina amir amra ana andrei andrej andrzej anela aneta ante arben ardita armend armin arta asli asmir attila
aydin ayse aysel aysun azra balazs barbora bartosz behar bekim bela besim besnik blerim blerina blerta bogdan bojan
boris borislav bozena branimir branislav branka branko bujar burak burim can canan cem cemal cengiz dalibor damir dana
danica danijel danijela danuta daria dariusz darko dejan denisa deniz dijana dilek dimitri dimitrios dominika dorota
dragan dragana drago drazen driton dusan dzenan ebru edin edina edis edita ekaterina ekrem elif elira elma elmedin
elmir elvir elzbieta emin emina emine emir emrah emre enes engin enis ensar erdal erdogan eren erkan ermin erol ersin
esad esma esra ewa fadil faruk fatih fatima fatma fatmir fatos ferenc ferhat filip flamur florin funda gabor georgi
gezim gheorghe gizem goran gordana grzegorz guelsen guenay gulsen gyoergy hakan halil halina hamza hana harun hasan
hatice hatidza hava huelya hueseyin husein husnija hysen ibrahim igor ilhan ilir iman imre ioan ioana ion irena
ireneusz irina isa ismail ismet istvan ivanka ivica jacek jadranka jadwiga jakub janez janos janusz jarek jaroslav
jasmina jasna jelena jerzy jiri joanna jolanta jovan jovana jozef jozsef kadir kadri kamil kasia katalin katarzyna
kemal kenan kerem kristijan krzysztof kubilay kujtim laszlo lejla leonora leyla lidija liljana liridon ljiljana
ljubica ljubomir luan lubomir lucija lukasz maciej magdolna mahmut malgorzata marcin marek margarita marija marijan
marijana mariusz marko marta matej mateusz mehdi mehmed mehmet melek melisa mensur merima meryem mesut metin mevlut
mihaela mihai mihajlo mikhail milan mile milica milorad milos miloslav mirela mirjana miroslav mirsad mirza mladen
mohamed mohammad mohammed momir muhamed muhamet muhammed muharrem murat mustafa nada nadia naim nasir natasa nazmi
nebojsa necati nedzad nenad nermin nermina nevena nevzat nihad nikola nikolina nina niyazi nurcan nurten nusret oemer
oezcan oezguer oezlem oksana olena omar onur osman pavel pawel petar petr piotr predrag przemyslaw radmila radoslav
radovan rafal ramadan ramazan ramiz rasim recep refik renata ridvan robert rukiye ryszard sabahudin sabri sadik safet
said salih salko samet samir samira sanela sanja sasa sead sebahat seda selim selma semra senad senada sener serdar
serkan sevda sevgi sevim shaban shpresa shqipe sibel sinan slavica slavisa slavko slobodan snezana songuel srdjan
stanislav stanislaw stevan stjepan suada sueleyman suleyman svetlana szabolcs szilvia tadeusz tamas tarik tatyana
teuta tihomir tomas tomasz tomislav tuelay tugba uemit ufuk ugur valdet valon vasile vedat vehbi vera vesna vjekoslav
vjosa vladimir vlado vojtech volkan xhavit yasemin yasin yuksel yusuf zafer zahra zbigniew zdenka zdenko zehra zejna
zeljka zeljko zeynep zlatko zoltan zoran zorica zsolt zsuzsanna
"""
_ENGLISH_NORTHERN_IBERIAN = """
aaron abigail adam aidan aileen alan alejandro alexis alfredo alicia alison allison alvaro amanda amber amy ana anders
andrew andy angel angelina anita ann anneke annelien anthony antony april arjen arnold ashley barbara barry bart bas
bengt beth betty beverly bill billy birgitte bjarne bo bob bobby brad bradley bram brandon brenda brett brian bridget
bruce bryan caitlin callum carlijn carlos carol carolyn carrie catherine cathy chad charlie chelsea cheryl chris
christie christy cindy colin connie connor courtney craig crystal curtis cynthia dale damian danny darren dave dawn
dean deborah debra derek diane dirk dominic don donald donna dorothy doug douglas dustin dylan eduardo edward eileen
elaine eleanor eline eliza elizabeth else emilio emily emma erica erik erin ethan eva evan evelyn femke fiona frances
francis francisco freja gail gareth garry gary gavin gemma geoff geoffrey george georgina gerrit gillian glen glenn
gloria goeran gonzalo grace greg gunnar gustaf hakan hannah hanneke harold harriet harry hayley heather helen hendrik
henk henrike herman holly ian imogen ingeborg inger iris isaac isla jaap jack jackie jacob jaime jake james jamie jan
janet janice jared jason javier jean jeff jeffrey jennifer jenny jeremy jeroen jerry jessica jill jim jimmy joan
joanne joao jodie joe johan john johnny jon jordan jorge joris jose joyce juan judy jukka julie justin karl kate
katherine kathleen kathryn katie kay kees keith ken kenneth kenny kerry kirk kjell knut kristoffer kyle larry lars
lasse lauren lawrence leanne lee leslie liam lieke lillian linda lindsay logan lois lori lorraine lotte louis luke
lynn maarten magnus malcolm maree margaret maria marieke marilyn marjorie matthew matti megan melinda mercedes michele
miguel mikael mike mikko molly nancy naomi natasha nathan neil nicholas nick nigel nils norma olav olof ove owen pablo
pam pat patrick patty paulo pedro peggy pekka penny phil philip phillip phyllis piet pieter rachael rachel rafael
ralph ramon rasmus ray raymond rebecca rhys ricardo rick rik robyn rod rodney roger ron roos rosemary roy ruth ruud
ryan sally sam samantha sander sandy sanne sara sean sebastian sergio shane shannon sharon shaun shawn sheila shirley
sidney sjoerd sofia sofie stacey stan stanley stefan stephen steve steven sue susan suzanne sven sylvia ted terence
teresa terry teun thijs tiffany tiina tim timothy todd tony tracey tracy travis trevor tuomas tyler vicki vicky wayne
wendy william wilma wim zachary zoe
"""

# people type Juergen, Jürgen and Jurgen
GIVEN_NAMES = frozenset(
    spelling
    for names in (_GERMAN, _FRENCH_ITALIAN, _SLAVIC_TURKISH_AND_OTHER, _ENGLISH_NORTHERN_IBERIAN)
    for word in names.split()
    for spelling in (word, flat(word))
)


def is_known_given(word: str) -> bool:
    """Return whether a folded word is a common given name.

    >>> [is_known_given(word) for word in ("anna", "juergen", "jurgen", "mueller", "")]
    [True, True, True, False, False]
    """
    return word in GIVEN_NAMES
