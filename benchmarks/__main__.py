"""`make bench`: every figure as a ratio within this run, or as a time beside its budget."""

from benchmarks import home, questions, reminders, scale, slack


def main() -> None:
    parts = (
        ("The question engine", questions),
        ("Through Bolt", slack),
        ("The Home tab", home),
        ("Among others", scale),
        ("A Monday's reminders", reminders),
    )
    for title, part in parts:
        print(title, flush=True)
        part.run()


if __name__ == "__main__":
    main()
