from threading import Event

from bot.workers import Workers


def test_what_was_taken_is_done_before_the_workers_close() -> None:
    done: list[int] = []
    workers = Workers(workers=2)

    taken = [workers.take(lambda number=number: done.append(number)) for number in range(50)]  # type: ignore[misc]
    workers.close()

    assert all(taken)
    assert sorted(done) == list(range(50))


def test_a_full_line_takes_nothing_more_until_there_is_room() -> None:
    go_on = Event()
    workers = Workers(workers=1, most_waiting=1)

    assert workers.take(lambda: go_on.wait(5))
    assert workers.take(lambda: None)
    assert not workers.take(lambda: None)
    go_on.set()
    workers.close()


def test_closed_workers_take_nothing() -> None:
    workers = Workers()
    workers.close()

    assert not workers.take(lambda: None)


def test_a_task_that_fails_stops_nothing() -> None:
    done: list[str] = []
    workers = Workers(workers=1)

    workers.take(lambda: [][0])
    workers.take(lambda: done.append("next"))
    workers.close()

    assert done == ["next"]
