"""A webhook's host takes all the room once it has taken one and is quick, a quarter else; who waits
comes back one by one."""

from collections.abc import Callable
from contextlib import ExitStack
from itertools import pairwise
from uuid import uuid4

import pytest
from oye_fire.delivery import Delivery
from oye_fire.room import KEPT, LATEST, QUICK, Room, host_of

Make = Callable[..., Delivery]
Hook = Callable[[str], Delivery]


class Watch:
    """A clock that a test moves."""

    now = 1000.0

    def time(self) -> float:
        """What it shows."""
        return self.now


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Watch:
    watch = Watch()
    monkeypatch.setattr("oye_fire.room.time.monotonic", watch.time)
    return watch


@pytest.fixture
def hook(delivery: Make) -> Hook:
    """A delivery to a webhook of a host."""

    def make(host: str) -> Delivery:
        address = f"https://{host}/{uuid4()}"
        return delivery(delivery_id=uuid4(), channel_kind="webhook", address=address)

    return make


def test_a_host_is_a_name_and_a_port_and_telegram_is_none(delivery: Make) -> None:
    def of(address: str | None) -> str | None:
        return host_of(delivery(channel_kind="webhook", address=address))

    assert of("https://A.example/x") == of("https://a.example:443/y") != of("http://a.example/")
    assert of("https://[::1") is None
    assert host_of(delivery(address="7")) is None


def take(room: Room, watch: Watch, host: str | None, seconds: float, taken: bool = True) -> None:
    """A send to the host, alone in the air for so long."""
    with room.flying(host) as flight:
        watch.now += seconds
        flight.taken = taken


def test_of_a_host_that_is_not_known_yet_a_quarter_go_and_of_others_all(
    hook: Hook, watch: Watch
) -> None:
    claimed = [hook("slow.example") for _ in range(4)] + [hook("well.example")]
    waits = Room(8, watch.time).waits(claimed)
    assert waits[:2] == [None] * 2
    assert waits[2:4] == pytest.approx([QUICK / 8, QUICK / 4])
    assert waits[4] is None


def test_a_first_burst_is_back_as_soon_as_a_quick_host_has_answered(
    hook: Hook, watch: Watch
) -> None:
    room = Room(32, watch.time)
    waits = [wait for wait in room.waits([hook("new.example")] * 32) if wait is not None]
    assert len(waits) == 24
    assert max(waits) < QUICK
    assert all(later > earlier for earlier, later in pairwise(waits))
    take(room, watch, host_of(hook("new.example")), 0.05)
    assert room.waits([hook("new.example")] * 32) == [None] * 32


def test_a_host_that_has_taken_none_keeps_its_quarter_however_quick_it_fails(
    hook: Hook, watch: Watch
) -> None:
    room = Room(8, watch.time)
    host = host_of(hook("broken.example"))
    with room.flying(host):
        for _ in range(20):
            take(room, watch, host, 0.01, taken=False)
        assert room.waits([hook("broken.example")] * 2)[1] is not None
        take(room, watch, host, 0.01)
        assert room.waits([hook("broken.example")] * 7) == [None] * 7


def test_those_of_a_later_claim_come_back_after_those_of_an_earlier_one(
    hook: Hook, watch: Watch
) -> None:
    room = Room(2, watch.time)
    first = room.waits([hook("slow.example") for _ in range(3)])
    with room.flying(host_of(hook("slow.example"))):
        second = room.waits([hook("slow.example")])
    assert [*first, *second] == pytest.approx([None, QUICK / 2, QUICK, 1.5 * QUICK])


def test_what_is_in_the_air_counts_until_it_has_landed(hook: Hook, watch: Watch) -> None:
    room = Room(8, watch.time)
    host = host_of(hook("slow.example"))
    with ExitStack() as flying:
        for _ in range(2):
            flying.enter_context(room.flying(host))
        assert room.waits([hook("slow.example")]) != [None]
        assert room.waits([hook("well.example")]) == [None]
    assert room.waits([hook("slow.example")]) == [None]


def test_a_host_that_was_slow_has_a_quarter_until_it_is_quick_again(
    hook: Hook, watch: Watch
) -> None:
    room = Room(8, watch.time)
    host = host_of(hook("slow.example"))
    with room.flying(host) as flight:
        watch.now += 8
        flight.taken = True
    assert room.waits([hook("slow.example")] * 3)[:2] == [None, None]
    assert room.waits([hook("slow.example")] * 3)[2] is not None
    for _ in range(20):
        take(room, watch, host, 0.01)
    assert room.waits([hook("slow.example")] * 8) == [None] * 8


def test_a_host_that_hangs_is_asked_for_seldom(hook: Hook, watch: Watch) -> None:
    room = Room(4, watch.time)
    with room.flying(host_of(hook("slow.example"))):
        watch.now += 3
        assert room.waits([hook("slow.example")]) == [3.0]
        watch.now += 60
        assert room.waits([hook("slow.example")] * 3) == [LATEST] * 3


def test_a_host_is_not_slow_because_this_process_stood_still(hook: Hook, watch: Watch) -> None:
    ran = 0.0
    room = Room(8, lambda: ran)
    host = host_of(hook("well.example"))
    with room.flying(host) as flight, room.flying(host):
        watch.now += 60
        ran += 0.3
        flight.taken = True
        assert room.waits([hook("well.example")]) == [pytest.approx(0.3 / 8)]
    assert room.waits([hook("well.example")] * 8) == [None] * 8


def test_a_quick_host_has_all_the_room_and_is_asked_for_as_fast_as_it_takes(
    hook: Hook, watch: Watch
) -> None:
    room = Room(4, watch.time)
    host = host_of(hook("quick.example"))
    room.waits([hook("quick.example")] * 100)
    for _ in range(20):
        take(room, watch, host, 0.01)
    watch.now += LATEST
    with room.flying(host):
        waits = room.waits([hook("quick.example")] * 4)
    assert waits == [None, None, None, pytest.approx(0.01 / 4, rel=0.1)]


def test_between_two_batches_a_host_is_remembered_and_after_a_while_it_is_not(
    hook: Hook, watch: Watch
) -> None:
    room = Room(8, watch.time)
    hosts = ["a.example", "b.example"]
    for name in hosts:
        take(room, watch, host_of(hook(name)), 0.05)
    watch.now += KEPT - 1
    assert room.waits([hook("a.example")] * 8) == [None] * 8
    take(room, watch, host_of(hook("a.example")), 0.05)
    watch.now += 2
    assert [room.waits([hook(name)] * 8).count(None) for name in hosts] == [8, 2]


def test_one_slot_is_one_send(hook: Hook, watch: Watch) -> None:
    assert Room(1, watch.time).waits([hook("a.example"), hook("a.example")]) == [
        None,
        pytest.approx(QUICK),
    ]
