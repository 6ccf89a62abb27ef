"""The stylesheet, the scripts and the icon, each named by what it holds, so that a browser may keep it for good.

Pictures, PDFs and the rows of the search keep their plain names: other people link to the first two, and pages that
named the third by its content would all change with every new exercise. Browsers ask whether they are still the same.
"""

import json
import re
from collections.abc import Iterable, Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path

from exercise_handbook.pages.output import Output

FOLDER = Path(__file__).parent.parent / "assets"

STYLES = (
    *("tokens", "base", "frame", "search"),
    *("buttons", "boxes", "figures", "steps"),
    *("exercise", "lists", "filters", "handouts", "purposes", "home", "routine", "about", "written", "safety", "phone"),
    *("contrast", "print", "print-sheet", "print-exercise", "print-routine"),
)
"""The files of css/ in the order of the stylesheet: basics, components, pages, and overrides."""

PLAN = (
    *("codec", "words", "dose", "dom", "library"),
    *("builder", "giving", "sheet", "options", "hearing", "pictures", "player"),
    *("diary", "reminders", "page"),
)
"""The files of plan/ in the order of the script of the page of plans: each after those that it needs."""

COMMENT = {
    ".js": re.compile(rb"^[ \t]*(?://[^\n]*|/\*\*(?:(?!\*/).)*\*/)[ \t]*\n", re.MULTILINE | re.DOTALL),
    ".css": re.compile(rb"\s*/\*(?:(?!\*/).)*\*/", re.DOTALL),
}
"""The comments to remove from each type of file; in scripts, only those on lines of their own."""

JOINED = {
    "handbook.css": ("css", STYLES),
    "handbook-right-to-left.css": ("css", (*STYLES, "right-to-left")),
    "plan.css": ("css", ("plan",)),
    "plan.js": ("plan", PLAN),
    "search-en.js": ("search", ("en",)),
}
"""Assets joined from several files: the folder of these, and their names in order."""

STEMMERS = {"ar": "arabic", "de": "german", "es": "spanish", "fr": "french", "pl": "polish", "pt": "portuguese"}
"""The names of languages in Snowball."""

MODULE = re.compile(rb"^import .*$|^export default class (?:extends B\b)?", re.MULTILINE)
"""What makes a Snowball file a module, which pages opened as files cannot load."""


def asset(name: str) -> str:
    """The address of an asset: of handbook.css, /assets/handbook.3f2a9c1b.css. Raises KeyError for one not there."""
    return f"/{assets()[name].uri}"


@cache
def assets() -> Mapping[str, Output]:
    """Every asset by name. Call cache_clear() when the files may have changed."""
    vendored = {file.name: file.read_bytes() for file in (FOLDER / "vendor").glob("*.*")}
    contents = {file.name: _bare(file) for file in FOLDER.iterdir() if file.is_file()} | vendored
    contents |= {f"search-{language}.js": _search(language) for language in _small_words()}
    contents |= {name: _joined(folder, names, Path(name).suffix) for name, (folder, names) in JOINED.items()}
    return {name: named(name, content) for name, content in sorted(contents.items())}


def named(name: str, content: str | bytes) -> Output:
    """A file of assets/, named by its content."""
    written = content.encode() if isinstance(content, str) else content
    stem, ending = name.rsplit(".", 1)
    return Output(f"assets/{stem}.{sha256(written).hexdigest()[:8]}.{ending}", content)


def of_language(name: str, language: str, direction: str) -> bool:
    """Whether a site in a language needs an asset: only its own search data, and only its own direction."""
    if name.startswith("search-"):
        return name == search_asset(language)
    return name == stylesheet(direction) if name.startswith("handbook") and name.endswith("css") else True


def stylesheet(direction: str) -> str:
    """The name of the stylesheet for a direction of writing."""
    return "handbook-right-to-left.css" if direction == "rtl" else "handbook.css"


def search_asset(language: str) -> str:
    """The name of the asset with the search data of a language such as en-GB; "" if there is none."""
    name = f"search-{language.partition('-')[0]}.js"
    return name if name in assets() else ""


def _small_words() -> Mapping[str, str]:
    """The stop words of each language, separated by spaces."""
    words: Mapping[str, str] = json.loads((FOLDER / "search/small.json").read_text(encoding="utf-8"))
    return words


def _search(language: str) -> bytes:
    """The search data of a language: its stop words and, if Snowball has one, its stemmer."""
    with_words = f"self.searchWith = {{ small: {json.dumps(_small_words()[language], ensure_ascii=False)} }};"
    return b"\n".join([with_words.encode(), _stemmer(language), _bare(FOLDER / "search/stemmed.js")])


def _stemmer(language: str) -> bytes:
    """The script that sets self.searchWith.Stemmer; "" if Snowball does not have the language."""
    if language not in STEMMERS:
        return b""
    files = (_bare(FOLDER / f"vendor/snowball/{name}.js") for name in ("base-stemmer", STEMMERS[language]))
    base, own = (MODULE.sub(_classic, file) for file in files)
    return b"(() => {\n" + base + own + b"})();"


def _classic(found: re.Match[bytes]) -> bytes:
    """A module turned into a classic script."""
    if found[0].startswith(b"import"):
        return b""
    return b"self.searchWith.Stemmer = class extends BaseStemmer" if found[0].endswith(b"B") else b"class "


def _joined(folder: str, names: Iterable[str], ending: str) -> bytes:
    """Files of a folder joined into one, for a single request."""
    return b"\n".join(_bare(FOLDER / folder / f"{name}{ending}") for name in names)


def _bare(file: Path) -> bytes:
    """The content of a file without comments, and the types in them, which are for developers only."""
    content = file.read_bytes()
    return COMMENT[file.suffix].sub(b"", content) if file.suffix in COMMENT else content
