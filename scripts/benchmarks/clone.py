"""Does the bench itself work: the database a benchmark gets, and how fast it comes."""

TITLE = "making a database from the template, reading and writing contacts in it"
DEFAULT_ROWS = 1000


def run(context, rows, seed):
    name = context.database(with_addon=False)
    clone_seconds = context.median_seconds(lambda: context.drop(context.copy(name)))
    with context.environment(name) as env, context.step(f"Creating {rows} contacts"):
        values = [{"name": f"Contact {seed}-{number}"} for number in range(rows)]
        create_seconds = context.median_seconds(lambda: env["res.partner"].create(values), runs=1)
        env.cr.commit()
    ((found,),) = context.sql(name, "SELECT count(*) FROM res_partner WHERE name LIKE %s", (f"Contact {seed}-%",))
    return {
        "clone_seconds": clone_seconds,
        "create_milliseconds_per_contact": 1000 * create_seconds / rows,
        "contacts_missing": rows - found,
    }
