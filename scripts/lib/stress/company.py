"""The database of a scenario: a company's contacts, its users, and the add-on in full use."""

from .. import addon, contacts_data, paths
from ..databases import RICH_MODULES, own_prefix

PASSWORD = "the password of nobody"  # noqa: S105 - of users who are invented, and gone with the database
SEED = 7
# Of the users one in so many is a data steward.
STEWARDS = 5
# Both databases are kept for the next scenario and the next run, until the add-on changes.
KEPT = f"{own_prefix()}company_"


def plain(stress):
    """Make a database with contacts and users, without the add-on; return its name."""
    return stress.copy(_kept(stress, "plain", _make_plain))


def in_use(stress):
    """Make a database with the same, and the add-on in use; return its name."""
    return stress.copy(_kept(stress, "used", _make_used))


def _kept(stress, kind, make):
    """Return the name of a database that is made when there is none of the add-on as it is."""
    content = paths.key(addon.content_key(), stress.options.users, stress.options.contacts, PASSWORD)
    return stress.databases.kept(f"{KEPT}{kind}", content, lambda: stress.give_away(make(stress)))


def _make_plain(stress):
    name = stress.database(with_addon=False, modules=RICH_MODULES)
    contacts_data.load(stress, name, stress.options.contacts, SEED)
    with stress.step("Making users"), stress.environment(name) as env:
        groups = env.ref("base.group_user") + env.ref("base.group_partner_manager")
        users = env["res.users"].with_context(no_reset_password=True)
        first = users.create(_user(0, groups, {"password": PASSWORD}))
        others = users.create([_user(number, groups) for number in range(1, stress.options.users)])
        env.flush_all()
        # one hash for all: making one takes a while, by intention
        env.cr.execute(
            "UPDATE res_users SET password = (SELECT password FROM res_users WHERE id = %s) WHERE id = ANY(%s)",
            [first.id, others.ids],
        )
        accounts = first + others
        # everybody looks after some
        env.cr.execute(
            "UPDATE res_partner SET user_id = (%s::int[])[1 + id %% %s] WHERE partner_share AND parent_id IS NULL",
            [accounts.ids, len(accounts)],
        )
        env.cr.commit()
    return name


def _user(number, groups, values=None):
    login = f"stress-{number:02}"
    return {
        "name": f"Stress {number}",
        "login": login,
        "email": f"{login}@example.com",
        "tz": "Europe/Vienna",
        "group_ids": [(6, 0, groups.ids)],
        "notification_type": "inbox",
        **(values or {}),
    }


def _make_used(stress):
    name = plain(stress)
    install(stress, name)
    with stress.step("Scoring, searching, planning"), stress.environment(name) as env:
        env["partner.quality"]._rescore()
        env["partner.quality.snapshot"]._take()
        env["partner.duplicate.group"]._scan(full=True)
        env["partner.review"]._plan()
        env.cr.commit()
    return name


def install(stress, name):
    """Install the add-on and give everybody a role."""
    stress.install(name)
    with stress.environment(name) as env:
        users = env["res.users"].search([("login", "=like", "stress-%")], order="login")
        env.ref(f"{paths.ADDON}.group_user").user_ids += users
        env.ref(f"{paths.ADDON}.group_steward").user_ids += users.filtered(is_steward)
        env.cr.commit()


def is_steward(user):
    return int(user.login.rpartition("-")[2]) % STEWARDS == 0
