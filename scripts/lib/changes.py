"""Contacts changed between two searches for duplicates."""

import random
import time

# Contacts whose changes one commit takes, as an import or a busy hour would.
BATCH = 500


def make(env, base, contacts, share, seed):
    """Write a typing error into the name or the phone of some contacts, one by one through the ORM.

    :param base: the highest id before the contacts
    :param contacts: how many there are
    :param share: of them to change, 0 to 1
    :return: (how many were changed, seconds it took)
    """
    rng = random.Random(seed)
    count = max(1, round(contacts * share))
    ids = rng.sample(range(base + 1, base + contacts + 1), count)
    seconds = 0.0
    for start in range(0, count, BATCH):
        env.invalidate_all()
        batch = env["res.partner"].browse(ids[start : start + BATCH])
        values = [_values(contact, rng) for contact in batch]
        begun = time.perf_counter()
        for contact, changed in zip(batch, values, strict=True):
            contact.write(changed)
        env.cr.commit()
        seconds += time.perf_counter() - begun
    return count, seconds


def _values(contact, rng):
    if contact.phone and rng.random() < 0.5:
        return {"phone": typo(contact.phone, rng)}
    return {"name": typo(contact.name or "Nomen", rng)}


def typo(text, rng):
    """Return a text with two neighbours swapped, or its last character doubled where all are alike.

    >>> typo("ab", random.Random(1))
    'ba'
    >>> typo("aa", random.Random(1))
    'aaa'
    """
    places = [place for place in range(len(text) - 1) if text[place] != text[place + 1]]
    if not places:
        return text + text[-1:]
    place = rng.choice(places)
    return text[:place] + text[place + 1] + text[place] + text[place + 2 :]
