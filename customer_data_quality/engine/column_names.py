"""Names of columns in exports of other programs, and what they hold.

Outlook and Google Contacts in English, German, French and Italian, DATEV, HubSpot, Salesforce, Pipedrive, vCards as the
import reads them, and what people call columns themselves. Capitals and spaces around names don't matter.
"""

FULL, PREFIX, GIVEN, MIDDLE, FAMILY, SUFFIX = "full", "prefix", "given", "middle", "family", "suffix"
NUMBER = "number"
DATEV_KIND = "datev"

BLOCKS = ("business", "", "other", "home")
"""Blocks of addresses, in the order in which one that is filled is taken."""

TABLE = """
name full: name | full name | fullname | display name | file as | person - name | anzeigename | vollständiger name
name full: ganzer name | nom complet | nom affiché | nome completo | nome visualizzato | contact name | kontaktname
name full: name des kontakts
name prefix: name prefix | titel | akademischer titel | akad. titel | titel (adressattyp natürl. person)
name prefix: titre académique | titolo accademico | titolo di studio
name given: first name | firstname | given name | person - first name | vorname | prénom | nome | rufname
name given: vorname (adressattyp natürl. person)
name middle: middle name | additional name | weitere vornamen | zweiter vorname | deuxième prénom | secondo nome
name family: last name | lastname | surname | family name | person - last name | nachname | familienname | zuname
name family: nom de famille | cognome | name (adressattyp natürl. person)
name suffix: suffix | name suffix | suffixe | suffisso
parent_id: company | company name | organization | organisation | organization name | organization 1 - name
parent_id: organisation name | account name | account | associated company | person - organization
parent_id: organization - name | firma | unternehmen | firmenname | unternehmensname | firmenbezeichnung | kunde
parent_id: société | entreprise | raison sociale | azienda | società | ragione sociale | ditta
parent_id: zugehöriges unternehmen | related company
parent_id: name (adressattyp unternehmen) | primary company | employer | accountname
function: job title | jobtitle | title | organization title | organization 1 - title | position | funktion
function: berufsbezeichnung | tätigkeit | fonction | titre professionnel | poste | posizione | qualifica | mansione
function: person - job title | job position
email: e-mail | email | mail | e-mail address | email address | e-mail 1 - value | e-mail-adresse | emailadresse
email: mailadresse | adresse e-mail | adresse de messagerie | courriel | indirizzo e-mail
email: indirizzo posta elettronica | indirizzo di posta elettronica | posta elettronica | person - email - work
email: person - email | work email | email (work) | e-mail geschäftlich | email - work
email 2: e-mail 2 | email 2 | e-mail 2 address | e-mail 2 - value | e-mail-adresse 2 | e-mail 2: adresse
email 2: adresse de messagerie 2 | indirizzo e-mail 2 | indirizzo posta elettronica 2 | person - email - home
email 2: email - home | additional email addresses
email 3: e-mail 3 | e-mail 3 address | e-mail 3 - value | e-mail-adresse 3 | person - email - other
phone: phone | phone number | telephone | phone 1 - value | business phone | work phone | company main phone | telefon
phone: telefonnummer | tel | tel. | telefon geschäftlich | téléphone | téléphone (bureau) | tél. bureau | telefono
phone: telefono (uff.) | ufficio | person - phone - work | person - phone | phone - work | phonenumber | primary phone
phone: festnetz
phone 2: mobile phone | mobile | mobile phone number | mobilephone | mobil | mobiltelefon | handy | handynummer
phone 2: natel | tél. mobile | téléphone mobile | portable | cellulare | telefono cellulare | person - phone - mobile
phone 2: phone - mobile | phone 2 | phone 2 - value
phone 3: home phone | business phone 2 | other phone | telefon (privat) | telefon privat | telefon geschäftlich 2
phone 3: telefon 2 | téléphone (domicile) | tél. domicile | telefono (ab.) | abitazione | person - phone - home
phone 3: homephone | phone - home | phone 3 | phone 3 - value | otherphone
street: street | street address | address | address line 1 | strasse | straße | strasse und hausnummer | anschrift
street: straße und hausnummer | rue | adresse | via | indirizzo | organization - address | streetaddress
street: street & no.
street2: street 2 | street2 | address line 2 | adresszusatz | adresse 2 | complément d'adresse | indirizzo 2
zip: zip | zip code | postal code | postcode | zip/postal code | plz | postleitzahl | code postal | npa | cap
zip: codice postale | postalcode
city: city | town | locality | ort | stadt | wohnort | ortschaft | ville | localité | città | località | comune
state_id: state | region | province | state/region | state/province | bundesland | kanton | canton | département
state_id: provincia | regione | cantone
country_id: country | country/region | country/territory | country code | land | staat | land/region | pays
country_id: pays/région | paese | nazione | paese/area geografica | stato
street business: business street | work street | straße geschäftlich | strasse geschäftlich | rue (bureau)
street business: via (uff.) | address 1 - street | mailing street | mailingstreet | billing street | billingstreet
street2 business: business street 2 | straße geschäftlich 2 | rue (bureau) 2 | via (uff.) 2
street2 business: address 1 - extended address
zip business: business postal code | work postal code | postleitzahl geschäftlich | code postal (bureau) | cap (uff.)
zip business: address 1 - postal code | mailing zip/postal code | mailingpostalcode | billing zip/postal code
zip business: billingpostalcode
city business: business city | work city | ort geschäftlich | ville (bureau) | città (uff.) | address 1 - city
city business: mailing city | mailingcity | billing city | billingcity
state_id business: business state | work state | region geschäftlich | bundesland/kanton geschäftlich
state_id business: dép/région (bureau) | provincia (uff.) | address 1 - region | mailing state/province | mailingstate
state_id business: billing state/province | billingstate
country_id business: business country/region | business country | work country | land/region geschäftlich
country_id business: land geschäftlich | pays/région (bureau) | paese/area geografica (uff.) | address 1 - country
country_id business: mailing country | mailingcountry | billing country | billingcountry
street other: other street | weitere straße | rue (autre) | altra via | otherstreet | shipping street | shippingstreet
street other: address 2 - street
zip other: other postal code | weitere postleitzahl | code postal (autre) | altro cap | other zip/postal code
zip other: otherpostalcode | shipping zip/postal code | shippingpostalcode | address 2 - postal code
city other: other city | weiterer ort | ville (autre) | altra città | othercity | shipping city | shippingcity
city other: address 2 - city
country_id other: other country/region | other country | weiteres land/region | pays/région (autre) | othercountry
country_id other: shipping country | shippingcountry | address 2 - country
street home: home street | straße privat | strasse privat | rue (domicile) | via (ab.)
zip home: home postal code | postleitzahl privat | code postal (domicile) | cap (ab.)
city home: home city | ort privat | ville (domicile) | città (ab.)
state_id home: home state | bundesland/kanton privat | dép/région (domicile) | provincia (ab.)
country_id home: home country/region | home country | land/region privat | pays/région (domicile)
country_id home: paese/area geografica (ab.)
website: website | web page | webpage | homepage | internet | url | website url | webseite | internetseite | page web
website: site web | pagina web | sito web | website 1 - value | company domain name | organization - website
vat: vat | vat number | tax id | vat id | ust-id | ust-idnr. | ustid | uid | uid-nummer | umsatzsteuer-id
vat: numéro de tva | n° tva | partita iva | p.iva | p. iva
vat prefix: eu-land
vat number: eu-ustid | eu-ust-id | eu-ustidnr
ref: customer number | customer no. | kundennummer | kundennr. | kunden-nr. | debitorennummer | konto | numéro client
ref: n° client | codice cliente | account number
company_registry: company registry | commercial register | handelsregisternummer | firmenbuchnummer | siren | siret
is_company datev: adressattyp
comment: notes | note | notizen | notiz | bemerkung | bemerkungen | remarques | description | commentaires
comment: annotazioni | comments | kommentar
"""
"""Lines of a field of res.partner, the part of it or the block that the value belongs to, and names of columns."""


def known() -> list[tuple[str, str, str]]:
    """All names: (field, part or block, name).

    >>> ("name", "given", "vorname") in known()
    True
    """
    found = []
    for line in TABLE.strip().splitlines():
        what, _colon, names = line.partition(": ")
        field, _space, part = what.partition(" ")
        found += [(field, part, name.strip()) for name in names.split(" | ")]
    return found
