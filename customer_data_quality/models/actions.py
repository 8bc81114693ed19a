"""What buttons of all rooms open."""


def open_form(record, **more):
    """The action that opens the form of a record.

    :param more: what else the action has, such as its name or target
    """
    return {
        "type": "ir.actions.act_window",
        "res_model": record._name,
        "res_id": record.id,
        "views": [(False, "form")],
        **more,
    }
