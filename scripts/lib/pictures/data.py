"""What the pictures need beyond the demo data."""

from .. import lively


def prepare(env):
    """Fill the database, and leave out what would stand in the way of a picture.

    :param env: an Odoo environment of the pictures' own database, which is committed
    :return: ids of the records that the scenes show, by name
    """
    _hide_others(env)
    lively.prepare(env)
    # Nobody's welcome mails and tips in the pictures.
    env["web_tour.tour"].search([]).write({"user_consumed_ids": [(4, user.id) for user in env["res.users"].search([])]})
    env.cr.commit()
    names = {
        "company": "demo_partner_0024",
        "rule": "rule_company_email_valid",
        "profile": "profile_company",
        "policy": "policy_active_customers",
    }
    ids = {name: env.ref(f"customer_data_quality.{xml_id}").id for name, xml_id in names.items()}
    group = env["partner.duplicate.group"].search([("is_company", "=", True)], limit=1)
    ids.update(group=group.id, model=env["partner.match.model"].search([], limit=1).id)
    consent = env["partner.consent"].search([("is_allowed", "=", True)], order="id", limit=1)
    ids["consenting"] = consent.partner_id.id
    ids["plan"] = env["partner.plan"].search([], limit=1).id
    ids["import"] = env["partner.import"].search([], limit=1).id
    ids["touched"] = env["partner.touchpoint"].search([], order="count desc, id", limit=1).id
    ids["twin"] = _twin(group.partner_ids)
    return ids


def translate(env, language):
    """Let everybody work in a language, and commit."""
    env["res.lang"]._activate_lang(language)
    env["ir.module.module"].search([("state", "=", "installed")])._update_translations(language)
    env["res.users"].search([]).lang = language
    env.cr.commit()


def _twin(contacts):
    """Name and address under which somebody would enter one of these contacts once more."""
    contact = next((each for each in contacts if each.email), contacts[:1])
    return contact.name.upper(), contact.email or ""


def _hide_others(env):
    """Leave Odoo's own demo contacts and photographs out of our pictures."""
    demo = env["ir.model.data"].search([("module", "=", "base"), ("model", "=", "res.partner")])
    users = env["res.users"].with_context(active_test=False).search([]).partner_id
    kept = users | env["res.company"].search([]).partner_id
    (env["res.partner"].browse(demo.mapped("res_id")) - kept).active = False
    users.image_1920 = False
