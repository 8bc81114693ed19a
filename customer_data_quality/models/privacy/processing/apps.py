from odoo import api, models

# The app that stands for what serves all others.
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
        customers = self.env._("Customers, interested parties, suppliers and their contact persons")
        contact_data = self.env._("Name, position, postal address, e-mail address, phone number")
        return {
            "contacts": {
                "purpose": self.env._("One file of customers and suppliers, kept correct, for all departments"),
                "legal_basis": "legitimate_interests",
                "person_categories": customers,
                "data_categories": contact_data,
            },
            "crm": {
                "purpose": self.env._("Winning customers: leads, opportunities and the correspondence about them"),
                "legal_basis": "legitimate_interests",
                "person_categories": self.env._("Interested parties and their contact persons"),
                "data_categories": self.env._("Name, contact data, interests, history of the contact"),
            },
            "sale_management": {
                "purpose": self.env._("Quotations and orders"),
                "legal_basis": "contract",
                "person_categories": self.env._("Customers and their contact persons"),
                "data_categories": self.env._("Contact data, goods and services ordered, prices, delivery"),
            },
            "account": {
                "purpose": self.env._("Invoices, payments and bookkeeping"),
                "legal_basis": "legal_obligation",
                "person_categories": customers,
                "data_categories": self.env._("Contact data, invoices, payments, bank accounts, tax numbers"),
                "recipients": self.env._("Tax adviser, bank, tax authorities"),
            },
            "purchase": {
                "purpose": self.env._("Requests and orders to suppliers"),
                "legal_basis": "contract",
                "person_categories": self.env._("Suppliers and their contact persons"),
                "data_categories": self.env._("Contact data, offers, orders"),
            },
            "mass_mailing": {
                "purpose": self.env._("Newsletters and other mailings, and how they are received"),
                "legal_basis": "consent",
                "person_categories": self.env._("Subscribers and customers"),
                "data_categories": self.env._("Name, e-mail address, subscriptions, opened and clicked mails"),
                "recipients": self.env._("Provider that sends the mails"),
            },
            "event": {
                "purpose": self.env._("Registrations for events, admission and follow-up"),
                "legal_basis": "contract",
                "person_categories": self.env._("Participants and speakers"),
                "data_categories": self.env._("Name, contact data, answers at registration, attendance"),
            },
            "hr_recruitment": {
                "purpose": self.env._("Applications for jobs"),
                "legal_basis": "contract",
                "person_categories": self.env._("Applicants"),
                "data_categories": self.env._("Contact data, career, certificates, assessments"),
            },
            "hr": {
                "purpose": self.env._("Employment"),
                "legal_basis": "contract",
                "person_categories": self.env._("Employees"),
                "data_categories": self.env._("Contact data, contract, private address, emergency contacts"),
                "recipients": self.env._("Payroll office, social insurance, tax authorities"),
            },
            "website": {
                "purpose": self.env._("Website, forms and visits"),
                "legal_basis": "legitimate_interests",
                "person_categories": self.env._("Visitors of the website"),
                "data_categories": self.env._("Pages visited, language, country, messages from forms"),
                "recipients": self.env._("Hosting provider"),
            },
            "calendar": {
                "purpose": self.env._("Meetings"),
                "legal_basis": "legitimate_interests",
                "person_categories": self.env._("Colleagues and those they meet"),
                "data_categories": self.env._("Name, e-mail address, time, place and subject of meetings"),
            },
            "mail": {
                "purpose": self.env._("Correspondence inside and outside of the company"),
                "legal_basis": "legitimate_interests",
                "person_categories": self.env._("All who write to the company or are written to"),
                "data_categories": self.env._("Addresses, messages and attached documents"),
                "recipients": self.env._("Mail provider"),
            },
            "customer_data_quality": {
                "purpose": self.env._("Quality of contact data: scores, duplicates, reviews, proof of consents"),
                "legal_basis": "legal_obligation",
                "legal_note": self.env._(
                    "Accuracy of data and proof of consent (GDPR Art. 5(1)(d), 7(1); DSG Art. 6(5))"
                ),
                "person_categories": customers,
                "data_categories": self.env._("Contact data, dates of reviews, consents with their evidence"),
            },
            SYSTEM: {
                "purpose": self.env._("Running the system: users, access rights, logs, notifications"),
                "legal_basis": "legitimate_interests",
                "person_categories": self.env._("Colleagues and users of the portal"),
                "data_categories": self.env._("Name, login, e-mail address, time of logins, changes"),
                "recipients": self.env._("Hosting provider, support"),
            },
        }
