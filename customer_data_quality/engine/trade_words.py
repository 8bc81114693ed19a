"""Words in company names that many firms have, so that agreeing on them says little. Folded.

>>> "consulting" in GENERIC, "mueller" in GENERIC
(True, False)
"""

GENERIC = frozenset(
    """
agence agency agentur akademie altenheim anlagen anlagenbau apotheke architekten architektur architekturbuero
associates associati atelier ausbau austria auto autohaus automation baeckerei bar bau bauelemente bauunternehmen
bauunternehmung beratung beratungs bestattung bestattungen beteiligung beteiligungen beteiligungs betrieb betriebe
betriebs blumen boutique brothers buchhaltung buero bureau bus business cafe capital carrosserie center centre centro
chemie clinic club coiffeur companies company computer concept concepts construction constructions consult consultants
consulting costruzioni creative dach dachdecker data demolition design deutsche deutschland development dienstleistung
dienstleistungen dienstleistungs digital direkt distribution druck druckerei edv einkauf elektro elektronik
elektrotechnik energie energy engineering entreprise entsorgung entwicklung estate europa europe event events export
express fabrik fahrschule fahrzeugbau fahrzeuge fashion fenster figli filiale fils finance finanz finanzen firma
fitness fleischerei foerderverein foods forschung forst foto freizeit friseur gaerten garage garten gartenbau gasthaus
gasthof gastronomie gebaeude gebaeudereinigung gebaeudetechnik gebrueder gemeinde gemeinschaft gemeinschaftspraxis
genossenschaft geruestbau gesellschaft gesundheit getraenke glas glaserei global grafik gravur group groupe gruppe
gruppo handel handels handelsgesellschaft handwerk hauptsitz haus hausbau haustechnik hausverwaltung hauswartung
heizung holding holdings holz holzbau hotel hotels hydraulik immo immobiliare immobilien immobilier impianti import
industrie industriebedarf industries informatik informatique ingenieur ingenieurbuero ingenieure innenausbau
innovation installation installationen instandhaltung institut insurance international internationale internet invest
investment it kanzlei kfz kindergarten klima klinik konditorei kosmetik kuechen kultur kunst kunststoff labor labs
lager landtechnik landwirtschaft leasing lebensmittel leder liechtenstein limited logistics logistik lueftung maler
malerei malermeister management manufaktur marketing maschinen maschinenbau mechanik media medical medien medizin
medizintechnik messe metall metallbau metallwaren metzgerei mobil mobile mode moebel montage montagebau montagen
motors muehle musik nachfolger network netzwerk niederlassung oesterreich oesterreichische office oil online optik
organisation paper papier partner partners party pension personal pflege pharma photo physiotherapie planung plus post
praxis print pro products produkte produktion produktions projekt projekte projektentwicklung promotion property
raumausstattung real recht rechtsanwaelte rechtsanwalt recycling reinigung reinigungen reisebuero reisen reparatur
restaurant sanierung sanitaer schlosserei schmiede schneiderei schreinerei schule schweiz schweizerische secur
security service services servizi shop sicherheit societa societe soehne software sohn sohne solar solution solutions
spedition spengler spenglerei sport stahl stahlbau standort steuerberater steuerberatung stiftung studio succursale
suisse svizzera swiss switzerland system systeme systems tech technik technische technologie technologies technology
textil textilien therapie tiefbau tischlerei touristik tours trade trading transport transporte transporti treuhand
trockenbau trust uhren umwelt union unternehmen unternehmensberatung verband verein verkauf verkehr verlag verleih
vermietung vermittlung vermoegen vermoegensverwaltung verpackung versand versicherung versicherungen versicherungs
versicherungsmakler vertrieb vertriebs verwaltung verwaltungs wartung wasser web wein weine weingut werbeagentur
werbung werk werke werkstatt werkzeug werkzeugbau wirtschaft wirtschaftspruefung wohnbau wohnen zahnarzt zahntechnik
zeitung zentrale zentrum zimmerei zweigniederlassung zweigstelle
""".split()
)
"""Trades, activities, group words and countries."""
