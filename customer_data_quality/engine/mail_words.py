"""Which e-mail addresses belong to an office, which domains to everybody, which hosts to a platform.

Role addresses after RFC 2142 and what German, French, Italian and English offices use.

>>> "info" in ROLES, "bluewin.ch" in FREE_DOMAINS, "anna" in ROLES
(True, True, False)
"""

ROLES = frozenset(
    """
abteilung abuse account accounting accounts acquisti admin administracion administration administrazione akademie
amministrazione anfrage anfragen angebot angebote assistance assistenz atelier ausbildung auskunft auto backoffice
beratung bestellung bestellungen bewerbung bewerbungen billing booking bookings boutique buchhaltung buchung buero
bureau cabinet career careers ceo cfo cio clientele clienti commande commandes commercial commerciale compta
comptabilite contabilita contact contacts contatti contatto credit dataprotection datenschutz debitoren dialog dienst
direction direktion direzione dispo disposition donotreply dpo dsgvo edv einkauf email empfang enquiries enquiry event
events export facturation faktura fattura fatturazione fatture feedback filiale finance finanz finanzen firma gemeinde
genossenschaft geschaeftsfuehrung geschaeftsleitung geschaeftsstelle gf gl hallo hausverwaltung hello help helpdesk
hilfe hostmaster hotel hotline hr human-resources immobilien import inbox info information informationen informazioni
infos inhaber innendienst it jobs kanzlei karriere kasse kassier kauf kommunikation kontakt konto kreditoren kunden
kundendienst kundenservice lager legal leitung lieferung logistics logistik lohn mahnung mail mailbox management
manager marketing media meldung mitglieder montage monteur nachricht nepasrepondre netz newsletter no-reply noreply
office officina operations orders ordi ordination ordini partner payments personal personalabteilung pfarramt pfarre
planung post posta poste postmaster praesident praesidium praxis press presse privacy produktion projekt projekte
purchasing qm qualitaet reception rechnung rechnungen rechnungswesen recruiting redaktion reklamation reparatur
reservation reservations reservierung reservierungen restaurant rezeption rh sales schule secretariat secretary
security segreteria sekr sekretariat service services servizio shop sicherheit staff stage studio support team tech
technical technik technique technische technischer tickets treuhand vendite ventes verein verkauf vermietung versand
vertrieb verwaltung vorstand web webmaster welcome werbung werkstatt willkommen zentrale
""".split()
)
"""Local parts that are read by an office, not by one person."""

FREE_DOMAINS = frozenset(
    """
1und1.de a1.net abv.bg aim.com alice-dsl.de alice-dsl.net alice.it aliceadsl.fr aol.com aol.de aon.at arcor.de att.net
azet.sk bbox.fr bellsouth.net bigpond.com bigpond.net.au bluemail.ch bluewin.ch blueyonder.co.uk btinternet.com
cablelink.at centrum.cz charter.net chello.at chello.ch citromail.hu comcast.net cox.net dplanet.ch earthlink.net
eclipso.ch eclipso.de email.de email.it ewetel.net fastmail.com fastmail.fm fastwebnet.it firemail.de free.fr
freemail.hu freenet.de freesurf.ch gmail.com gmx.at gmx.ch gmx.com gmx.de gmx.eu gmx.fr gmx.info gmx.li gmx.net
gmx.org gmx.us googlemail.com green.ch hetnet.nl hispeed.ch hispeed.com home.nl hotmail.at hotmail.ch hotmail.co.uk
hotmail.com hotmail.de hotmail.es hotmail.fr hotmail.it hushmail.com icloud.com iinet.net.au in.com inbox.lv
interia.pl inwind.it jubii.dk kabelbw.de kabelmail.de kabelplus.at kabsi.at kpnmail.nl laposte.net libero.it live.at
live.be live.ch live.co.uk live.com live.de live.dk live.fr live.it live.nl liwest.at mac.com magenta.at mail.com
mail.de mail.ru mailbox.org mailo.com me.com msn.com mymail.ch net.hr netcologne.de netcourrier.com netplus.ch neuf.fr
nexgo.de ntlworld.com numericable.fr o2.pl o2online.de onet.pl online.de online.fr online.no optusnet.com.au orange.fr
osnanet.de outlook.at outlook.ch outlook.com outlook.de outlook.fr outlook.it planet.nl pm.me posteo.at posteo.ch
posteo.de posteo.net proton.me protonmail.ch protonmail.com quickline.ch rambler.ru rediffmail.com rocketmail.com
rogers.com romandie.com sbcglobal.net seznam.cz sfr.fr shaw.ca siol.net sky.com skynet.be solnet.ch sunrise.ch
surfeu.at surfeu.de swissmail.org swissonline.ch sympatico.ca t-mobile.de t-online.at t-online.de t-online.hu
talktalk.net tele2.at tele2.ch telenet.be telering.at tim.it tin.it tiscali.ch tiscali.co.uk tiscali.it tiscalinet.it
tmo.at tuta.io tutanota.com tutanota.de ukr.net unitybox.de upcmail.ch upcmail.nl utanet.at verizon.net versanet.de
versatel.de virgilio.it virginmedia.com vodafone.de vodafonemail.de voila.fr vol.at volny.cz vtxmail.ch vtxnet.ch
wanadoo.fr web.de windowslive.com wp.pl xs4all.nl yahoo.at yahoo.ch yahoo.co.uk yahoo.com yahoo.de yahoo.es yahoo.fr
yahoo.it yandex.com yandex.ru ymail.com ziggo.nl zohomail.eu zonnet.nl
""".split()
)
"""Domains that give addresses to everybody: sharing one says nothing."""

# any country's domain of these, such as yahoo.com.au
FREE_BRANDS = frozenset("gmx yahoo hotmail outlook live googlemail gmail icloud protonmail aol msn ymail".split())

PLATFORMS = frozenset(
    """
amazon.com amazon.de booking.com dasoertliche.de ebay.at ebay.com ebay.de etsy.com facebook.com gelbeseiten.de
github.com goo.gl google.com herold.at instagram.com linkedin.com linktr.ee local.ch maps.google.com pinterest.com
plus.google.com search.ch sites.google.com t.me tiktok.com tripadvisor.com twitter.com wikipedia.org x.com xing.com
yelp.com youtube.com
""".split()
)
"""Hosts whose pages belong to many: only the first part of the path tells them apart."""

HOSTERS = frozenset(
    """
beepworld.de blogspot.com business.site github.io homepage.t-online.de jimdo.com jimdofree.com jimdosite.com
myshopify.com netlify.app npage.at npage.de site123.me squarespace.com strikingly.com tumblr.com webflow.io webnode.at
webnode.ch webnode.com webnode.page weebly.com wixsite.com wordpress.com
""".split()
)
"""Domains under which each sub-domain is a site of its own."""
