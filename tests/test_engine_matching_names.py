"""Spellings of names that people use, and what matching makes of them."""

import pytest

from odoo.addons.customer_data_quality.engine import (
    company_names,
    folding,
    legal_forms,
    nicknames,
    person_names,
    phonetics,
)


@pytest.mark.parametrize(
    ("spellings", "folded"),
    [
        ("Müller MÜLLER müller Mueller mu\u0308ller MÃ¼ller", "mueller"),
        ("Weiß WEISS weiss Weiẞ", "weiss"),
        ("D'Angelo D’ANGELO d´angelo", "dangelo"),
        ("Çelik Łukasz Ørsted Þór ĲSSEL", None),
    ],
)
def test_folding(spellings, folded):
    results = [folding.fold(spelling) for spelling in spellings.split()]
    assert results == ([folded] * len(results) if folded else ["celik", "lukasz", "orsted", "thor", "ijssel"])


def test_flat_keeps_spoken_vowels():
    names = "mueller muller goethe bauer neuer quelle boeing aerni haeuser"
    assert " ".join(map(folding.flat, names.split())) == "muller muller gothe bauer neuer quelle boing arni hauser"


@pytest.mark.parametrize(
    ("spellings", "code"),
    [
        ("meier mayer maier meyer mair", "67"),
        ("schmidt schmid schmitt", "862"),
        ("philipp filip", "351"),
        ("heinz", "068"),
        ("classen", "4586"),
        ("xaver", "4837"),
        ("иванов", "иванов"),
    ],
)
def test_cologne(spellings, code):
    assert {phonetics.cologne(word) for word in spellings.split()} == {code}


PERSONS = [
    # name, given, family
    ("Anna Müller", "anna", "mueller"),
    ("Müller Anna", "anna", "mueller"),
    ("Müller, Anna", "anna", "mueller"),
    ("MÜLLER Xhevahire", "xhevahire", "mueller"),
    ("Xhevahire MÜLLER", "xhevahire", "mueller"),
    ("Frau Dr. Anna Müller", "anna", "mueller"),
    ("Herrn Dipl.-Ing. Jörg Müller", "joerg", "mueller"),
    ("Mag.(FH) Anna Müller, MSc", "anna", "mueller"),
    ("Univ.-Prof. Dr.med. Anna Müller", "anna", "mueller"),
    ("Lic. iur. Reto Müller", "reto", "mueller"),
    ("KommR Ing. Franz Müller", "franz", "mueller"),
    ("Anna Müller BA MBA", "anna", "mueller"),
    ("Anna-Lena von der Müller-Huber", "anna lena", "mueller huber"),
    ("von Arx Peter", "peter", "arx"),
    ("Goethe, Johann Wolfgang von", "johann wolfgang", "goethe"),
    ("Maria dos Santos", "maria", "santos"),
    ("Anna Maria Müller", "anna maria", "mueller"),
    ("Anna Müller Huber", "anna", "mueller huber"),
    ("Müller Huber Anna", "anna", "mueller huber"),
    ("Müller A.", "a", "mueller"),
    ("A.Müller", "a", "mueller"),
    ("H.-P. Müller", "h p", "mueller"),
    ("M. Jean Dupont", "jean", "dupont"),
    ("Mme Dupont", "", "dupont"),
    ("Müller", "", "mueller"),
    ("Herr", "", "herr"),
    ("Fam. Müller", "", "mueller"),
    ("Max Müller jun.", "max", "mueller"),
    ("Max Müller II", "max", "mueller"),
    ("Anna Müller geb. Huber", "anna", "mueller"),
    ("Anna Müller (geb. Huber)", "anna", "mueller"),
    ("Anna Müller c/o Huber", "anna", "mueller"),
    ("Anna Müller bei Muster GmbH", "anna", "mueller"),
    ("Anna Müller, Einkauf", "anna", "mueller"),
    ("anna_mueller", "anna", "mueller"),
    ("Anna und Peter Müller", "anna peter", "mueller"),
    ("Phil Ma", "phil", "ma"),
    ("Anna Van", "anna", "van"),
    ("Sig.ra Giulia de Luca", "giulia", "luca"),
    ("Хасан Иванов", "хасан", "иванов"),
]


@pytest.mark.parametrize(("name", "given", "family"), PERSONS)
def test_person(name, given, family):
    found = person_names.person(name)
    assert (" ".join(found.given), " ".join(found.family)) == (given, family)


def test_person_keeps_what_is_no_name():
    found = person_names.person("Frau Mag. Dr. Anna von der Müller geb. Huber")
    assert found.titles == ("mag", "dr")
    assert found.particles == ("von", "der")
    assert found.birth == ("huber",)
    assert found.salutation == "frau"
    assert [person_names.person(f"Max Müller {suffix}").suffix for suffix in ("jr.", "Sen.", "III")] == [
        "jun",
        "sen",
        "iii",
    ]


