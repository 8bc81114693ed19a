"""From how recently, how often and for how much a customer buys to a segment.

The three scores from 1 to 5 and the order of their weight are those of Arthur M. Hughes, Strategic Database Marketing
(1994). How often and for how much are averaged, as is usual, because they go together; segments are fields of the grid
of 5 by 5 that this leaves.

>>> segment(5, 5, 4)
'champion'
>>> segment(5, 1, 1), segment(1, 5, 5), segment(1, 1, 1)
('new', 'cannot_lose', 'lost')
"""

SCORES = 5
# (least recency, least frequency and value, segment); the first that fits wins, the last fits everybody
GRID = (
    (4, 4, "champion"),
    (3, 3, "loyal"),
    (4, 2, "promising"),
    (4, 1, "new"),
    (3, 1, "promising"),
    (2, 3, "at_risk"),
    (2, 1, "sleeping"),
    (1, 4, "cannot_lose"),
    (1, 3, "at_risk"),
    (1, 1, "lost"),
)


def buying(frequency, value):
    """How much of a customer somebody is: the mean of two scores, halves rounded up.

    :param int frequency, value: scores from 1 to 5
    """
    return (frequency + value + 1) // 2


def segment(recency, frequency, value):
    """The segment of three scores from 1 to 5."""
    weight = buying(frequency, value)
    return next(name for least, most, name in GRID if recency >= least and weight >= most)
