"""Which e-mail addresses belong to an office, which domains to everybody, which hosts to a platform.

Role addresses after RFC 2142 and what German, French, Italian and English offices use.

>>> "info" in ROLES, "bluewin.ch" in FREE_DOMAINS, "anna" in ROLES
(True, True, False)
"""

ROLES = frozenset(
    """
abuse abteilung account accounting accounts acquisti admin administracion administration administrazione
amministrazione akademie anfrage anfragen angebot angebote assistance assistenz atelier ausbildung auskunft auto
backoffice beratung bestellung bestellungen bewerbung bewerbungen billing booking bookings boutique buchhaltung buchung
buero bureau cabinet career careers cfo ceo cio clientele clienti club commande commandes commercial commerciale compta
comptabilite contabilita contact contacts contatti contatto credit dataprotection datenschutz debitoren dialog
dienst direction direktion direzione disposition dispo dpo dsgvo edv einkauf email empfang enquiries enquiry event
events export facturation faktura fattura fatture fatturazione feedback filiale finance finanzen finanz firma foundation
garage gemeinde genossenschaft geschaeftsfuehrung geschaeftsleitung geschaeftsstelle gemeinde gf gl hallo
hausverwaltung hello help helpdesk hilfe hostmaster hotel hotline hr human-resources immobilien import info infos
information informationen informazioni inbox inhaber innendienst it jobs kanzlei karriere kasse kassier kauf kinder
kommunikation kontakt konto kreditoren kunden kundendienst kundenservice labor laden lager legal leitung lieferung
lohn logistik logistics mahnung mail mailbox management manager marketing media meldung mitglieder
monteur montage netz newsletter nachricht no-reply noreply donotreply nepasrepondre office officina operations orders
ordini ordination ordi partner payments personal personalabteilung pfarramt pfarre planung post poste posta
postmaster praesident praesidium praxis presse press privacy produktion projekt projekte purchasing qm
qualitaet reception rechnung rechnungen rechnungswesen recht recruiting redaktion reklamation reparatur
reservation reservations reservierung reservierungen restaurant rezeption rh sales schule secretariat secretary
security segreteria sekr sekretariat service services servizio shop sicherheit staff stage studio support tech technik
technique technical technische technischer team tech tickets treuhand urlaub vendite ventes verein versand
verkauf vermietung vertrieb verwaltung vorstand web webmaster welcome werkstatt werbung willkommen zentrale
""".split()
)
"""Local parts that are read by an office, not by one person."""

FREE_DOMAINS = frozenset(
    """
1und1.de a1.net aim.com alice-dsl.net alice-dsl.de alice.it aliceadsl.fr aol.com aol.de aon.at arcor.de bluemail.ch
bluewin.ch bbox.fr btinternet.com cablelink.at chello.at chello.ch cox.net comcast.net drei.at dplanet.ch email.de
email.it eclipso.de eclipso.ch emailn.de ewetel.net fastmail.com fastmail.fm fastwebnet.it firemail.de free.fr freenet.de
freemail.hu freesurf.ch fr.fr gawab.com genion.de gmail.com gmx.at gmx.ch gmx.com gmx.de gmx.eu gmx.fr gmx.info gmx.li
gmx.net gmx.org googlemail.com green.ch hispeed.ch hispeed.com hotmail.at hotmail.ch hotmail.co.uk hotmail.com hotmail.de
hotmail.fr hotmail.it hushmail.com icloud.com in.com inode.at iinet.net.au inbox.lv inwind.it jubii.dk kabelbw.de
kabelmail.de kabelplus.at kabsi.at kpnmail.nl laposte.net lavabit.com libero.it liebt-dich.info live.at live.ch
live.co.uk live.com live.de live.fr live.it live.nl liwest.at lycos.de lycos.com mac.com magenta.at magnet.at mail.com
mail.de mail.ru mailbox.org me.com msn.com mymail.ch netcologne.de netcourrier.com netplus.ch netz-wolke.de neuf.fr
nexgo.de numericable.fr o2.pl o2mail.de o2online.de onet.pl online.de online.fr online.no optusnet.com.au orange.fr
osnanet.de outlook.at outlook.ch outlook.com outlook.de outlook.fr outlook.it pm.me posteo.at posteo.ch posteo.de
posteo.net proton.me protonmail.ch protonmail.com quickline.ch quicknet.ch rambler.ru rediffmail.com rocketmail.com
romandie.com salzburg-online.at sbcglobal.net seznam.cz sfr.fr skynet.be sms.at solnet.ch speedy.at surfeu.at surfeu.de
sunrise.ch swissonline.ch swissmail.org student.ch talktalk.net t-mobile.de t-online.at t-online.de telenet.be tele2.at
tele2.ch telering.at tim.it tin.it tiscali.ch tiscali.it tiscalinet.it teleport.ch tmo.at tutanota.com tutanota.de tuta.io
ukr.net unitybox.de uni.de upcmail.ch upcmail.nl utanet.at verizon.net versanet.de versatel.de virgilio.it vodafone.de
vodafonemail.de voila.fr vol.at vtxmail.ch vtxnet.ch wanadoo.fr web.de windowslive.com wp.pl xs4all.nl yahoo.at yahoo.ch
yahoo.co.uk yahoo.com yahoo.de yahoo.es yahoo.fr yahoo.it yandex.com yandex.ru ymail.com zohomail.eu ziggo.nl
bigpond.com bigpond.net.au gmx.us hotmail.es live.be live.dk mailo.com interia.pl citromail.hu t-online.hu centrum.cz
volny.cz azet.sk siol.net abv.bg net.hr zonnet.nl planet.nl home.nl hetnet.nl blueyonder.co.uk ntlworld.com sky.com
virginmedia.com tiscali.co.uk att.net bellsouth.net earthlink.net charter.net rogers.com shaw.ca sympatico.ca
""".split()
)
"""Domains that give addresses to everybody: sharing one says nothing."""

# any country's domain of these, such as yahoo.com.au
FREE_BRANDS = frozenset("gmx yahoo hotmail outlook live googlemail gmail icloud protonmail aol msn ymail".split())

PLATFORMS = frozenset(
    """
facebook.com instagram.com linkedin.com xing.com youtube.com twitter.com x.com tiktok.com pinterest.com google.com
maps.google.com plus.google.com goo.gl herold.at local.ch search.ch gelbeseiten.de dasoertliche.de yelp.com
tripadvisor.com booking.com etsy.com ebay.com ebay.de ebay.at amazon.com amazon.de wikipedia.org linktr.ee t.me
sites.google.com github.com
""".split()
)
"""Hosts whose pages belong to many: only the first part of the path tells them apart."""

HOSTERS = frozenset(
    """
blogspot.com wordpress.com wixsite.com jimdo.com jimdofree.com jimdosite.com weebly.com webnode.com webnode.at
webnode.ch webnode.page business.site squarespace.com myshopify.com github.io netlify.app tumblr.com beepworld.de
homepage.t-online.de npage.de npage.at site123.me strikingly.com webflow.io
""".split()
)
"""Domains under which each sub-domain is a site of its own."""
