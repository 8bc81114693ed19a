"""Addresses and numbers as they are shown where somebody else might look on."""

HIDDEN = "***"


def masked(contact_point: str) -> str:
    """Enough of an address or number for its owner to recognise it, and not enough to use it.

    >>> masked("klara.wiesenthaler@example.com")
    'k***r@example.com'
    >>> masked("k@example.com"), masked("kw@example.com")
    ('***@example.com', '***@example.com')
    >>> masked("+49 30 23125 004")
    '*** 004'
    >>> masked("12"), masked("")
    ('***', '')
    >>> masked("Ahornweg 7, 99987 Neustett")
    'Ahornw***'
    """
    local, at, domain = contact_point.rpartition("@")
    if at:
        return f"{local[0]}{HIDDEN}{local[-1]}@{domain}" if len(local) > 2 else f"{HIDDEN}@{domain}"
    digits = "".join(filter(str.isdigit, contact_point))
    if len(digits) * 2 < len(contact_point):
        return f"{contact_point[:6]}{HIDDEN}" if len(contact_point) > 9 else contact_point and HIDDEN
    return f"{HIDDEN} {digits[-3:]}" if len(digits) > 5 else contact_point and HIDDEN
