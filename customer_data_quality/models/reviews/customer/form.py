"""What a customer is shown of a contact and has sent back; the same behind a link and in the portal."""

import hashlib
import json
from typing import NamedTuple

from .field_values import AUTOCOMPLETE, INPUT_MODE, LONGEST, plain_text

LONGEST_NOTE = 1000


class Row(NamedTuple):
    """One field on the page."""

    field: object  # record of partner.review.field
    name: str
    label: str
    kind: str  # type of the field
    old: object  # as stored
    text: str  # as stored, to read
    entered: str  # what stands in the input
    choices: list | None
    error: str | None
    autocomplete: str
    mode: str
    longest: int


class CheckForm:
    """The fields of one contact that a customer checks.

    :param partner: contact with all rights, in the language of the customer
    :param sent: mapping of field names to texts, as they came; None for a page that is opened
    """

    def __init__(self, partner, sent=None):
        self.partner = partner
        self.fields = partner.env["partner.review.field"]._for_partner(partner)
        self._old = {field.field_name: field._raw(partner) for field in self.fields}
        self.note = plain_text((sent.get("note") or "")[:LONGEST_NOTE]) if sent else ""
        self.problems, self._new = {}, dict(self._old)
        if sent:
            self._read(sent)
        self.rows = [self._row(field, sent) for field in self.fields]

    def _read(self, sent):
        """Take over what may be corrected; what else was sent is nobody's business."""
        for field in self.fields.filtered("editable"):
            name = field.field_name
            text = sent.get(name)
            if isinstance(text, str) and text != _entered(self._old[name]):
                self._new[name], problem = field._parse(text, self._old[name])
                if problem:
                    self.problems[name] = problem
        for field in self.fields:
            name = field.field_name
            if name not in self.problems and self._new[name] != self._old[name]:
                problem = field._problem(self._new[name], self._new, self.partner)
                if problem:
                    self.problems[name] = problem

    def _row(self, field, sent):
        name, kind = field.field_name, field._field().type
        typed = sent.get(name) if sent and field.editable else None
        return Row(
            field=field,
            name=name,
            label=field._title(),
            kind=kind,
            old=self._old[name],
            text=field._text(self._old[name]),
            entered=typed if isinstance(typed, str) else _entered(self._old[name]),
            choices=field._choices() if field.editable else None,
            error=self.problems.get(name),
            autocomplete=AUTOCOMPLETE.get(name, "off")
            if not self.partner.is_company or name != "name"
            else "organization",
            mode=INPUT_MODE.get(name, "text"),
            longest=max(LONGEST.get(kind, 0), len(_entered(self._old[name]))),
        )

    @property
    def changes(self):
        """What the customer corrected: {field name: (old, new)}, as stored in a proposal."""
        return {name: (old, self._new[name]) for name, old in self._old.items() if self._new[name] != old}

    @property
    def confirmed(self):
        """Names of the fields that the customer left as they are and that are right in form."""
        return [
            field.field_name
            for field in self.fields
            if self._new[field.field_name] == self._old[field.field_name]
            and not field._problem(self._old[field.field_name], self._old, self.partner)
        ]

    @property
    def fingerprint(self):
        """Tells whether the customer saw what is stored now."""
        return hashlib.sha256(json.dumps([self.partner.id, self._old], sort_keys=True).encode()).hexdigest()[:16]


def _entered(raw):
    """A stored value as it stands in an input."""
    return "" if raw is False else str(raw)
