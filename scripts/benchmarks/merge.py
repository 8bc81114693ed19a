"""Merging contacts beside core's wizard, and taking merges back, with the work of sales and accounting about them.

The same contacts with the same leads, orders, invoices and messages lie in two databases that differ by the add-on
alone. The databases take turns group by group, so that a slow moment of the machine hits both, and medians are
compared. Core's wizard runs without checks of its own, as for the administrator. Statements are counted on the
connection, from the first of a merge to its commit.
"""

import statistics
import time
from contextlib import ExitStack

from lib import contacts_data

TITLE = "merging pairs of contacts and undoing it, beside core's wizard"
DEFAULT_ROWS = 100_000
MODULES = ("crm", "sale_management", "account")
BATCH = 500
# What is certain to be a duplicate: the same person once more, with another phone and perhaps without email.
_SAME_PERSON = """
    UPDATE res_partner o SET name = s.name, complete_name = s.complete_name, street = s.street, zip = s.zip,
        city = s.city, country_id = s.country_id, email = CASE WHEN o.id %% 2 = 0 THEN s.email END
    FROM unnest(%s, %s) AS pair (survivor, other) JOIN res_partner s ON s.id = pair.survivor
    WHERE o.id = pair.other
"""


def add_arguments(parser):
    parser.add_argument("--groups", type=int, default=1000, help="number of pairs to merge (default: 1000)")


def run(context, rows, seed):
    groups = context.options.groups
    plain = context.database(with_addon=False, modules=MODULES)
    contacts_data.load(context, plain, rows, seed)
    shown = f"Leads, orders, invoices and messages of {2 * groups} contacts"
    with context.environment(plain) as env, context.step(shown):
        pairs = _surround(env, groups)
    addon = context.copy(plain)
    context.install(addon)
    with context.environment(addon) as env, context.step("Scores and match keys of all contacts"):
        env["partner.quality"]._rescore(commit=True)
        env["partner.quality.pending"].search([]).unlink()
        env["partner.match.key"]._refresh(step=lambda *_args: env.cr.commit())
        env.cr.commit()
    for name in (plain, addon):
        context.sql(name, "VACUUM ANALYZE")
    core, ours, undo = _Series(), _Series(), _Series()
    with ExitStack() as stack:
        wizard, merges = (stack.enter_context(context.environment(name)) for name in (plain, addon))
        merges = merges(context={**merges.context, "partner_merge_unattended": True})
        done = []
        with context.step(f"{groups} pairs merged by core's wizard and by ours"):
            for number, (survivor, other) in enumerate(pairs):
                # who goes first changes, so that nobody profits from the other's warm caches
                for env in (wizard, merges)[:: 1 if number % 2 else -1]:
                    if env is wizard:
                        core.measure(env, _merge_core, survivor, other)
                    else:
                        done.append(ours.measure(env, _merge_ours, survivor, other))
        with context.step("All of ours undone"):
            for merge_id in reversed(done):
                undo.measure(merges, _undo, merge_id)
        wrong = (
            merges["res.partner"]
            .with_context(active_test=False)
            .search_count([("id", "in", [each for pair in pairs for each in pair]), ("merged_into_id", "!=", False)])
        )
    return {
        "core_ms": core.milliseconds(),
        "merge_ms": ours.milliseconds(),
        "undo_ms": undo.milliseconds(),
        "core_statements": core.count(),
        "merge_statements": ours.count(),
        "undo_statements": undo.count(),
        "time_to_core": ours.milliseconds() / core.milliseconds(),
        "undo_to_merge": undo.milliseconds() / ours.milliseconds(),
        "statements_of_core_to_ours": core.count() / ours.count(),
        "not_undone": wrong,
    }


class _Series:
    """Times and statements of the same work, again and again; the first ones warm up and are left out."""

    WARMING = 5

    def __init__(self):
        self._seconds, self._statements = [], []

    def measure(self, env, function, *arguments):
        env.invalidate_all()
        env.cr.commit()
        statements, start = env.cr.sql_log_count, time.perf_counter()
        result = function(env, *arguments)
        env.cr.commit()
        self._seconds.append(time.perf_counter() - start)
        self._statements.append(env.cr.sql_log_count - statements)
        return result

    def milliseconds(self):
        return 1000 * statistics.median(self._seconds[self.WARMING :] or self._seconds)

    def count(self):
        return statistics.median(self._statements[self.WARMING :] or self._statements)


def _merge_core(env, survivor, other):
    partner = env["res.partner"].browse(survivor)
    env["base.partner.merge.automatic.wizard"]._merge([survivor, other], partner, extra_checks=False)


def _merge_ours(env, survivor, other):
    partners = env["res.partner"]
    return env["partner.merge"]._merge(partners.browse(survivor), partners.browse(other)).id


def _undo(env, merge_id):
    assert env["partner.merge"].browse(merge_id).action_undo() is True


def _surround(env, groups):
    """Give persons without company what customers have; return pairs of them."""
    partners = env["res.partner"].search(
        [("is_company", "=", False), ("parent_id", "=", False), ("child_ids", "=", False), ("user_ids", "=", False)],
        limit=2 * groups,
        order="id desc",
    )
    product = env["product.product"].create({"name": "Honey", "list_price": 9.9})
    quiet = {"tracking_disable": True, "mail_create_nolog": True, "mail_notrack": True}
    quiet_env = env(context={**env.context, **quiet})
    for start in range(0, len(partners), BATCH):
        some = quiet_env["res.partner"].browse(partners.ids[start : start + BATCH])
        quiet_env["crm.lead"].create([{"name": "Chance", "partner_id": partner.id} for partner in some])
        quiet_env["sale.order"].create(
            [{"partner_id": partner.id, "order_line": [(0, 0, {"product_id": product.id})]} for partner in some]
        )
        quiet_env["account.move"].create(
            [
                {
                    "move_type": "out_invoice",
                    "partner_id": partner.id,
                    "invoice_line_ids": [(0, 0, {"product_id": product.id, "price_unit": 9.9})],
                }
                for partner in some
            ]
        )
        quiet_env["mail.message"].create(
            [
                {"model": "res.partner", "res_id": partner.id, "body": f"Message {number}", "message_type": "comment"}
                for partner in some
                for number in range(5)
            ]
        )
        env.cr.commit()
        env.invalidate_all()
    ids = partners.ids
    pairs = [(ids[2 * number], ids[2 * number + 1]) for number in range(len(ids) // 2)]
    env.cr.execute(_SAME_PERSON, [[survivor for survivor, _other in pairs], [other for _survivor, other in pairs]])
    env.cr.commit()
    return pairs
