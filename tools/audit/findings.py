"""What an audit finds: a look at a page in one state, and what is wrong there."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Failure:
    """Something to put right: where on the page (a selector, a line, a file), and what to do."""

    where: str
    advice: str


@dataclass(frozen=True)
class Look:
    """One page, seen in one state by one rule."""

    page: str
    state: str
    failures: tuple[Failure, ...] = ()


Findings = dict[str, list[Look]]
"""The looks of each rule, by its name."""


def table(findings: Findings) -> str:
    """A line for each rule: pages, states looked at, failures."""
    names = [*findings, "rule"]
    width = max(map(len, names))
    rows = [f"{'rule':{width}}  pages  states  failures"]
    for rule, looks in findings.items():
        pages, failures = len({look.page for look in looks}), sum(len(look.failures) for look in looks)
        rows.append(f"{rule:{width}}  {pages:5}  {len(looks):6}  {failures or '-':>8}")
    return "\n".join(rows)


def told(findings: Findings) -> Iterator[str]:
    """Every failure once, with all the places that have it: what to do, page and state, selector."""
    for rule, looks in findings.items():
        for (advice, where), places in _grouped(looks).items():
            more = f" and {len(places) - 1} more" if len(places) > 1 else ""
            yield f"{rule}: {places[0].page} ({places[0].state}){more}: {where}\n    {advice}"


def _grouped(looks: Iterable[Look]) -> dict[tuple[str, str], list[Look]]:
    found: dict[tuple[str, str], list[Look]] = {}
    for look in looks:
        for failure in look.failures:
            found.setdefault((failure.advice, failure.where), []).append(look)
    return found


def has_failed(findings: Findings) -> bool:
    """Whether any look found anything."""
    return any(look.failures for looks in findings.values() for look in looks)
