"""Waking the scheduler from what users do."""


def wake(env, job):
    """Have a job of the scheduler run once this transaction is committed; asked for once, however often called.

    :param str job: external id of the ir.cron record; one that was deleted is left alone
    """
    woken = env.cr.precommit.data.setdefault("customer_data_quality.woken", set())
    if job in woken:
        return
    woken.add(job)
    cron = env.ref(job, raise_if_not_found=False)
    if cron:
        cron.sudo()._trigger()  # sudo: whoever causes a background job may not touch the scheduler
