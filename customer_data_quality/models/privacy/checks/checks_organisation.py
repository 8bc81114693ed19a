from odoo import _lt, api, fields, models

from .finding import Finding, judge, named

REVIEW_MONTHS = 12


def record_of_processing(env):
    """Whether each company has its record, complete and reviewed within a year."""
    activities = env["partner.processing.activity"].search([])
    without = env["res.company"].search([]) - activities.company_id
    gaps = activities.filtered("missing")
    oldest = fields.Date.add(fields.Date.today(), months=-REVIEW_MONTHS)
    stale = (activities - gaps).filtered(lambda each: not each.reviewed_date or each.reviewed_date < oldest)
    lines = []
    if without:
        lines.append(_lt("Companies without a record: %s", named(without)))
    if gaps:
        lines.append(_lt("Incomplete: %s", named(gaps)))
    if stale:
        lines.append(_lt("Not confirmed within a year: %s", named(stale)))
    return judge(
        len(without) + len(gaps) + len(stale),
        *(lines or [_lt("The record has %s activities, all of them confirmed within a year.", len(activities))]),
    )


def training(env):
    """Whether all colleagues have a training that holds."""
    courses = env["partner.training.course"].search([("is_running", "=", True)])
    if not courses:
        return judge(1, _lt("No training is assigned to colleagues."))
    missing = courses._missing_users()
    return Finding(
        "failed" if missing else "passed",
        (
            _lt("%(count)s colleagues are not trained, or too long ago.", count=len(missing))
            if missing
            else _lt("All colleagues were trained in time."),
        ),
        count=len(missing),
    )


class PartnerSecurityCheck(models.Model):
    """Checks of what the law asks of an organisation."""

    _inherit = "partner.security.check"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _setup_checks(self, checks):
        result = super()._setup_checks(checks)
        add = self._register_check
        add(
            checks,
            "record_of_processing",
            _lt("Record of processing activities"),
            area="organisation",
            severity="medium",
            function=record_of_processing,
            risk=_lt(
                "The authority may ask for it at any time (GDPR Art. 30, DSG Art. 12); without it, fines are likely."
            ),
            remedy=_lt(
                "Generate the record under Privacy, complete what is missing, and confirm each activity yearly."
            ),
        )
        add(
            checks,
            "processor_contracts",
            _lt("Contracts with processors"),
            area="organisation",
            severity="high",
            attest_months=12,
            needs_document=True,
            risk=_lt(
                "Whoever lets others process data without a contract breaks the law, and answers for their mistakes."
            ),
            remedy=_lt(
                "List all who process data for the company (hosting, mail, newsletters, support), see to it that there "
                "is a contract with each (GDPR Art. 28, DSG Art. 9), and attach the list or the contracts."
            ),
            measure=_lt("Contracts with all processors, checked yearly"),
        )
        add(
            checks,
            "breach_plan",
            _lt("Plan for breaches"),
            area="organisation",
            severity="medium",
            attest_months=12,
            risk=_lt(
                "A breach has to be reported within 72 hours (GDPR Art. 33); whoever starts to plan then is too late."
            ),
            remedy=_lt("Write down who decides, who reports and who informs customers; go through it once a year."),
            measure=_lt("Plan for breaches, practised yearly"),
        )
        add(
            checks,
            "training",
            _lt("Training of colleagues"),
            area="organisation",
            severity="medium",
            function=training,
            risk=_lt("Most breaches begin with somebody who meant well and did not know."),
            remedy=_lt("Start the yearly training under Configuration, Privacy, and remind those who are missing."),
            measure=_lt("Yearly training of all colleagues in data protection"),
        )
        return result
