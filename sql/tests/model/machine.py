"""The steps that a life is made of, in any order: hypothesis finds the order that breaks a promise.

Each step is done to the database and to the model; after each the two must agree.
"""

from datetime import timedelta
from typing import ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from . import by_answer, by_calculation, by_person, by_undo, by_worker
from .play import SECOND, Play, Stage, begin_play
from .schedule import DAY, HOUR, OFFSETS
from .wish import Wish
from .world import Nag

MINUTE = timedelta(minutes=1)
PICK = st.integers(0, 5)
WORKER = st.sampled_from(["fire-1", "fire-2"])
ZONES = st.sampled_from(sorted(OFFSETS))
OUTCOMES = st.sampled_from(["sent", "temporary", "rejected", "unknown"])
CATCH_UP = st.sampled_from(["latest", "all", "skip"])
SAID = st.sampled_from(["pause", "resume", "skip", "delete", "edit_text", "done"])
NAGS = st.none() | st.just(Nag(10 * MINUTE, 2, HOUR))
# See wish.offer.
OFFERED = st.integers(-1, 3)
AHEAD = st.sampled_from([MINUTE, 10 * MINUTE, HOUR, DAY])
TIMES = st.sampled_from(
    [5 * SECOND, 31 * SECOND, 61 * SECOND, 11 * MINUTE, 20 * MINUTE, HOUR, 6 * HOUR, DAY, 9 * DAY]
)


@st.composite
def schedules(draw: st.DrawFn) -> Wish:
    """A schedule that starts so long after now: a series or a one-off may have started before."""
    kind = draw(st.sampled_from(["once", "series", "few", "after_done"]))
    ahead = draw(AHEAD)
    if kind in ("series", "few"):
        ahead -= draw(st.sampled_from([timedelta(), 2 * DAY]))
    elif kind == "once":
        ahead -= draw(st.sampled_from([timedelta(), timedelta(), 90 * SECOND]))
    return Wish(
        ahead,
        step=draw(st.sampled_from([6 * HOUR, DAY])) if kind in ("series", "few") else None,
        count=draw(st.integers(1, 4)) if kind == "few" else None,
        after_done=6 * HOUR if kind == "after_done" else None,
        timezone=draw(st.none() | ZONES),
    )


class Sending(RuleBasedStateMachine):
    """One reminder, and what workers make of it. `stage` is set by whoever runs it."""

    stage: ClassVar[Stage]
    play: Play

    def __init__(self) -> None:
        super().__init__()
        self.play = begin_play(self.stage)

    @invariant()
    def the_database_agrees_with_the_model(self) -> None:
        self.play.agree()

    def teardown(self) -> None:
        try:
            self.play.balances()
        finally:
            # Or the next life would not begin at the beginning.
            self.stage.empty()

    @initialize(wish=schedules(), offered=OFFERED, nag=NAGS, catch_up=CATCH_UP)
    def begin(self, wish: Wish, offered: int, nag: Nag | None, catch_up: str) -> None:
        by_person.create(self.play, wish, offered, nag, catch_up)

    @rule(time=TIMES)
    def time_passes(self, time: timedelta) -> None:
        self.play.before = None
        self.play.wait(time)

    @rule()
    def something_is_due(self) -> None:
        self.play.before = None
        if moment := self.play.world.next_moment():
            self.play.wait(moment - self.play.world.now)

    @rule(worker=WORKER, upcoming=st.integers(1, 3))
    def tick(self, worker: str, upcoming: int) -> None:
        self.play.before = None
        by_calculation.calculate(self.play, upcoming)
        by_worker.claim(self.play, worker)

    @rule(upcoming=st.integers(1, 3), does=st.sampled_from(["calculate", "calculate", "lose"]))
    def calculate(self, upcoming: int, does: str) -> None:
        self.play.before = None
        getattr(by_calculation, does)(self.play, upcoming)

    @precondition(lambda self: self.play.reading)
    @rule()
    def settle_late(self) -> None:
        self.play.before = None
        by_calculation.settle_late(self.play)

    @rule(worker=WORKER, does=st.sampled_from(["claim", "claim", "claim_and_die"]))
    def claim(self, worker: str, does: str) -> None:
        self.play.before = None
        getattr(by_worker, does)(self.play, worker)

    @precondition(lambda self: any(self.play.hands.values()))
    @rule(pick=PICK, outcome=OUTCOMES, data=st.data())
    def work(self, pick: int, outcome: str, data: st.DataObject) -> None:
        self.play.before = None
        by_worker.work(self.play, data.draw(self.busy()), pick, outcome)

    @precondition(lambda self: any(self.play.hands.values()))
    @rule(does=st.sampled_from(["deliver", "crash", "release"]), data=st.data())
    def finish(self, does: str, data: st.DataObject) -> None:
        self.play.before = None
        getattr(by_worker, does)(self.play, data.draw(self.busy()))

    @precondition(lambda self: self.play.reports)
    @rule(data=st.data())
    def report_again(self, data: st.DataObject) -> None:
        self.play.before = None
        by_worker.report_again(self.play, data.draw(st.sampled_from(sorted(self.play.reports))))

    def busy(self) -> st.SearchStrategy[str]:
        return st.sampled_from([name for name, hands in self.play.hands.items() if hands])


class Life(Sending):
    """All of it: and what the person says meanwhile."""

    @precondition(lambda self: len(self.play.world.reminders) < 3)
    @rule(wish=schedules(), offered=OFFERED, nag=NAGS, catch_up=CATCH_UP)
    def create(self, wish: Wish, offered: int, nag: Nag | None, catch_up: str) -> None:
        by_person.create(self.play, wish, offered, nag, catch_up)

    @rule(pick=PICK, wish=schedules(), offered=OFFERED)
    def edit_schedule(self, pick: int, wish: Wish, offered: int) -> None:
        by_person.edit_schedule(self.play, pick, wish, offered)

    @rule(pick=PICK, said=SAID)
    def say(self, pick: int, said: str) -> None:
        getattr(by_person, said)(self.play, pick)

    @precondition(lambda self: by_answer.told(self.play))
    @rule(pick=PICK, until=AHEAD, said=st.sampled_from(["done_with", "snooze"]))
    def answer(self, pick: int, until: timedelta, said: str) -> None:
        getattr(by_answer, said)(self.play, pick, until)

    @rule(zone=ZONES)
    def move(self, zone: str) -> None:
        by_person.move(self.play, zone)

    @precondition(lambda self: self.play.before)
    @rule()
    def undo_at_once(self) -> None:
        by_undo.undo(self.play)

    @rule()
    def undo(self) -> None:
        by_undo.undo(self.play)
