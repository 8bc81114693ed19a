import re

import polib

from odoo.tests import BaseCase, tagged
from odoo.tools.misc import file_path
from odoo.tools.translate import code_translations

MODULE = "customer_data_quality"
COMPLETE = ("de", "fr", "it")
# What Odoo loads for Swiss German is de.po, then de_CH.po on top of it.
SWISS = "de_CH"
NOT_SWISS = re.compile("[ß„“]")
# %s, %(name)s and %% of Python and of the web client; tags of views and messages
# What people read or hear of a tag is translated, too.
READ = re.compile(r'(title|aria-label|alt)="[^"]*"')
PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[a-z%]|</?\w[^>]*>|\n")


def catalogue(name):
    return polib.pofile(file_path(f"{MODULE}/i18n/{name}"))


def placeholders(text):
    """What has to be in a text and its translation alike."""
    return sorted(PLACEHOLDER.findall(READ.sub(r"\1", text)))


@tagged("-at_install", "post_install")
class TestTranslations(BaseCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.msgids = {entry.msgid for entry in catalogue(f"{MODULE}.pot")}
        cls.catalogues = {language: catalogue(f"{language}.po") for language in (*COMPLETE, SWISS)}

    def test_complete(self):
        for language in COMPLETE:
            with self.subTest(language=language):
                translated = {entry.msgid for entry in self.catalogues[language] if entry.translated()}
                self.assertFalse(self.msgids - translated, "not translated, or marked as fuzzy")

    def test_nothing_left_over(self):
        for language, entries in self.catalogues.items():
            with self.subTest(language=language):
                self.assertFalse({entry.msgid for entry in entries} - self.msgids, "no longer in the template")

    def test_placeholders(self):
        for language, entries in self.catalogues.items():
            for entry in entries:
                with self.subTest(language=language, msgid=entry.msgid):
                    self.assertEqual(placeholders(entry.msgstr), placeholders(entry.msgid))

    def test_swiss_spelling(self):
        german = {entry.msgid: entry.msgstr for entry in self.catalogues["de"]}
        swiss = {entry.msgid: entry.msgstr for entry in self.catalogues[SWISS] if entry.translated()}
        for msgid, text in {**german, **swiss}.items():
            with self.subTest(msgid=msgid):
                self.assertNotRegex(text, NOT_SWISS)
        same = {msgid for msgid, text in swiss.items() if german.get(msgid) == text}
        self.assertFalse(same, f"{SWISS}.po only holds what differs from de.po")

    def test_loaded(self):
        python = "“%s” is not a condition that can be read."
        self.assertIn("„%s“", code_translations.get_python_translations(MODULE, "de_DE")[python])
        self.assertIn("«%s»", code_translations.get_python_translations(MODULE, "de_CH")[python])
        messages = code_translations.get_web_translations(MODULE, "de_CH")["messages"]
        self.assertIn({"id": "Keep Editing", "string": "Weiter bearbeiten"}, list(messages))
