"""What follows from the events of a consent: a state machine without a memory of its own.

The order of what people did counts, not the order in which colleagues wrote it down: a form signed in May and typed
in today takes nothing back that was said in June. An act without a date weighs against the company: a consent
counts as given before everything else, a withdrawal as made when it was recorded.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

MOMENT = timedelta(seconds=5)
"""Between an act and its record, where one follows from the other: meanwhile a second may end, or some."""

# What somebody did, or what happened. The last ones change no state.
GRANTING = ("granted", "confirmed", "exempted")
ENDING = ("refused", "withdrawn", "objected")
KINDS = ("requested", *GRANTING, *ENDING, "expired", "invalidated", "reminded", "used", "erased")

STATES = (
    "none",
    "requested",
    "granted",
    "confirmed",
    "refused",
    "withdrawn",
    "objected",
    "expired",
    "invalidated",
    "exempt",
)
# A consent in these states may be relied upon; "granted" not where a confirmation is asked for.
HOLDING = ("granted", "confirmed", "exempt")
# The person has said no; only a new consent of the person changes that.
CLOSED = ("refused", "withdrawn", "objected")

_NO = {"refused": "refused", "withdrawn": "withdrawn", "objected": "objected"}


@dataclass(frozen=True)
class Event:
    """One event, as far as states are concerned.

    :param kind: one of KINDS
    :param recorded: when it was written down
    :param number: breaks ties of what was written down at the same time: the later, the higher
    :param acted: when it happened, None if nobody knows
    """

    kind: str
    recorded: datetime
    number: int = 0
    acted: datetime | None = None


@dataclass(frozen=True)
class State:
    """What follows from some events.

    :param name: one of STATES
    :param since: when the person acted, or the event happened, that led to this state; None if unknown or none
    :param dated: whether `since` is the date of the act itself
    :param requested: when the confirmation that is waited for was asked for; None if none is waited for
    :param granted: number of the event by which the consent holds, None if it does not
    """

    name: str = "none"
    since: datetime | None = None
    dated: bool = False
    requested: datetime | None = None
    granted: int | None = None


def in_order(events: Iterable[Event]) -> list[Event]:
    """Events in the order in which they happened.

    At the same instant, what ends a consent comes last: in doubt there is none. What was written down as it happened
    keeps its order.

    >>> from datetime import datetime
    >>> day = [datetime(2026, 5, n) for n in range(1, 8)]
    >>> late = Event("granted", day[6], 2, acted=day[0])
    >>> [event.kind for event in in_order([Event("withdrawn", day[3], 1, acted=day[3]), late])]
    ['granted', 'withdrawn']
    >>> unknown = Event("granted", day[6], 2)
    >>> [event.kind for event in in_order([Event("withdrawn", day[3], 1, acted=day[3]), unknown])]
    ['granted', 'withdrawn']
    >>> live = [Event("withdrawn", day[3], 3, day[3]), Event("granted", day[3], 4, day[3])]
    >>> [event.kind for event in in_order([*live, Event("refused", day[6], 5, day[3])])]
    ['withdrawn', 'granted', 'refused']
    """
    return sorted(events, key=_place)


def is_live(event: Event) -> bool:
    """Whether an event was written down as it happened.

    >>> from datetime import datetime
    >>> noon = datetime(2026, 5, 1, 12)
    >>> [is_live(Event("granted", noon.replace(second=second), 1, noon)) for second in (0, 1, 9)]
    [True, True, False]
    """
    return event.acted is not None and timedelta() <= event.recorded - event.acted <= MOMENT


def _place(event):
    # An undated consent comes before all else. What the company itself does (a request, an expiry) is known to
    # have happened when it was written down.
    unknown = event.acted is None and event.kind in GRANTING
    when = datetime.min if unknown else (event.acted or event.recorded)
    later = 1 if is_live(event) else 2 if event.kind in ENDING else 0
    return when, later, event.number, event.recorded, event.kind


def step(state: State, event: Event) -> State:
    """The state after one more event.

    >>> from datetime import datetime
    >>> may = [datetime(2026, 5, n) for n in range(1, 8)]
    >>> asked = step(State(), Event("requested", may[0], 1))
    >>> asked.name, asked.requested == may[0]
    ('requested', True)
    >>> step(asked, Event("confirmed", may[1], 2)).name
    'confirmed'

    Without a request there is nothing to confirm; an objection outlasts a withdrawal; an exemption opens nothing
    that the person has closed, and a request neither.

    >>> step(State(), Event("confirmed", may[1], 2)).name
    'none'
    >>> objected = step(State(), Event("objected", may[1], 2))
    >>> [step(objected, Event(kind, may[2], 3)).name for kind in ("withdrawn", "exempted", "requested", "granted")]
    ['objected', 'objected', 'objected', 'granted']
    """
    return _STEPS.get(event.kind, _unchanged)(state, event)


def derive(events: Iterable[Event]) -> State:
    """The state that follows from events, given in any order.

    >>> derive([]).name
    'none'
    """
    state = State()
    for event in in_order(events):
        state = step(state, event)
    return state


def _reached(name, event, requested=None, granted=None):
    dated = event.acted is not None
    since = event.acted or (None if event.kind in GRANTING else event.recorded)
    return State(name, since, dated, requested, granted)


def _requested(state, event):
    since = event.acted or event.recorded
    if state.name in ("none", "expired", "invalidated", "requested"):
        return replace(_reached("requested", event), requested=since)
    # whatever held or was closed stays so until the person has answered
    return replace(state, requested=since)


def _granted(state, event):
    # a second yes, unconfirmed, does not make less of one that was confirmed
    name = "confirmed" if state.name == "confirmed" else "granted"
    return _reached(name, event, requested=state.requested, granted=event.number)


def _confirmed(state, event):
    if state.requested is None and state.name not in ("granted", "confirmed"):
        return state
    return _reached("confirmed", event, granted=event.number)


def _exempted(state, event):
    if state.name in CLOSED or state.name in ("granted", "confirmed"):
        return state
    return _reached("exempt", event, requested=state.requested, granted=event.number)


def _ended(state, event):
    if state.name == "objected" and event.kind != "objected":
        return replace(state, requested=None)
    return _reached(_NO[event.kind], event)


def _expired(state, event):
    if state.name in HOLDING or state.name == "requested":
        return _reached("expired", event)
    return replace(state, requested=None)


def _invalidated(state, event):
    return replace(state, requested=None) if state.name in (*CLOSED, "none") else _reached("invalidated", event)


def _unchanged(state, _event):
    return state


_STEPS = {
    "requested": _requested,
    "granted": _granted,
    "confirmed": _confirmed,
    "exempted": _exempted,
    "refused": _ended,
    "withdrawn": _ended,
    "objected": _ended,
    "expired": _expired,
    "invalidated": _invalidated,
}
