"""Countries and their states as people write them."""

from functools import lru_cache

from babel import Locale

LANGUAGES = ("en", "de", "fr", "it", "es", "nl", "pt", "pl", "cs", "hu", "sl", "hr")
# As on number plates, and short forms that no list of names has.
MORE = {
    "a": "AT",
    "d": "DE",
    "f": "FR",
    "i": "IT",
    "fl": "LI",
    "l": "LU",
    "uk": "GB",
    "england": "GB",
    "usa": "US",
    "u.s.a.": "US",
    "united states of america": "US",
    "brd": "DE",
    "holland": "NL",
    "czech republic": "CZ",
    "tschechische republik": "CZ",
}


@lru_cache(maxsize=1)
def _codes():
    """Country codes by their names in some languages."""
    codes = {
        name.casefold(): code
        for language in reversed(LANGUAGES)
        for code, name in Locale(language).territories.items()
        if len(code) == 2 and code.isalpha()
    }
    return {**codes, **MORE}


class Places:
    """Looks up countries and states for one batch of rows.

    :param env: environment of whoever imports
    """

    def __init__(self, env):
        # sudo: countries are the same for everybody
        countries = env["res.country"].sudo().search([])
        self._code = {country.id: country.code for country in countries}
        self._countries = {country.code.casefold(): country.id for country in countries if country.code}
        for country in countries:
            self._countries.setdefault(country.name.casefold(), country.id)
        self._states = {}
        for state in env["res.country.state"].sudo().search([]):
            for text in (state.name, state.code):
                self._states.setdefault((text or "").casefold(), []).append((state.country_id.id, state.id))

    def country(self, text):
        """Id of a country by its code or name, None if nothing is so called."""
        text = text.strip().casefold()
        return self._countries.get(text) or self._countries.get(_codes().get(text, "").casefold())

    def code(self, country):
        """Code of a country by its id, "" without one."""
        return self._code.get(country) or ""

    def state(self, text, country):
        """Id of the one state of that name or code, within the country if one is known; None if there is none."""
        found = {state for where, state in self._states.get(text.strip().casefold(), ()) if country in (where, None)}
        return found.pop() if len(found) == 1 else None
