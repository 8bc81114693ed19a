"""The proof of consents as a file."""

from odoo.exceptions import AccessError, MissingError
from odoo.http import Controller, content_disposition, request, route

# A URL holds so many ids with ease; who wants more exports.
MAX_IDS = 200


class ConsentProof(Controller):
    @route("/consent/proof/<string:ids>.json", type="http", auth="user", methods=["GET"])
    def proof(self, ids, **_unknown):
        """The proof of the consents with these ids (numbers, with commas between), for whoever may read them."""
        numbers = ids.split(",")
        if len(numbers) > MAX_IDS or not all(number.isdecimal() and len(number) < 10 for number in numbers):
            return request.not_found()
        consents = request.env["partner.consent"].browse(int(number) for number in numbers).exists()
        if len(consents) != len(numbers):
            return request.not_found()
        try:
            content = consents._proof_json()
        except (AccessError, MissingError):
            # whoever may not read it does not learn whether it exists
            return request.not_found()
        headers = [
            ("Content-Type", "application/json; charset=utf-8"),
            ("Content-Disposition", content_disposition(f"{consents._proof_name()}.json")),
            ("Cache-Control", "no-store"),
            ("X-Content-Type-Options", "nosniff"),
        ]
        return request.make_response(content, headers=headers)
