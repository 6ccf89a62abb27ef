"""What the lists of a library cost a phone: python tools/benchmarks/lists.py [SIZE …] [--foreign FILE] [--site FOLDER].

A phone's processor is taken to be four times slower than this machine's. Each page is opened in a
window of 390 px; times are the browser's own, read from its trace: the first paint, all work on
styles and on layouts, the longest layout. On the list of exercises each filter is chosen three
times, and the search is opened and asked: from the press until the screen shows it. Of the three
the shortest counts, as others use this machine; of all filters the longest. Bytes are those of
the page alone, compressed by gzip at level 6.
"""

import argparse
import gzip
import json
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

from audit.reader import chromium
from sites import asked_sites, asks_for_sites, make_site, python
from visit import served

SLOWER = 4
PAGES = ("exercises/", "purposes/", "print/", "clinicians/", "about/")
HEAD = "| page | KB | nodes | px high | first paint ms | loaded ms | styles ms | layouts ms | longest layout ms |"

PRESSED = """async () => {
  const took = new Map();
  for (let round = 0; round < 3; round += 1) {
    for (const one of document.querySelectorAll("[data-filters] :is(input, option)")) {
      const start = performance.now();
      if (one.matches("option")) {
        one.selected = true;
        one.parentElement.dispatchEvent(new Event("change", { bubbles: true }));
      } else one.click();
      await new Promise((painted) => requestAnimationFrame(() => setTimeout(painted)));
      took.set(one, Math.min(took.get(one) ?? Infinity, performance.now() - start));
      await new Promise((rest) => setTimeout(rest, 100));
    }
  }
  return Math.max(0, ...took.values());
}"""

OPENED = """async (words) => {
  const start = performance.now();
  document.querySelector("[data-search-open]").click();
  const box = document.querySelector(".search input");
  box.value = words;
  while (!document.querySelector(".search-results a")) await new Promise((later) => setTimeout(later, 5));
  return performance.now() - start;
}"""

ASKED = """async (words) => {
  const box = document.querySelector(".search input");
  const took = [];
  for (let end = 1; end <= words.length; end += 1) {
    const start = performance.now();
    box.value = words.slice(0, end);
    box.dispatchEvent(new Event("input"));
    await new Promise((painted) => requestAnimationFrame(() => setTimeout(painted)));
    took.push(performance.now() - start);
  }
  return Math.max(...took);
}"""


@dataclass(frozen=True)
class Cost:
    """What a page costs: compressed bytes, elements, height in CSS pixels, and milliseconds."""

    bytes: int
    nodes: int
    height: int
    first_paint: float
    loaded: float
    styles: float
    layouts: float
    longest_layout: float

    def row(self, name: str) -> str:
        """A line of the table."""
        times = (self.first_paint, self.loaded, self.styles, self.layouts, self.longest_layout)
        counts = f"{self.bytes / 1000:.1f} | {self.nodes:,} | {self.height:,}"
        return f"| {name} | {counts} | {' | '.join(f'{time:,.0f}' for time in times)} |"


def opened(browser: Browser) -> Page:
    """A fresh page on a phone."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, device_scale_factor=2)
    page = context.new_page()
    line = context.new_cdp_session(page)
    line.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.set_default_timeout(300_000)
    return page


def cost(browser: Browser, address: str, file: Path) -> Cost:
    """Open a page and read what it cost from the browser's trace."""
    page = opened(browser)
    browser.start_tracing(page=page, categories=["devtools.timeline"])
    page.goto(address, wait_until="load", timeout=300_000)
    page.evaluate("() => new Promise((painted) => requestAnimationFrame(() => setTimeout(painted, 100)))")
    events = json.loads(browser.stop_tracing())["traceEvents"]
    nodes, height, first_paint, loaded = page.evaluate(
        """() => [document.querySelectorAll("*").length, document.documentElement.scrollHeight,
        performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0,
        performance.getEntriesByType("navigation")[0].loadEventEnd]"""
    )
    page.context.close()
    styles, layouts = times(events, "UpdateLayoutTree"), times(events, "Layout")
    size = len(gzip.compress(file.read_bytes(), 6))
    return Cost(size, nodes, height, first_paint, loaded, sum(styles), sum(layouts), max(layouts, default=0))


def times(events: list[dict[str, Any]], name: str) -> list[float]:
    """The milliseconds of each event of a name."""
    return [event.get("dur", 0) / 1000 for event in events if event["name"] == name]


def answers(browser: Browser, address: str) -> str:
    """A line on how fast a filter and the search answer."""
    page = opened(browser)
    page.goto(f"{address}exercises/", timeout=300_000)
    pressed = page.evaluate(PRESSED)
    search = page.evaluate(OPENED, "back")
    typed = page.evaluate(ASKED, "how to do a pelvik tilt")
    page.context.close()
    return f"a filter {pressed:,.0f} ms, search opened {search:,.0f} ms, a letter typed {typed:,.0f} ms"


def measured(browser: Browser, site: Path) -> Iterator[str]:
    """The lines of a site's table, and one on its answers."""
    yield f"{HEAD}\n|---|{'---:|' * 8}"
    with served(site) as address:
        for at in PAGES:
            yield cost(browser, f"{address}{at}", site / at / "index.html").row(f"/{at}")
        yield f"\n{answers(browser, address)}\n"


def sites(asked: argparse.Namespace, folder: Path) -> Iterator[tuple[str, Path]]:
    """Those that any benchmark can be asked for, and that of a foreign library."""
    yield from asked_sites(asked, folder)
    if asked.foreign:
        python("foreign.py", asked.foreign, folder / "foreign", "--stand-ins").run()
        make_site(folder / "foreign", folder / "foreign-site").run()
        yield "foreign", folder / "foreign-site"


def main() -> None:
    """Measure the lists of each site that the command line asks for."""
    parser = asks_for_sites(__doc__)
    parser.add_argument("--foreign", type=Path, help="a file for foreign.py")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="handbook-") as folder, chromium() as browser:
        for name, site in sites(asked, Path(folder)):
            print(f"\n### {name}\n")
            for line in measured(browser, site):
                print(line, flush=True)


if __name__ == "__main__":
    main()
