"""Protected fields: the one question that all doors of the ORM ask, and screens without them."""

from odoo import api, models

from .sensitive_map import REMEMBERED


class Base(models.AbstractModel):
    _inherit = "base"  # pylint: disable=consider-merging-classes-inherited

    # whether fields of this model can be protected themselves; elsewhere only those that are related to them
    _holds_protected = False


def _guarded(base):
    """Return the method that asks, for the registry's class of the model `base`, that all others derive from."""

    @api.model
    def _has_field_access(self, field, operation):
        """Refuse what is protected. Reading, searching, sorting, grouping, exporting and tracking all ask here.

        Who can't read can't overwrite either, but can enter it in new contacts. Superuser mode sees everything.
        """
        if not super(base, self)._has_field_access(field, operation):
            return False
        if not (self._holds_protected or field.related):
            return True
        env = self.env
        if env.su:
            return True
        by_user = env.cr.cache.get(REMEMBERED)
        if by_user is None:
            by_user = env.cr.cache[REMEMBERED] = {}
        hidden = by_user.get(env.uid)
        if hidden is None:
            hidden = by_user[env.uid] = env["partner.sensitive.field"]._all_hidden_fields()
        if not hidden or field.name not in hidden.get(self._name, ()):
            return True
        return operation == "write" and not self

    return _has_field_access


class PartnerSensitiveField(models.Model):
    """Odoo asks for every value of every record. So nobody is asked while nothing is protected."""

    _inherit = "partner.sensitive.field"  # pylint: disable=consider-merging-classes-inherited

    def _register_hook(self):
        super()._register_hook()
        self._post_guard()

    @api.model
    def _post_guard(self):
        """Have the ORM ask, in this process, if anything is protected; from then on until it ends.

        :return: True if nobody has asked so far
        """
        base = self.env.registry["base"]
        # sudo: the same for whoever is at work
        if "_has_field_access" in vars(base) or not self.sudo().search_count([("enabled", "=", True)], limit=1):
            return False
        base._has_field_access = _guarded(base)
        return True


class ResPartner(models.Model):
    _inherit = "res.partner"  # pylint: disable=consider-merging-classes-inherited

    _holds_protected = True

    def copy_data(self, default=None):
        """A copy has nothing of what its maker may not see."""
        if self.env.su:
            return super().copy_data(default)
        hidden = self.env["partner.sensitive.field"]._hidden_fields(self._name) - (default or {}).keys()
        copies = super().copy_data({**(default or {}), **dict.fromkeys(hidden, False)})
        return [vals and {name: value for name, value in vals.items() if name not in hidden} for vals in copies]


class ResGroups(models.Model):
    _inherit = "res.groups"

    def write(self, vals):
        result = super().write(vals)
        self.env.cr.cache.pop(REMEMBERED, None)
        return result


class ResUsers(models.Model):
    _inherit = "res.users"  # pylint: disable=consider-merging-classes-inherited

    def write(self, vals):
        result = super().write(vals)
        if "group_ids" in vals:
            self.env.cr.cache.pop(REMEMBERED, None)
        return result


class MailTrackingValue(models.Model):
    _inherit = "mail.tracking.value"

    def _filter_free_field_access(self):
        """Mails about changes go to anybody, so they tell nothing that is protected."""
        protected = self.env["partner.sensitive.field"]._protection().fields
        return (
            super()
            ._filter_free_field_access()
            .filtered(lambda tracking: tracking.field_id.name not in protected.get(tracking.field_id.model, ()))
        )


class IrUiView(models.Model):
    _inherit = "ir.ui.view"

    def _postprocess_tag_field(self, node, name_manager, node_info):
        self._narrow_to_readers(node.get("name"), name_manager, node_info)
        return super()._postprocess_tag_field(node, name_manager, node_info)

    def _postprocess_tag_label(self, node, name_manager, node_info):
        self._narrow_to_readers(node.get("for"), name_manager, node_info)
        return super()._postprocess_tag_label(node, name_manager, node_info)

    def _narrow_to_readers(self, name, name_manager, node_info):
        """Leave a part of a screen to those who may read its field, as if the field had groups."""
        protected = self.env["partner.sensitive.field"]._protection().fields.get(name_manager.model._name)
        if protected and name in protected:
            definitions = self.env["res.groups"]._get_group_definitions()
            for group_ids in protected[name]:
                node_info["model_groups"] &= definitions.from_ids(group_ids)
