from odoo import Command, models


class ResUsers(models.Model):
    _inherit = "res.users"  # pylint: disable=consider-merging-classes-inherited

    def write(self, vals):
        """Whoever ceases to be an employee loses our roles too, which all new employees have.

        They imply Odoo's, so that whoever becomes a portal user would be both.
        """
        commands = [command for command in vals.get("group_ids") or [] if isinstance(command, list | tuple)]
        employee = self.env.ref("base.group_user").id
        if any(tuple(command[:2]) == (Command.UNLINK, employee) for command in commands):
            # sudo: what the add-on brought, whoever may change roles
            own = (
                self.env["ir.model.data"]
                .sudo()
                .search([("module", "=", "customer_data_quality"), ("model", "=", "res.groups")])
            )
            vals = {**vals, "group_ids": [*vals["group_ids"], *map(Command.unlink, own.mapped("res_id"))]}
        return super().write(vals)
