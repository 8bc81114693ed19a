"""Which worlds the weights are trained on, and on which they are tried."""

from .pairs import Plan

# profile: how many worlds; bare ones most, as they differ most from each other
_WORLDS = {
    "std": 4, "hard": 4, "bare": 8, "register": 20, "mixed": 12, "families": 5, "business": 5, "shop": 4,
    "sparse": 4, "foreign": 4,
}  # fmt: skip
_SIZES = (3000, 6000, 12000, 20000)


def training(worlds=1.0):
    """Return the plans of the worlds to train on; fewer of each kind for a quick try."""
    return [
        Plan(profile, 1000 + number, _SIZES[number % len(_SIZES)])
        for profile, count in _WORLDS.items()
        for number in range(max(1, round(count * worlds)))
    ]


def trial(seed=9000):
    """Return the plans of the worlds to try the weights on, none of which was trained on."""
    return [Plan(profile, seed, 10000) for profile in _WORLDS]
