from odoo import models

from .recorder import current


class Base(models.AbstractModel):
    """What the ORM does to rows is noted while contacts are merged; at all other times this costs a look."""

    _inherit = "base"

    def write(self, vals):
        recorder = current(self.env)
        if recorder and self._auto:
            for name in vals:
                self._merge_touch_links(recorder, self._fields.get(name))
        return super().write(vals)

    def _compute_field_value(self, field):
        recorder = current(self.env)
        if recorder and self._auto:
            for computed in self.pool.field_computed[field]:
                self._merge_touch_links(recorder, computed)
        return super()._compute_field_value(field)

    def _merge_touch_links(self, recorder, field):
        if field is not None and field.store and field.type == "many2many" and field.relation:
            recorder.touch_links(field.relation, field.column1, [id_ for id_ in self.ids if id_])

    def _write_multi(self, vals_list):
        recorder = current(self.env)
        if recorder and self._auto:
            recorder.touch(self._table, self.ids)
        return super()._write_multi(vals_list)

    def _create(self, data_list):
        records = super()._create(data_list)
        recorder = current(self.env)
        if recorder and self._auto:
            recorder.add(self._table, records.ids)
        return records

    def unlink(self):
        recorder = current(self.env)
        if recorder and self._auto and self:
            self.env.flush_all()
            recorder.delete(self._table, self.ids)
        return super().unlink()
