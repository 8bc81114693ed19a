from odoo.fields import Domain

from ...engine.scoring import DIMENSIONS

TEXT = ("char", "text")
X2MANY = ("one2many", "many2many")
# Fields of the contact that the rules make; a rule that read them would run in circles.
OWN_FIELDS = (
    "quality_id",
    "quality_live",
    "quality_ga",
    "quality_profile",
    "quality_below",
    "quality_score",
    "quality_grade",
    *(f"quality_{name}" for name in DIMENSIONS),
)
EMPTY_TEXT = [False, ""]
EMPTY_HTML = [False, "", "<p></p>", "<p><br></p>"]


def filled(rule):
    """Domain of the contacts whose field holds something; an archived bank account, for one, is nothing."""
    name = rule.field_name
    field = rule.env["res.partner"]._fields[name]
    if field.type == "properties":
        return _filled_property(f"{name}.{rule.property_name}", properties(rule.env)[rule.property_name]["type"])
    if field.type in TEXT:
        return Domain(name, "not in", EMPTY_TEXT)
    if field.type == "html":
        return Domain(name, "not in", EMPTY_HTML)
    if field.type in ("integer", "float", "monetary"):
        return Domain(name, "!=", 0)
    if field.type in X2MANY and rule.env[field.comodel_name]._active_name:
        return Domain(name, "any", [(rule.env[field.comodel_name]._active_name, "=", True)])
    return Domain(name, "!=", False)


def properties(env):
    """What a database has added to its contacts: definitions of properties, by technical name."""
    # sudo: everybody who sees contacts sees what can be filled in
    definition = (
        env["properties.base.definition"].sudo()._get_definition_for_property_field("res.partner", "properties")
    )
    # separators are shown among them, but hold nothing
    return {each["name"]: each for each in definition.properties_definition or () if each["type"] != "separator"}


def _filled_property(path, kind):
    """Odoo stores no empty text and no empty list, so only what differs from that has to be said."""
    domain = Domain(path, "!=", False)
    if kind in ("integer", "float", "monetary"):
        # 0 and False are not told apart in memory, but they are in SQL
        domain &= Domain(path, ">", 0) | Domain(path, "<", 0)
    if kind == "html":
        domain &= Domain.AND(Domain(path, "!=", text) for text in EMPTY_HTML if text)
    return domain
