"""Score the converter over the annotated pages: `python tests/evaluate.py [--pages] [--update [--allow-regression]]`.

Prints every score beside its floor, folder by folder; exit code 1 if one lies below it, or if pages or truth are not
those that the floors were taken on. `--update` takes the scores of now as floors; one that would fall is refused unless
it is allowed to. The scores are explained in `tests/support/evaluation/measures.py`.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

TESTS = Path(__file__).resolve().parent
sys.path[:0] = [str(TESTS / "support"), str(TESTS.parent / "plugins")]

from evaluation import floors  # noqa: E402
from evaluation.measures import score  # noqa: E402
from evaluation.truth import evaluate, score_folders, truths  # noqa: E402


def main(arguments: Sequence[str] | None = None) -> int:
    """Score, print, compare or update; the exit code."""
    options = parser().parse_args(arguments)
    corpus = truths()
    pages = [evaluate(truth) for truth in corpus]
    scores, digest = score_folders(corpus, pages), floors.digest_of(corpus)
    known = floors.read(options.floors)
    print(floors.table(scores, known.scores))
    if options.pages:
        for truth, page in zip(corpus, pages, strict=True):
            print(f"{truth.folder + '/' + truth.file.stem:34}", floors.line(score([page])))
    faults = floors.regressions(scores, known.scores)
    if options.update:
        if faults and not options.allow_regression:
            print(*faults, "Nothing was written; --allow-regression lowers floors.", sep="\n", file=sys.stderr)
            return 1
        floors.write(options.floors, floors.Floors(digest, scores))
        return 0
    if digest != known.digest:
        faults.append("Pages or truth are not those of the floors: read what changed, then run with --update.")
    print(*faults, sep="\n", file=sys.stderr, end="\n" if faults else "")
    return int(bool(faults))


def parser() -> argparse.ArgumentParser:
    """The command line."""
    main = argparse.ArgumentParser(prog="evaluate.py", description="Score the converter over the annotated pages.")
    main.add_argument("--pages", action="store_true", help="a line for each page, too")
    main.add_argument("--update", action="store_true", help="take the scores of now as floors")
    main.add_argument("--allow-regression", action="store_true", help="with --update: floors may fall")
    main.add_argument("--floors", type=Path, default=floors.FLOORS, help="the file of floors")
    return main


if __name__ == "__main__":
    sys.exit(main())
