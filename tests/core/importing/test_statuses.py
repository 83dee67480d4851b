import pytest

from csp_core.book import Status
from csp_core.importing.statuses import UnknownStatus, WrittenStatus, read_status


@pytest.mark.parametrize(
    ("written", "status"),
    [
        ("Complete", Status.COMPLETED),
        ("Completed.", Status.COMPLETED),
        ("DONE", Status.COMPLETED),
        ("Closed", Status.COMPLETED),
        ("Blue", Status.COMPLETED),
        ("Completed - June 2014", Status.COMPLETED),
        ("Completed in June 2014", Status.COMPLETED),
        ("100%", Status.COMPLETED),
        ("completed", Status.COMPLETED),
        ("On track", Status.IN_PROGRESS),
        ("Delayed", Status.IN_PROGRESS),
        ("in_progress", Status.IN_PROGRESS),
        ("50% complete", Status.IN_PROGRESS),
        ("Not complete", Status.IN_PROGRESS),
        ("Not yet started", Status.NOT_STARTED),
        ("0%", Status.NOT_STARTED),
        ("Carried over", Status.CARRIED_FORWARD),
        ("Carried over (legislation)", Status.CARRIED_FORWARD),
        ("Carried forward to 2027-28", Status.CARRIED_FORWARD),
        ("Deferred to next year", Status.CARRIED_FORWARD),
        ("Cancelled/No longer required", Status.CANCELLED),
        ("Withdrawn", Status.CANCELLED),
        ("Dropped", Status.CANCELLED),
        ("Continuing", Status.IN_PROGRESS),
    ],
)
def test_a_status_is_read_and_kept_as_written(written: str, status: Status) -> None:
    assert read_status(written) == WrittenStatus(written, status)


@pytest.mark.parametrize("colour", ["Green", "Amber", "Red", "G", "green - nearly there"])
def test_a_traffic_light_is_never_completed(colour: str) -> None:
    read = read_status(colour)

    assert isinstance(read, WrittenStatus)
    assert read.status is Status.IN_PROGRESS


def test_awaiting_sign_off_is_open_and_marked() -> None:
    assert read_status("Awaiting sign-off") == WrittenStatus("Awaiting sign-off", Status.IN_PROGRESS, True)


def test_waiting_for_sign_off_is_the_same() -> None:
    assert read_status("Waiting for sign-off") == WrittenStatus("Waiting for sign-off", Status.IN_PROGRESS, True)


@pytest.mark.parametrize("blank", ["", "  ", "-"])
def test_a_blank_cell_says_nothing(blank: str) -> None:
    assert read_status(blank) == WrittenStatus()


@pytest.mark.parametrize(
    ("written", "remedy"),
    [
        ("Copmleted", "“completed”"),
        ("Carried fowards", "“carried forward”"),
        ("banana", "“not started” or “in progress”"),
        ("Completed in 2 of 4 wards", "Write"),
        ("150%", "Write"),
    ],
)
def test_an_unknown_word_is_asked_about_and_never_guessed(written: str, remedy: str) -> None:
    read = read_status(written)

    assert isinstance(read, UnknownStatus)
    assert written in read.sentence
    assert remedy in read.remedy
