"""Train the match weights; see scripts/training."""

import os

from .. import paths, python_env

FOLDER = paths.CHECKOUT / "scripts" / "training"


def main(arguments):
    """Make an environment with what training needs and run it there; returns the exit status."""
    env = python_env.prepare_extra("training", FOLDER / "requirements.txt", "what training needs")
    return python_env.run_foreground(
        [env.python, "-m", "training", *arguments],
        cwd=FOLDER.parent,
        env={**os.environ, "PYTHONPATH": "", "PYTHONNOUSERSITE": "1", "OPENBLAS_NUM_THREADS": "1"},
    )
