-- Contacts as read (table raw, all texts) in the columns that are compared: table people, table companies.

CREATE MACRO fold(s) AS
    replace(replace(replace(strip_accents(replace(lower(trim(s)), 'ß', 'ss')), 'ae', 'a'), 'oe', 'o'), 'ue', 'u');

CREATE MACRO words(s) AS
    NULLIF(trim(regexp_replace(fold(s), '[^a-z0-9]+', ' ', 'g')), '');

CREATE MACRO dial(country) AS
    CASE country WHEN 'DE' THEN '49' WHEN 'AT' THEN '43' WHEN 'CH' THEN '41' WHEN 'LI' THEN '423' ELSE '0' END;

-- "+49 (0)5538 558 415", "0049 5538 558415", "05538/558-415": 5538558415
CREATE MACRO national_number(s, country) AS
    NULLIF(regexp_replace(
        regexp_replace(regexp_replace(s, '\(0\)|[^0-9+]', '', 'g'), '^(\+|00)' || dial(country), ''),
        '^(\+|00|0)', ''), '');

CREATE MACRO mobile(number, country) AS
    regexp_matches(number, CASE country WHEN 'DE' THEN '^1[567]' WHEN 'AT' THEN '^6[4-9]' ELSE '^7[5-9]' END);

CREATE MACRO without_titles(s) AS
    regexp_replace(s, '\b(prof|dr|mag|ing|dipl|di|mba|msc|bsc|ba|ma|bed|med|jur|phil|univ|herr|frau|fr|hr|fa|firma)\b',
        ' ', 'g');

CREATE MACRO without_legal_form(s) AS
    regexp_replace(regexp_replace(s, '\b(niederlassung|filiale|standort|zweigstelle|nl) .*', ''),
        '\b(firma|fa|gmbh( (und|u)? ?co ?kg(aa)?)?|g m b h|gesmbh|ges m b h|mbh|ag|a g|kgaa|kg|ohg|og|gbr|ug( haftungsbeschrankt)?|'
        || 'se|ek|e k|eu|e u|ev|e v|sarl|sagl|sa|srl|llc|ltd|inc|co|und|genossenschaft|eg|einzelunternehmen)\b', ' ', 'g');

CREATE MACRO squeezed(s) AS NULLIF(trim(regexp_replace(s, ' +', ' ', 'g')), '');

CREATE MACRO street_only(s) AS
    NULLIF(trim(regexp_replace(regexp_replace(
        regexp_replace(words(s), '[0-9].*$', ''), '(strasse|street|str)\b', 'str', 'g'), ' ', '', 'g')), '');

CREATE MACRO house_only(s) AS
    NULLIF(regexp_extract(regexp_replace(lower(s), '([0-9]) +([a-z])\b', '\1\2', 'g'), '[0-9]+[a-z]?'), '');

CREATE MACRO role(local_part) AS
    regexp_matches(local_part, '^(info|office|kontakt|contact|mail|post|buero|verkauf|sales|team|service|'
        || 'buchhaltung|rechnung|einkauf|empfang|zentrale|sekretariat|anfrage|hallo|welcome|hello|familie.*)$');

CREATE MACRO free_mail(host) AS
    host IN ('gmail.com', 'gmx.de', 'gmx.at', 'gmx.ch', 'gmx.net', 'web.de', 't-online.de', 'hotmail.com', 'outlook.com',
        'yahoo.de', 'yahoo.com', 'aon.at', 'chello.at', 'bluewin.ch', 'sunrise.ch', 'freenet.de', 'icloud.com',
        'live.de', 'live.at', 'a1.net', 'hispeed.ch', 'arcor.de', 'outlook.de', 'outlook.at', 'googlemail.com');

CREATE TABLE cleaned AS
SELECT CAST(id AS INTEGER) AS unique_id, is_company = '1' AS is_company, parent_id, country_code, vat, website,
    words(name) AS words, contains(name, ',') AS comma,
    street_only(street) AS street, house_only(street) AS house,
    NULLIF(regexp_replace(regexp_replace(zip, '[^0-9]', '', 'g'), '^0+', ''), '') AS zip,
    words(city) AS city,
    NULLIF(lower(trim(email)), '') AS email,
    national_number(COALESCE(NULLIF(phone, ''), mobile), country_code) AS phone
FROM raw;

CREATE TABLE people AS
WITH named AS (
    SELECT *, string_split(squeezed(without_titles(words)), ' ') AS parts FROM cleaned WHERE NOT is_company
)
SELECT unique_id,
    CASE WHEN len(parts) > 1 THEN CASE WHEN comma THEN parts[-1] ELSE parts[1] END END AS first_name,
    CASE WHEN comma THEN parts[1] ELSE parts[-1] END AS last_name,
    array_to_string(list_sort(parts), ' ') AS sorted_name,
    street, house, zip, city,
    CASE WHEN NOT role(split_part(email, '@', 1)) THEN email END AS email,
    CASE WHEN NOT free_mail(split_part(email, '@', 2)) THEN NULLIF(split_part(email, '@', 2), '') END AS domain,
    phone, CASE WHEN NOT mobile(phone, country_code) THEN left(phone, 8) END AS line,
    CASE WHEN mobile(phone, country_code) THEN phone END AS mobile, left(zip, 2) AS region
FROM named;

CREATE TABLE companies AS
SELECT unique_id, COALESCE(squeezed(without_legal_form(words)), words) AS core,
    NULLIF(regexp_extract(words, '\b(gmbh|gesmbh|mbh|ag|kg|ohg|og|gbr|ug|eu|ek|sarl|sa|sagl|eg)\b'), '') AS form,
    replace(COALESCE(squeezed(without_legal_form(words)), words), ' ', '') AS joined,
    split_part(COALESCE(squeezed(without_legal_form(words)), words), ' ', 1) AS first_word,
    -- what tells a branch or another company of the same group
    regexp_extract(words, '\b((niederlassung|filiale|standort|zweigstelle|nl) .*|holding|beteiligungs?|verwaltungs?|'
        || 'international|service|deutschland|austria|schweiz|nord|sud|ost|west)\b') AS branch,
    street, house, zip, city, email,
    CASE WHEN NOT free_mail(split_part(email, '@', 2)) THEN NULLIF(split_part(email, '@', 2), '') END AS mail_domain,
    COALESCE(
        NULLIF(regexp_replace(lower(website), '^(https?://)?(www\.)?([^/]*).*$', '\3'), ''),
        CASE WHEN NOT free_mail(split_part(email, '@', 2)) THEN NULLIF(split_part(email, '@', 2), '') END
    ) AS domain,
    phone, left(phone, 8) AS line,
    NULLIF(regexp_replace(regexp_replace(upper(vat), '[^A-Z0-9]', '', 'g'), '(MWST|TVA|IVA)$', ''), '') AS vat,
    left(zip, 2) AS region
FROM cleaned WHERE is_company;
