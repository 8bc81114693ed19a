"""Waking the scheduler from what users do, and what its jobs meet when somebody else is at the same records."""

from psycopg2.errors import DeadlockDetected, LockNotAvailable, SerializationFailure

# Somebody else was quicker: with a new transaction it may go well.
CONFLICTS = (SerializationFailure, DeadlockDetected, LockNotAvailable)


def wake(env, job, at=None):
    """Have a job of the scheduler run once this transaction is committed; asked for once, however often called.

    :param str job: external id of the ir.cron record; one that was deleted is left alone
    :param datetime at: when, if not at once
    """
    woken = env.cr.precommit.data.setdefault("customer_data_quality.woken", set())
    if (job, at) in woken:
        return
    woken.add((job, at))
    cron = env.ref(job, raise_if_not_found=False)
    if cron:
        cron.sudo()._trigger(at)  # sudo: whoever causes a background job may not touch the scheduler
