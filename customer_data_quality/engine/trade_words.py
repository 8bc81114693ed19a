"""Words in company names that many firms have, so that agreeing on them says little. Folded.

>>> "consulting" in GENERIC, "mueller" in GENERIC
(True, False)
"""

GENERIC = frozenset(
    """
agentur agency akademie aktiengesellschaft allgemeine altenheim anlagen anlagenbau apotheke architekten architektur
architekturbuero associates associati atelier ausbau austria auto autohaus automation baeckerei bar bau bauelemente
bauer bauunternehmen bauunternehmung beratung beratungs bestattung bestattungen betrieb betriebe betriebs beteiligung
beteiligungen beteiligungs blumen boutique brothers buchhaltung buero bureau business bus cafe capital carrosserie
center centre centro chemie clinic club coiffeur companies company computer concept concepts construction
constructions consult consultants consulting costruzioni creative dach dachdecker data demolition design development
deutsche deutschland dienstleistung dienstleistungen dienstleistungs digital direkt distribution druck druckerei edv
einkauf elektro elektronik elektrotechnik energie energy engineering entreprise entsorgung entwicklung europa europe
event events export express fabrik fahrschule fahrzeuge fahrzeugbau fashion fenster figli filiale fils finance
finanz finanzen firma fitness fleischerei foerderverein foods forst forschung foto freizeit friseur frères garage
garten gartenbau gaerten gasthaus gasthof gastronomie gebaeude gebaeudereinigung gebaeudetechnik gebrueder gemeinde
gemeinschaft gemeinschaftspraxis genossenschaft geruestbau gesellschaft gesundheit getraenke glas glaserei global
grafik gravur group groupe gruppe gruppo handel handels handelsgesellschaft handwerk haus hausbau haustechnik
hausverwaltung hauswartung heizung holding holdings holz holzbau hotel hotels hydraulik immobilien immobiliare
immo immobilier import impianti industrie industries industriebedarf informatik informatique ingenieur
ingenieurbuero ingenieure innenausbau innovation installation installationen instandhaltung institut insurance
international internationale internet invest investment it kanzlei kfz kindergarten klima klinik konditorei
kosmetik kuechen kultur kunst kunststoff labor labs lager landtechnik landwirtschaft leasing lebensmittel leder
liechtenstein limited logistics logistik lueftung maler malerei malermeister management manufaktur marketing
maschinen maschinenbau mechanik media medien medical medizin medizintechnik messe metall metallbau metallwaren metzgerei
mobil mobile moebel mode montage montagen montagebau motors muehle musik nachfolger network netzwerk niederlassung
nord oesterreich oesterreichische office oil online optik organisation ost paper papier partner partners party personal
pension pflege pharma photo physiotherapie planung plus post praxis print pro produkte produktion produktions products
projekt projekte projektentwicklung promotion property raumausstattung real estate recht rechtsanwaelte rechtsanwalt
recycling region reinigung reinigungen reisebuero reisen reparatur restaurant sanierung sanitaer schlosserei schmiede
schneiderei schreinerei schule schweiz schweizerische secur security service services servizi shop sicherheit
soehne societa societe software sohn sohne solar solution solutions spedition spengler spenglerei sport stadt stahl
stahlbau steuerberater steuerberatung stiftung studio suisse sued svizzera swiss switzerland system systeme
systems technik technische technologie technologies technology tech textil textilien therapie tiefbau tischlerei
tours touristik trade trading transport transporte transporti treuhand trust trockenbau umwelt union und
unternehmen unternehmensberatung uhren verband verein verkauf verkehr verlag verleih vermietung vermittlung
vermoegen vermoegensverwaltung verpackung versand versicherung versicherungen versicherungs versicherungsmakler
vertrieb vertriebs verwaltung verwaltungs wartung wasser web weg wein weine weingut werbeagentur werbung werk
werke werkstatt werkzeug werkzeugbau west wirtschaft wirtschaftspruefung wohnbau wohnen zahnarzt zahntechnik zeitung
zentrum ziegel zimmerei
ac alpine alps bodensee rhein donau
""".split()
) - {"bauer", "weg", "und"}
"""Trades, activities and regions."""
