from typing import NamedTuple

from odoo import api, models, tools

# More than that is not counted while somebody waits, as in Odoo's own lists: “1,000+”.
MOST_COUNTED = 1_000


class Tile(NamedTuple):
    """A tile of the overview; see `_register_tile`."""

    label: object
    provider: str
    icon: str
    sequence: int
    needs: tuple
    follows: tuple


class PartnerDashboard(models.AbstractModel):
    """The small tiles below the score. Each has a provider of its own, and add-ons bring more."""

    _inherit = "partner.dashboard"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    @tools.ormcache()
    def _tiles(self):
        """All tiles by name.

        :rtype: dict of Tile
        """
        tiles = {}
        self._setup_tiles(tiles)
        return dict(sorted(tiles.items(), key=lambda item: item[1].sequence))

    @api.model
    def _setup_tiles(self, tiles):
        """Register tiles; override it, call super and then `_register_tile`."""

    @api.model
    def _register_tile(self, tiles, name, label, provider, *, icon="fa-square-o", sequence=100, needs=(), follows=()):
        """Add a tile.

        :param dict tiles: what `_setup_tiles` was given
        :param str name: technical name; a name that is taken replaces the tile
        :param label: lazily translated text (`_lt`)
        :param str provider: method of this model that takes the filters as a dict and returns what the tile shows, or
            None if there is nothing to show to this user: {"value": text, "text": what it counts, "level": "success",
            "warning", "danger" or None, "lines": [{"label", "value", "action"}], "action": what opens}; see
            `_tile_line` and `_tile_action`
        :param str icon: class of Font Awesome
        :param needs: names of models without which the tile is left out, also if the user may not read one of them
        :param follows: names of the filters that the provider respects; the tile tells where it does not
        """
        tiles[name] = Tile(label, provider, icon, sequence, tuple(needs), tuple(follows))

    @api.model
    def _tiles_shown(self, filters):
        """The tiles for this user, in their order: [{"name", "label", "icon", "unfiltered", …}]."""
        shown = []
        for name, tile in self._tiles().items():
            if not all(model in self.env and self.env[model].has_access("read") for model in tile.needs):
                continue
            content = getattr(self, tile.provider)(filters)
            if content:
                own = {"user_id"} if not self._sees_all() else set()
                shown.append(
                    {
                        "level": None,
                        "lines": [],
                        "action": None,
                        **content,
                        "name": name,
                        "label": self.env._(tile.label),
                        "icon": tile.icon,
                        "unfiltered": bool(filters.keys() - own - set(tile.follows)),
                    }
                )
        return shown

    @api.model
    def _tile_domain(self, filters, *, company="company_id", user=None):
        """The domain of the chosen company and salesperson, for models that have such fields."""
        domain = []
        if company and "company_id" in filters:
            domain.append((company, "in", [filters["company_id"], False]))
        if user and "user_id" in filters:
            domain.append((user, "=", filters["user_id"]))
        return domain

    @api.model
    def _tile_action(self, name, model, domain, action=None):
        """What opens: the records of a domain, in an action of their own where there is one.

        :param str action: external id of an ir.actions.act_window
        """
        values = action and self._tile_window(action)
        if values:
            return {**values, "domain": domain, "context": {}}
        return {
            "type": "ir.actions.act_window",
            "name": name,
            "res_model": model,
            "domain": domain,
            "views": [[False, "list"], [False, "form"]],
        }

    @api.model
    def _tile_window(self, action):
        """The values of an action, None if it is not there. All lines of a tile open the same one: it is read once."""
        key = ("partner.dashboard.action", action, self.env.uid, self.env.lang)
        if key not in self.env.cr.cache:
            known = self.env.ref(action, raise_if_not_found=False)
            windows = self.env["ir.actions.act_window"]
            self.env.cr.cache[key] = windows._for_xml_id(action) if known else None
        return self.env.cr.cache[key]

    @api.model
    def _tile_line(self, label, model, domain, action=None, level=None):
        """A line of a tile that counts the records of a domain which the user may see."""
        count = self.env[model].search_count(domain, limit=MOST_COUNTED + 1)
        return {
            "label": label,
            "value": self._tile_count(count),
            "count": count,
            "level": level if count else None,
            "action": self._tile_action(label, model, domain, action),
        }

    @api.model
    def _tile_screen(self, action):
        """An action as it stands, None if it is not there.

        :param str action: external id
        """
        known = self.env.ref(action, raise_if_not_found=False)
        return self.env["ir.actions.actions"]._for_xml_id(action) if known else None

    @api.model
    def _tile_figure(self, name, value):
        """A figure with its unit, a dash if it has not been measured."""
        return "–" if value is None else self.env["partner.steering.figure"]._describe(name, value)

    @api.model
    def _chosen_companies(self, filters):
        """The company that is chosen, else all that the user works in."""
        return self.env["res.company"].browse(filters.get("company_id")) or self.env.companies

    @api.model
    def _tile_count(self, *counts):
        """The sum of what lines have counted, as a text."""
        text = self._tile_number(sum(min(count, MOST_COUNTED) for count in counts))
        return f"{text}+" if max(counts) > MOST_COUNTED else text

    @api.model
    def _tile_number(self, value, digits=0):
        return tools.formatLang(self.env, value, digits=digits)
