"""What is left of reviews when the add-on goes."""

TYPE = "customer_data_quality.activity_type_review"


def release_activities(env):
    """Take open reviews off everybody's list; what was done stays in the history, as an ordinary to-do.

    Otherwise the type of activity could not be deleted, as Odoo keeps types that are in use.
    """
    requests = env["partner.review.request"].search([("state", "=", "open")])
    requests.activity_id.with_context(review_closing=True).unlink()
    kind = env.ref(TYPE, raise_if_not_found=False)
    if kind:
        others = env["mail.activity"].with_context(active_test=False).search([("activity_type_id", "=", kind.id)])
        others.activity_type_id = env.ref("mail.mail_activity_data_todo", raise_if_not_found=False)
