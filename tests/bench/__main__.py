"""The command: `python -m tests.bench [--quick] [--sizes …] [--engines …]`."""

import argparse
import shlex
import sys
import time

from tests.bench.browsing import measure_web
from tests.bench.grounds import Ground, open_grounds
from tests.bench.pages import PageTime, measure_pages
from tests.bench.places import ENGINES, PAGE
from tests.bench.report import Report, write_page, write_terminal
from tests.bench.trails import verify
from tests.bench.walking import Plan, WrongAnswer, measure_walks

SIZES = (1_000, 100_000, 1_000_000)
EPILOG = "Databases are kept in .cache/bench (about 16 GB with a million proposals on both engines) and used again."
QUICK_SIZES = (1_000, 20_000)


def main(arguments: list[str]) -> int:
    """Measure, print, write the page; returns 1 when what was measured was not what should have been."""
    chosen = parse(arguments)
    began = time.monotonic()

    def say(text: str) -> None:
        print(f"{time.monotonic() - began:6.0f} s  {text}", flush=True)

    try:
        report = run(chosen, say)
    except WrongAnswer as error:
        print(f"The run does not count: {error}", file=sys.stderr)
        return 1
    report.seconds = time.monotonic() - began
    write_terminal(report)
    if chosen.write:
        PAGE.write_text(write_page(report, shlex.join(["python", "-m", "tests.bench", *arguments])), encoding="utf-8")
        print(f"\nWritten: {PAGE}")
    return 0


def parse(arguments: list[str]) -> argparse.Namespace:
    """Read the options."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__, epilog=EPILOG)
    parser.add_argument("--quick", action="store_true", help="small databases, few rounds, no page written")
    parser.add_argument("--sizes", type=lambda text: tuple(int(part) for part in text.split(",")), help="1000,100000")
    parser.add_argument(
        "--engines", type=lambda text: tuple(text.split(",")), default=ENGINES, help="sqlite,postgresql"
    )
    parser.add_argument("--rounds", type=int, help="how many rounds count")
    parser.add_argument("--no-page", dest="write", action="store_false", help="only print")
    chosen = parser.parse_args(arguments)
    chosen.sizes = tuple(sorted(chosen.sizes or (QUICK_SIZES if chosen.quick else SIZES)))
    chosen.rounds = chosen.rounds or (2 if chosen.quick else 5)
    chosen.write = chosen.write and not chosen.quick
    return chosen


def run(chosen: argparse.Namespace, say) -> Report:  # noqa: ANN001  # a way to say how far it is
    """Measure everything; raises WrongAnswer."""
    walks = {1: 10, 8: 40} if chosen.quick else {1: 20, 8: 80}
    headline = chosen.sizes[len(chosen.sizes) // 2] if len(chosen.sizes) > 1 else chosen.sizes[0]
    plan = Plan(chosen.sizes, headline, chosen.rounds, walks)
    report = Report(plan=plan, engines=chosen.engines)
    with open_grounds(chosen.engines, say) as grounds:
        report.walked = measure_walks(grounds, chosen.engines, plan, say)
        for engine in chosen.engines:
            for size in chosen.sizes:
                ground = grounds.place(engine, size, "product")
                say(f"verifying the trail of {size:,} on {engine}")
                report.verified.append(verify(ground))
            baseline = grounds.place(engine, plan.headline, "baseline")
            verify(baseline)
            largest = grounds.place(engine, chosen.sizes[-1], "product")
            say(f"turning pages of {largest.size:,} on {engine}")
            report.pages += pages_of(largest, 7 if chosen.quick else 15)
            middle = grounds.place(engine, plan.headline, "product")
            say(f"asking for pages of {middle.size:,} on {engine} as a browser does")
            report.web += measure_web(grounds, middle, 15 if chosen.quick else 50)
    return report


def pages_of(ground: Ground, repeats: int) -> list[PageTime]:
    """Turn the pages of a database; raises WrongAnswer when one of them reads a large table whole."""
    found = measure_pages(ground, repeats)
    scans = [f"{page.name} ({page.depth}): {page.full_scans}" for page in found if page.full_scans]
    if scans:
        raise WrongAnswer(f"{ground.engine}: full scans: {'; '.join(scans)}")
    return found


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
