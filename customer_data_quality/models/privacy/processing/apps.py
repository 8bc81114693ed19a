from odoo import api, models

SYSTEM = "base"


class PartnerProcessingActivity(models.Model):
    """What is known of Odoo's own apps beforehand. It is a proposal: the company completes and corrects it."""

    _inherit = "partner.processing.activity"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _app_proposals(self):
        """Texts for the record by technical name of the app, in the language of the environment.

        Add-ons override this, call super and add their apps.

        :rtype: dict of dicts of fields
        """
        _ = self.env._
        customers = _("Customers, interested parties, suppliers and their contact persons")
        contact_data = _("Name, position, postal address, e-mail address, phone number")
        return {
            "contacts": {
                "purpose": _("One file of customers and suppliers, kept correct, for all departments"),
                "legal_basis": "legitimate_interests",
                "person_categories": customers,
                "data_categories": contact_data,
            },
            "crm": {
                "purpose": _("Winning customers: leads, opportunities and the correspondence about them"),
                "legal_basis": "legitimate_interests",
                "person_categories": _("Interested parties and their contact persons"),
                "data_categories": _("Name, contact data, interests, history of the contact"),
            },
            "sale_management": {
                "purpose": _("Quotations and orders"),
                "legal_basis": "contract",
                "person_categories": _("Customers and their contact persons"),
                "data_categories": _("Contact data, goods and services ordered, prices, delivery"),
            },
            "account": {
                "purpose": _("Invoices, payments and bookkeeping"),
                "legal_basis": "legal_obligation",
                "person_categories": customers,
                "data_categories": _("Contact data, invoices, payments, bank accounts, tax numbers"),
                "recipients": _("Tax adviser, bank, tax authorities"),
            },
            "purchase": {
                "purpose": _("Requests and orders to suppliers"),
                "legal_basis": "contract",
                "person_categories": _("Suppliers and their contact persons"),
                "data_categories": _("Contact data, offers, orders"),
            },
            "mass_mailing": {
                "purpose": _("Newsletters and other mailings, and how they are received"),
                "legal_basis": "consent",
                "person_categories": _("Subscribers and customers"),
                "data_categories": _("Name, e-mail address, subscriptions, opened and clicked mails"),
                "recipients": _("Provider that sends the mails"),
            },
            "event": {
                "purpose": _("Registrations for events, admission and follow-up"),
                "legal_basis": "contract",
                "person_categories": _("Participants and speakers"),
                "data_categories": _("Name, contact data, answers at registration, attendance"),
            },
            "hr_recruitment": {
                "purpose": _("Applications for jobs"),
                "legal_basis": "contract",
                "person_categories": _("Applicants"),
                "data_categories": _("Contact data, career, certificates, assessments"),
            },
            "hr": {
                "purpose": _("Employment"),
                "legal_basis": "contract",
                "person_categories": _("Employees"),
                "data_categories": _("Contact data, contract, private address, emergency contacts"),
                "recipients": _("Payroll office, social insurance, tax authorities"),
            },
            "website": {
                "purpose": _("Website, forms and visits"),
                "legal_basis": "legitimate_interests",
                "person_categories": _("Visitors of the website"),
                "data_categories": _("Pages visited, language, country, messages from forms"),
                "recipients": _("Hosting provider"),
            },
            "calendar": {
                "purpose": _("Meetings"),
                "legal_basis": "legitimate_interests",
                "person_categories": _("Colleagues and those they meet"),
                "data_categories": _("Name, e-mail address, time, place and subject of meetings"),
            },
            "mail": {
                "purpose": _("Correspondence inside and outside of the company"),
                "legal_basis": "legitimate_interests",
                "person_categories": _("All who write to the company or are written to"),
                "data_categories": _("Addresses, messages and attached documents"),
                "recipients": _("Mail provider"),
            },
            "customer_data_quality": {
                "purpose": _("Quality of contact data: scores, duplicates, reviews, proof of consents"),
                "legal_basis": "legal_obligation",
                "legal_note": _("Accuracy of data and proof of consent (GDPR Art. 5(1)(d), 7(1); DSG Art. 6(5))"),
                "person_categories": customers,
                "data_categories": _("Contact data, dates of reviews, consents with their evidence"),
            },
            SYSTEM: {
                "purpose": _("Running the system: users, access rights, logs, notifications"),
                "legal_basis": "legitimate_interests",
                "person_categories": _("Colleagues and users of the portal"),
                "data_categories": _("Name, login, e-mail address, time of logins, changes"),
                "recipients": _("Hosting provider, support"),
            },
        }
