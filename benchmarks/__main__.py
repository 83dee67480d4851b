"""`make bench`: every figure as a ratio within this run, or as a time beside its budget."""

from benchmarks import questions, scale, slack


def main() -> None:
    for title, part in (("The question engine", questions), ("Through Bolt", slack), ("Among others", scale)):
        print(title, flush=True)
        part.run()


if __name__ == "__main__":
    main()
