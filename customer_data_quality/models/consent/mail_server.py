from odoo import models

# What a mail carries until it is built; other apps set headers of their own in between.
UNSUBSCRIBE = "X-Consent-Unsubscribe"


class IrMailServer(models.Model):
    """One-click unsubscribing (RFC 8058) for mails that rest on a consent."""

    _inherit = "ir.mail_server"

    def _build_email__(self, *args, headers=None, **kwargs):
        headers = dict(headers or {})
        url = headers.pop(UNSUBSCRIBE, None)
        if url:
            headers.update(
                {
                    "List-Unsubscribe": f"<{url}>",
                    "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
                    "X-Auto-Response-Suppress": "OOF",
                }
            )
        return super()._build_email__(*args, headers=headers, **kwargs)
