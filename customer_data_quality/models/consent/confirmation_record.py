from odoo import models

# Old consents are asked to be confirmed by somebody who has decided so, and what the system does asks nobody.
SILENT = ("import", "system")


class ResPartner(models.Model):
    """Whatever is recorded of a consent that needs confirmation sends the request at once."""

    _inherit = "res.partner"  # pylint: disable=consider-merging-classes-inherited

    def _consent_record(self, purpose, channel, kind="granted", *, method, **facts):
        consents = super()._consent_record(purpose, channel, kind, method=method, **facts)
        if kind in ("granted", "requested") and method not in SILENT:
            consents._ask_for_confirmation()
        return consents
