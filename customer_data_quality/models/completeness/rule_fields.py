from odoo.fields import Domain

TEXT = ("char", "text")
EMPTY_TEXT = [False, ""]
EMPTY_HTML = [False, "", "<p></p>", "<p><br></p>"]


def filled(rule):
    """Domain of the contacts whose field holds something."""
    name = rule.field_name
    field = rule.env["res.partner"]._fields[name]
    if field.type in TEXT:
        return Domain(name, "not in", EMPTY_TEXT)
    if field.type == "html":
        return Domain(name, "not in", EMPTY_HTML)
    if field.type in ("integer", "float", "monetary"):
        return Domain(name, "!=", 0)
    return Domain(name, "!=", False)
