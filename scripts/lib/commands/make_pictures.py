"""scripts/make-pictures: the screenshots in docs/images."""

import argparse
import shutil
from pathlib import Path

from .. import benchmark, environment, paths, web_server
from ..console import say, step
from ..databases import RICH_MODULES, own_prefix
from ..pictures import chromium, data, scenes

FOLDER = paths.CHECKOUT / "docs" / "images"
# These are also shown in Odoo's list of apps, which reads the add-on's own folder.
PRESENTED = ("contact_form", "contact_list", "duplicate_review", "my_reviews", "contact_consent", "overview")
PRESENTATION = paths.CHECKOUT / paths.ADDON / "static" / "description"


def main(arguments):
    names = [name for name, *_rest in scenes.SCENES]
    parser = argparse.ArgumentParser(
        prog="scripts/make-pictures",
        description="Take all pictures of the documentation anew, on a database with demo data of its own "
        "that is dropped afterwards.",
        epilog=environment.VARIABLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"only these: {', '.join(names)}")
    parser.add_argument("--to", type=Path, default=FOLDER, help="folder to write to (%(default)s)")
    parser.add_argument("--language", metavar="CODE", help="of the screens, such as de_DE (default: English)")
    given = parser.parse_args(arguments)
    if given.language and given.to == FOLDER:
        parser.error("--language needs --to: the documentation's own pictures are English")
    unknown = set(given.names) - set(names)
    if unknown:
        parser.error(f"no picture is called {', '.join(sorted(unknown))}")
    with environment.ready() as databases:
        name = f"{own_prefix()}pictures"
        try:
            databases.drop(name)
            databases.clone(databases.template(RICH_MODULES, demo=True), name)
            databases.install(name, [paths.ADDON], "Installing the add-on with its demo data", demo=True)
            with step("A year in the life of a company"), benchmark.Context(databases).environment(name) as env:
                # first, as in a company: what jobs write down is in the languages that are there
                if given.language:
                    data.translate(env, given.language)
                ids = data.prepare(env)
            _take(databases, name, ids, given)
        finally:
            databases.drop(name)
    return 0


def _take(databases, database, ids, given):
    given.to.mkdir(parents=True, exist_ok=True)
    wanted = [scene for scene in scenes.SCENES if not given.names or scene[0] in given.names]
    user = None
    with web_server.serving(databases, database) as (address, _process), chromium.started() as page:
        for name, login, size, scene in wanted:
            with step(f"Taking {name}"):
                page.resize(*size, phone=size == scenes.PHONE)
                if login != user:
                    scenes.login(page, address, login)
                    user = login
                scene(page, address, ids)
                page.save(given.to / f"{name}.png")
            if name in PRESENTED and given.to == FOLDER:
                shutil.copy(given.to / f"{name}.png", PRESENTATION)
    say(f"The pictures are in {given.to}.")
