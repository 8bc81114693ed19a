from lxml import etree

from odoo import api, models


class Base(models.AbstractModel):
    """The app for mailings may be missing, so its form can't be inherited by a view of ours."""

    _inherit = "base"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _get_view(self, view_id=None, view_type="form", **options):
        arch, view = super()._get_view(view_id, view_type, **options)
        if self._name == "mailing.mailing" and view_type == "form":
            sheet = arch.find(".//sheet")
            if sheet is not None:
                sheet.addprevious(etree.Element("widget", name="consent_mailing_notice"))
        return arch, view


class PartnerConsent(models.Model):
    _inherit = "partner.consent"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def mailing_report(self, mailing_id):
        """How many recipients of a mailing may not be written to, before it is sent.

        :param int mailing_id: id of a mailing.mailing that the user may read
        :return: {recipients, left_out, purposes} or None where there is no such app
        """
        if "mailing.mailing" not in self.env:
            return None
        mailing = self.env["mailing.mailing"].browse(mailing_id)
        mailing.check_access("read")
        ids = mailing._get_recipients()
        return {
            "recipients": len(ids),
            "left_out": len(self._mailing_left_out(mailing, ids)),
            "purposes": self._mailing_purposes(mailing).sudo().mapped("name"),  # sudo: names are no secret
        }
