"""What holds when two records of the same person turn out to be one.

The rules: the person's latest explicit act wins; acts that tie, or of which nobody knows which came last, mean no;
an objection always survives; nothing that one record alone holds is lost.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime

from .consent_states import CLOSED, GRANTING, HOLDING, Event, State, in_order, is_live, step

# With states equally explicit and equally late, the one further to the right holds.
_CAUTION = (
    "none",
    "expired",
    "invalidated",
    "requested",
    "exempt",
    "granted",
    "confirmed",
    "refused",
    "withdrawn",
    "objected",
)
# What a person said, as against what the company noted.
_SAID = ("granted", "confirmed", *CLOSED)


def merge(one: State, other: State, when: datetime, same_point: bool = True) -> tuple[State, State]:
    """The states of two records after they have become one person's, in the order given.

    :param when: time of the merge, from which an objection reaches further
    :param same_point: whether both are about the same address or number; then they are one record from now on, and
        both states are the same. Consents for different ones go on side by side, except that an objection is about
        the person and holds for both.

    >>> from datetime import datetime
    >>> may, june, now = (datetime(2026, month, 1) for month in (5, 6, 11))
    >>> yes, no = State("granted", june, True, granted=2), State("withdrawn", may, True)
    >>> [merge(*pair, now)[0].name for pair in ((yes, no), (no, yes))]
    ['granted', 'granted']
    >>> merge(yes, replace(no, since=june), now)[0].name, merge(replace(yes, since=None, dated=False), no, now)[0].name
    ('withdrawn', 'withdrawn')
    >>> [state.name for state in merge(yes, no, now, same_point=False)]
    ['granted', 'withdrawn']
    >>> [state.name for state in merge(yes, State("objected", may, True), now, same_point=False)]
    ['objected', 'objected']
    """
    if "objected" in (one.name, other.name):
        # nobody knows whether the yes of the one record took back the no of the other
        objected = State("objected", when, True)
        return objected, objected
    if not same_point:
        return one, other
    kept = _stronger(one, other)
    requested = max((state.requested for state in (one, other) if state.requested), default=None)
    if kept.name in CLOSED:
        # a no closes what was asked before it
        requested = requested if requested and kept.since and requested > kept.since else None
    kept = replace(kept, requested=requested)
    return kept, kept


def _stronger(one, other):
    states = (one, other)
    closed = [state for state in states if state.name in CLOSED]
    said = [state for state in states if state.name in _SAID]
    if closed and len(said) == 2:
        if all(state.since and state.dated for state in said):
            return max(said, key=lambda state: (state.since, _CAUTION.index(state.name)))
        # nobody knows which came last
        return max(closed, key=lambda state: _CAUTION.index(state.name))
    # at most one of the two has said anything, or both agree
    return max(states, key=lambda state: (_rank(state), state.since or datetime.min))


def _rank(state):
    return _CAUTION.index(state.name)


@dataclass
class Node:
    """A record with its events and those records that were continued in it.

    :param events: its own
    :param folds: (number of the last event at that time, time, the other node), in any order
    """

    events: list[Event]
    folds: list[tuple[int, datetime, "Node"]] = field(default_factory=list)


def derive(node: Node, upto: int | None = None) -> State:
    """The state of a record, of its own events and of the records that were merged into it.

    What happened after a merge is taken as it comes, but an older act does not lift what the merge has settled.

    :param upto: number of the last event that counts, by default all

    >>> from datetime import datetime
    >>> days = [datetime(2026, 5, n) for n in range(1, 9)]
    >>> gone = Node([Event("objected", days[0], 1, days[0])])
    >>> kept = Node([Event("granted", days[1], 2, days[1])], [(2, days[3], gone)])
    >>> derive(kept).name
    'objected'
    >>> kept.events.append(Event("granted", days[5], 3, acted=days[2]))
    >>> derive(kept).name
    'objected'
    >>> kept.events.append(Event("granted", days[6], 4, acted=days[6]))
    >>> derive(kept).name
    'granted'
    """
    events = [event for event in node.events if upto is None or event.number <= upto]
    state, done = State(), 0
    for number, when, other in sorted(node.folds, key=lambda fold: (fold[0], fold[1])):
        if upto is not None and number > upto:
            continue
        earlier = [event for event in events if done < event.number <= number]
        state = merge(_replay(state, earlier), derive(other, number), when)[0]
        done = number
    return _replay(state, [event for event in events if event.number > done])


def _replay(state: State, events: Iterable[Event]) -> State:
    """Apply events to a state that others have led to: what was acted before it, or nobody knows when, stays behind."""
    for event in in_order(events):
        when = event.acted or (None if event.kind in GRANTING else event.recorded)
        if state.since and event.kind in (*GRANTING, *CLOSED):
            late = when is None or when < state.since
            tied = when == state.since and event.kind in GRANTING and not is_live(event)
            if (late or tied) and state.name in (*CLOSED, *HOLDING):
                continue
        state = step(state, event)
    return state
