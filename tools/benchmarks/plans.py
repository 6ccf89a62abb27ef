"""What plans and the open data cost: python tools/benchmarks/plans.py [SIZE …] [--site FOLDER].

How fast the page of plans answers on a phone, whose processor is taken to be four times slower than this machine's:
from each letter typed, each filter chosen and each exercise added until the screen shows it. The time is that of the
processor on the page's thread, as others use this machine. Of three rounds the shortest counts, of all letters and
filters the longest. Then the bytes of the data, beside the text of the exercises' pages; compressed by gzip at level 6.
"""

import gzip
import tempfile
from collections.abc import Iterator
from pathlib import Path

from lxml import html
from playwright.sync_api import Browser

from audit.reader import chromium
from sites import asked_sites, asks_for_sites
from visit import served

WORDS = "lower back knee"
SLOWER = 4
ROUNDS = 3

DONE = "() => new Promise((painted) => requestAnimationFrame(() => setTimeout(painted)))"

TYPED = """(words) => {
  const box = document.querySelector("#plan-search");
  box.value = words;
  box.dispatchEvent(new Event("input", { bubbles: true }));
}"""

CHOSEN = """([name, at]) => {
  const choice = document.querySelector(`[data-choose] [name=${name}]`);
  choice.selectedIndex = at;
  choice.dispatchEvent(new Event("input", { bubbles: true }));
}"""

ADDED = "() => document.querySelector('.plan-list button').click()"


class Phone:
    """A page on a phone, asked for the processor time of its work."""

    def __init__(self, browser: Browser, address: str) -> None:
        """Open the page of plans, and wait for its list."""
        context = browser.new_context(viewport={"width": 390, "height": 844}, device_scale_factor=2)
        self.page = context.new_page()
        self.line = context.new_cdp_session(self.page)
        self.line.send("Performance.setTimeDomain", {"timeDomain": "threadTicks"})
        self.line.send("Performance.enable")
        self.page.goto(f"{address}plan/", timeout=300_000)
        self.page.locator(".plan-list button").first.wait_for()

    def spent(self) -> float:
        """Milliseconds of processor time on the page's thread so far, on a phone."""
        metrics = self.line.send("Performance.getMetrics")["metrics"]
        return SLOWER * 1000 * float(next(one["value"] for one in metrics if one["name"] == "TaskDuration"))

    def longest(self, script: str, *asked: object) -> float:
        """The longest of these answers, each the shortest of its rounds, in milliseconds."""
        return max(min(self.answer(script, one) for _ in range(ROUNDS)) for one in asked)

    def answer(self, script: str, asked: object) -> float:
        """From a press until the screen shows what it did."""
        before = self.spent()
        self.page.evaluate(script, asked)
        self.page.evaluate(DONE)
        return self.spent() - before


def answers(browser: Browser, address: str) -> str:
    """How long a phone takes to show the list and to answer, in milliseconds."""
    phone = Phone(browser, address)
    ready = phone.spent()
    typed = phone.longest(TYPED, *(WORDS[:end] for end in range(len(WORDS), -1, -1)))
    counts = phone.page.evaluate(
        "[...document.querySelectorAll('[data-choose] select')].map((one) => [one.name, one.length])"
    )
    chosen = phone.longest(CHOSEN, *((name, at) for name, count in counts for at in range(count - 1, -1, -1)))
    added = phone.longest(ADDED, *range(3))
    phone.page.context.close()
    return (
        f"list shown {ready:,.0f} ms, a letter typed {typed:,.0f} ms, a filter {chosen:,.0f} ms, added {added:,.0f} ms"
    )


def weights(site: Path) -> Iterator[str]:
    """The bytes of the data, and of what the pages of exercises say."""
    pages = [file.read_bytes() for file in sorted((site / "exercises").glob("*/index.html"))]
    texts = [text(page) for page in pages]
    library = (site / "api/v1/library.json").read_bytes()
    yield f"pages {kilobytes(pages)}, their text {kilobytes(texts)}"
    yield f"library.json {kilobytes([library])}: {squeezed(library) / sum(map(len, texts)):.3f} of the text"
    yield f"list to choose from {kilobytes([(site / 'plan/exercises.json').read_bytes()])}"


def text(page: bytes) -> bytes:
    """What a page says, without its frame."""
    return " ".join(html.fromstring(page).find(".//main").text_content().split()).encode()


def kilobytes(files: list[bytes]) -> str:
    """How much they are, and compressed each by itself."""
    return f"{sum(map(len, files)) / 1000:,.0f} KB, compressed {sum(map(squeezed, files)) / 1000:,.0f} KB"


def squeezed(file: bytes) -> int:
    """The bytes of a file as servers send it."""
    return len(gzip.compress(file, 6))


def main() -> None:
    """Measure each site that the command line asks for."""
    asked = asks_for_sites(__doc__).parse_args()
    with tempfile.TemporaryDirectory(prefix="handbook-") as folder, chromium() as browser:
        for name, site in asked_sites(asked, Path(folder)):
            with served(site) as address:
                print(f"\n### {name}\n", answers(browser, address), *weights(site), sep="\n", flush=True)


if __name__ == "__main__":
    main()
