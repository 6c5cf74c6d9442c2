"""fire.delivery_release: a worker that stops gives back what it has not begun."""


def test_what_was_not_begun_is_given_back_at_once(world):
    world.fill(people=3)
    rows = world.claim("w1")
    world.begin(rows[0])
    assert world.fire.execute("select fire.delivery_release('w1')").fetchone() == (2,)
    assert {row["delivery_id"] for row in world.claim("w2")} == {
        row["delivery_id"] for row in rows[1:]
    }


def test_another_workers_leases_stay(world):
    world.fill(people=2)
    world.claim("w1")
    assert world.fire.execute("select fire.delivery_release('w2')").fetchone() == (0,)
    assert world.claim("w2") == []


def test_what_is_given_back_is_found_below_the_floor_of_the_others(world):
    world.fill()
    world.claim("w1")
    world.claim("w2")
    world.advance(seconds=30)
    assert world.claim("w2") == []
    world.fire.execute("select fire.delivery_release('w1')")
    assert len(world.claim("w2")) == 1
