"""Figures in Odoo's own digest mails, where that app is installed: fields made at run time as it is no dependency."""

from typing import NamedTuple

from odoo import _lt, api, fields, models
from odoo.exceptions import AccessError

DIGEST = "digest.digest"
FORM = "digest.digest_digest_view_form"


class Kpi(NamedTuple):
    label: object  # lazily translated text
    ttype: str
    measure: str  # method of partner.steering.figure that takes a company and the two ends of the time as text


# Odoo's digests show each boolean whose name begins like this, by the value of the field of the same name and “_value”.
KPIS = {
    "x_kpi_contact_score": Kpi(_lt("Average Score of Contacts"), "float", "_kpi_score"),
    "x_kpi_contact_gaps": Kpi(_lt("Open Gaps of Contacts"), "integer", "_kpi_gaps"),
    "x_kpi_contact_reviews": Kpi(_lt("Contacts Reviewed"), "integer", "_kpi_reviews"),
}
ARCH = """
    <group name="kpis" position="inside">
        <group name="kpi_contacts" groups="customer_data_quality.group_steward">%s</group>
    </group>
"""


class PartnerSteeringFigure(models.Model):
    _inherit = "partner.steering.figure"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _make_digest_kpis(self):
        """Give digests what they need to show our figures, once; nothing where the app is not installed."""
        if DIGEST not in self.env or self.env.ref("customer_data_quality.digest_kpi_view", raise_if_not_found=False):
            return
        # sudo: fields and views are made by the system, as installing does
        system = self.sudo().env
        common = {"model_id": system["ir.model"]._get_id(DIGEST)}
        made = []
        for name, kpi in KPIS.items():
            value = f"{name}_value"
            code = f"self.env['partner.steering.figure']._compute_digest_kpi(self, '{name}')"
            label = self.env._(kpi.label)
            made.append({**common, "name": name, "ttype": "boolean", "field_description": label})
            computed = {"ttype": kpi.ttype, "store": False, "readonly": True, "compute": code}
            made.append({**common, "name": value, "field_description": self.env._("Value of “%s”", label), **computed})
        system["ir.model.fields"]._load_records([owned(f"digest_{values['name']}", values) for values in made])
        languages = [code for code, _name in system["res.lang"].get_installed() if code != "en_US"]
        for name, kpi in KPIS.items():
            labels = {code: self.with_context(lang=code).env._(kpi.label) for code in languages}
            system.ref(f"customer_data_quality.digest_{name}").update_field_translations("field_description", labels)
        shown = "".join(f'<field name="{name}"/>' for name in KPIS)
        view = {"name": "digest.digest.form.contacts", "model": DIGEST, "inherit_id": system.ref(FORM).id}
        system["ir.ui.view"]._load_records([owned("digest_kpi_view", {**view, "arch": ARCH % shown})])

    @api.model
    def _compute_digest_kpi(self, digests, name):
        """Compute a figure of digests, for the time that Odoo asks for in the context.

        :raises AccessError: if the reader may not know it; Odoo leaves the figure out of their mail then
        """
        if not self.env["partner.dashboard"]._sees_all():
            raise AccessError(self.env._("These figures are for those who look after all contacts."))
        start, end, _companies = digests._get_kpi_compute_parameters()
        for digest in digests:
            company = digest.company_id or self.env.company
            # sudo: who may know it is checked above
            digest[f"{name}_value"] = getattr(self.sudo(), KPIS[name].measure)(company, start, end)

    def _kpi_of_figure(self, company, name, end):
        domain = [("company_id", "=", company.id), ("name", "=", name), ("date", "<=", end[:10])]
        return self.search(domain, order="date desc", limit=1).value

    def _kpi_score(self, company, _start, end):
        return self._kpi_of_figure(company, "score", end)

    def _kpi_gaps(self, company, _start, end):
        return int(self._kpi_of_figure(company, "gaps", end))

    def _kpi_reviews(self, company, start, end):
        domain = [("state", "=", "done"), ("date_done", ">", start[:10]), ("date_done", "<=", end[:10])]
        companies = fields.Domain("company_id", "in", [company.id, False])
        return self.env["partner.review.request"].search_count(fields.Domain(domain) & companies)


def owned(name, values):
    """A record that goes when the add-on goes."""
    return {"xml_id": f"customer_data_quality.{name}", "values": values, "noupdate": True}
