"""The same audit on our site and on the plain one: python tools/benchmarks/audits.py [SIZE]."""

import argparse
import tempfile
from collections import Counter
from pathlib import Path

from audit.depth import Depth
from audit.findings import Findings
from audit.running import audit
from sites import Pair, tell


def found(size: int, depth: Depth) -> dict[str, Findings]:
    """What is found on each site, by its name."""
    with tempfile.TemporaryDirectory(prefix="handbook-") as folder:
        pair = Pair(size, Path(folder))
        pair.write()
        for name, command in pair.builds():
            tell(f"{name}: building")
            command.run()
        return {name: audit(pair.site(name), depth, everything=False, processes=2) for name, _ in pair.builds()}


def table(both: dict[str, Findings]) -> str:
    """A line a rule: what it found on each site in how many looks, and what most often."""
    head = "| rule | plain: failures | in looks | on pages | most often | ours: failures | in looks | on pages |"
    rows = [row(rule, both) for rule in both["ours"]]
    return "\n".join([head, "|---|---:|---:|---:|---|---:|---:|---:|", *rows])


def row(rule: str, both: dict[str, Findings]) -> str:
    """One rule on both sites."""
    advice = Counter(one.advice for look in both["plain"][rule] for one in look.failures)
    often = advice.most_common(1)[0][0] if advice else ""
    return f"| {rule} | {numbers(both['plain'], rule)} | {often} | {numbers(both['ours'], rule)} |"


def numbers(findings: Findings, rule: str) -> str:
    """Failures, looks and pages."""
    looks = findings[rule]
    failures = sum(len(look.failures) for look in looks)
    return f"{failures} | {len(looks)} | {len({look.page for look in looks})}"


def main() -> None:
    """Build both and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("size", type=int, nargs="?", default=16, help="how many exercises, 16 or more")
    parser.add_argument("--quick", action="store_true", help="one width, and light for all but axe")
    asked = parser.parse_args()
    print(table(found(asked.size, Depth.LOOK if asked.quick else Depth.MATRIX)))


if __name__ == "__main__":
    main()
