"""What the pictures need beyond the demo data: everything scored, and a past to look back on."""

WEEKS = 12
# Per week back: points that the score was lower, and the share of contacts that was below target besides.
SLOPE = 1.3
SHARE = 0.025

# Yesterday's and older snapshots, made from today's; the last of them was the worst.
HISTORY = """
    INSERT INTO partner_quality_snapshot (date, company_id, user_id, profile_id, contacts, score, completeness,
        below_target, grade_a, grade_b, grade_c, grade_d, grade_e)
    SELECT date - days, company_id, user_id, profile_id, contacts,
           score - %(slope)s * days / 7 + sin(days + profile_id) / 3,
           completeness - %(slope)s * days / 7 + sin(days + profile_id) / 3,
           least(contacts, below_target + round(contacts * %(share)s * days / 7)),
           grade_a, grade_b, grade_c, grade_d, grade_e
      FROM partner_quality_snapshot, generate_series(1, %(days)s) AS days
     WHERE date = CURRENT_DATE
"""


def prepare(env):
    """Score all contacts and take snapshots.

    :param env: an Odoo environment of the pictures' own database, which is committed
    :return: ids of the records that the scenes show, by name
    """
    _hide_others(env)
    env["partner.quality"]._rescore()
    env["partner.quality.snapshot"]._take()
    env.cr.execute(HISTORY, {"slope": SLOPE, "share": SHARE, "days": 7 * WEEKS})
    # Nobody's welcome mails and tips in the pictures.
    env["web_tour.tour"].search([]).write({"user_consumed_ids": [(4, user.id) for user in env["res.users"].search([])]})
    env.cr.commit()
    names = {
        "company": "demo_partner_0024",
        "rule": "rule_company_email_valid",
        "profile": "profile_company",
    }
    return {name: env.ref(f"customer_data_quality.{xml_id}").id for name, xml_id in names.items()}


def _hide_others(env):
    """Leave Odoo's own demo contacts and photographs out of our pictures."""
    demo = env["ir.model.data"].search([("module", "=", "base"), ("model", "=", "res.partner")])
    users = env["res.users"].with_context(active_test=False).search([]).partner_id
    kept = users | env["res.company"].search([]).partner_id
    (env["res.partner"].browse(demo.mapped("res_id")) - kept).active = False
    users.image_1920 = False
