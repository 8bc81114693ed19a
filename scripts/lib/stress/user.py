"""One user at work, a process of its own.

Run as a program: logs in, says "ready", works when it reads a line ("go SECONDS PAUSE"), says "done".
"""

import json
import sys

from .with_addon import PersonWithAddon
from .without_addon import PersonWithoutAddon


def user(given):
    """Return somebody who is logged in; `given` as for Person, and has_addon."""
    return (PersonWithAddon if given["has_addon"] else PersonWithoutAddon)(given)


def main(given):
    person = user(json.loads(given))
    print("ready", flush=True)
    for line in sys.stdin:
        person.work(*map(float, line.split()[1:]))
        print("done", flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