def test_nicknames_stand_for_names_that_stand_for_themselves():
    assert all(nicknames.full_name(name) == name for name in nicknames.NICKNAMES.values())
    for forms, name in {
        "Hans Hannes Johannes Johann": "johann",
        "Sepp Josef Joseph Giuseppe": "josef",
        "Toni Anton Antonio": "anton",
        "Kathi Katrin Katharina": "katharina",
        "Max Maximilian": "maximilian",
        "Liz Lisa Elisabeth": "elisabeth",
        "Bob Robert": "robert",
        "Bill Willi Wilhelm": "wilhelm",
        "Jörg Joerg Jorg": "joerg",
    }.items():
        assert {nicknames.full_name(folding.fold(form)) for form in forms.split()} == {name}
    assert nicknames.full_name("anna") != nicknames.full_name("johanna")


COMPANIES = [
    # name, core, legal form
    ("Müller GmbH", "mueller", "gmbh"),
    ("Müller G.m.b.H.", "mueller", "gmbh"),
    ("Müller Ges.m.b.H.", "mueller", "gmbh"),
    ("Müller Gesellschaft mit beschränkter Haftung", "mueller", "gmbh"),
    ("Müller Sàrl", "mueller", "gmbh"),
    ("Müller S.à r.l.", "mueller", "gmbh"),
    ("Müller Sagl", "mueller", "gmbh"),
    ("Müller GmbH i.L.", "mueller", "gmbh"),
    ("Müller Gmb", "mueller", "gmbh"),
    ("Müller AG", "mueller", "ag"),
    ("Müller SA", "mueller", "ag"),
    ("Müller S.p.A.", "mueller", "ag"),
    ("Müller Aktiengesellschaft in Gründung", "mueller", "ag"),
    ("Müller AG, Zürich", "mueller zuerich", "ag"),
    ("Müller GmbH & Co. KG", "mueller", "gmbhcokg"),
    ("Müller GmbH u. Co KG", "mueller", "gmbhcokg"),
    ("Müller GmbH + Cie. KG", "mueller", "gmbhcokg"),
    ("Müller AG & Co. KGaA", "mueller", "gmbhcokgaa"),
    ("Müller & Co. KG", "mueller", "kg"),
    ("Müller SNC", "mueller", "ohg"),
    ("Müller Kollektivgesellschaft", "mueller", "ohg"),
    ("Müller OG", "mueller", "ohg"),
    ("Blumen Huber e.U.", "blumen huber", "eu"),
    ("Blumen Huber e.K.", "blumen huber", "ek"),
    ("Turnverein Muster e.V.", "turnverein muster", "ev"),
    ("Wohnbau Muster eG", "wohnbau muster", "eg"),
    ("Muster UG (haftungsbeschränkt)", "muster", "ug"),
    ("Muster PartG mbB", "muster", "partg"),
    ("Muster FlexCo", "muster", "flexco"),
    ("Muster Anstalt", "muster", "anstalt"),
    ("Muster Trust reg.", "muster", "trust"),
    ("Fondation Muster", "fondation muster", ""),
    ("Muster Fondation", "muster", "stiftung"),
    ("Gebr. Müller & Söhne", "gebrueder mueller soehne", ""),
    ("Gebrüder Müller und Söhne", "gebrueder mueller soehne", ""),
    ("Fa. Müller", "mueller", ""),
    ("Die Schreinerei", "schreinerei", ""),
    ("A.B.C. GmbH", "abc", "gmbh"),
    ("ABC GmbH", "abc", "gmbh"),
    ("A. G. Huber", "ag huber", ""),
    ("Hotel Spa", "hotel spa", ""),
    ("GmbH", "gmbh", ""),
    ("Ag Consulting", "ag consulting", ""),
    ("株式会社", "株式会社", ""),
]


@pytest.mark.parametrize(("name", "core", "legal"), COMPANIES)
def test_company(name, core, legal):
    found = company_names.company(name)
    assert bool(found.legal) <= company_names.may_have_form(name)
    assert (" ".join(found.core), found.legal) == (core, legal)


def test_company_state_and_owner():
    assert company_names.company("Müller AG in Liquidation").state == "liquidation"
    assert company_names.company("Müller GmbH i.G.").state == "foundation"
    assert company_names.company("Café Huber, Inh. Anna Muster").extra == ("anna", "muster")


@pytest.mark.parametrize("form", legal_forms.LEGAL_FORMS)
def test_every_legal_form_is_read(form):
    found = company_names.company(f"Musterbau {form.upper()}")
    assert found.legal, form
    assert found.core[0] == "musterbau"
