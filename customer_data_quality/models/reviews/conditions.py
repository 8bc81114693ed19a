"""Conditions on contacts as people write them into policies and priorities."""

from odoo.exceptions import ValidationError
from odoo.fields import Domain

from ..completeness.ruleset import as_judge, domain_paths, fields_along, parse_domain

# What is derived from policies: no policy can ask for it, except for who is an active customer.
OWN_FIELDS = "review_"
ALLOWED = "review_active_customer"


def parse(env, text):
    """Read a condition on contacts.

    :raises ValidationError: with what is wrong, for people
    :rtype: Domain
    """
    partners = as_judge(env["res.partner"])
    try:
        domain = parse_domain(text)
    except ValueError as error:
        raise ValidationError(env._("“%s” is not a condition that can be read.", text)) from error
    for path in domain_paths(domain):
        if any(name.startswith(OWN_FIELDS) and name != ALLOWED for name in path.split(".")):
            raise ValidationError(env._("a policy can't depend on when a contact is due (“%s”).", path))
        if any(field.company_dependent for field in fields_along(partners, path)):
            raise ValidationError(
                env._("“%s” has a value of its own in each company, but a contact is reviewed once for all.", path)
            )
    try:
        domain.validate(partners)
        query = partners._search(domain & Domain("id", "=", 0), bypass_access=True)
        env.flush_query(query.select())
    except (ValueError, TypeError, KeyError, NotImplementedError, AttributeError) as error:
        raise ValidationError(
            env._(
                "The condition %(condition)s can't be searched for. It may name a field that does not exist (yet) or "
                "is not stored. (%(error)s)",
                condition=text,
                error=error,
            )
        ) from error
    return domain.optimize(partners)


def find_problem(record):
    """Why the domain of a policy, priority or retention rule can't be applied, False if it can."""
    try:
        parse(record.env, record.domain)
    except ValidationError as error:
        return error.args[0]
    return False


def check_domains(records):
    """Refuse domains that can't be applied. Shipped ones may name fields of apps that come later.

    :raises ValidationError: with what is wrong, for people
    """
    if records.env.context.get("install_mode"):
        return
    for record in records:
        problem = find_problem(record)
        if problem:
            raise ValidationError(
                record.env._("“%(name)s” can't be applied: %(problem)s", name=record.name, problem=problem)
            )
