"""Entry point: `main.py COMMAND ARGUMENTS`, run by launch.sh and again inside the environment."""

import importlib
import sys
from pathlib import Path

# The parent of this package in place of the package itself, whose modules are no top-level ones.
sys.path[0] = str(Path(__file__).resolve().parents[1])

from lib import console  # noqa: E402

if __name__ == "__main__":
    command = importlib.import_module(f"lib.commands.{sys.argv[1]}")
    console.run(command.main, sys.argv[2:])
