"""Assets: named by what they hold, so that one that changed is never taken from an old copy."""

import re

import pytest

from exercise_handbook.pages import assets as module
from exercise_handbook.pages.assets import COMMENT, FOLDER, JOINED, STYLES, asset, assets
from exercise_handbook.pages.outputs import render


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "FOLDER", tmp_path)
    monkeypatch.setattr(module, "JOINED", {})
    (tmp_path / "search").mkdir()
    (tmp_path / "search/small.json").write_text("{}")
    assets.cache_clear()
    yield tmp_path
    assets.cache_clear()


def test_an_asset_has_a_new_name_as_soon_as_it_holds_something_else(folder):
    (folder / "page.css").write_text("a {}")
    before = asset("page.css")
    (folder / "page.css").write_text("b {}")
    assets.cache_clear()
    assert re.fullmatch(r"/assets/page\.[0-9a-f]{8}\.css", before)
    assert asset("page.css") != before


def test_an_asset_that_is_not_there_is_an_error():
    with pytest.raises(KeyError):
        asset("missing.css")


def test_everything_under_assets_is_named_by_its_content(sample):
    uris = [output.uri for output in render(sample) if output.uri.startswith("assets/")]
    assert uris
    assert [uri for uri in uris if not re.fullmatch(r"assets/[\w.-]+\.[0-9a-f]{8}\.\w+", uri)] == []


def test_what_others_link_to_keeps_its_name(sample):
    uris = [output.uri for output in render(sample)]
    assert {"figures/nod-start.svg", "exercises/nod/nod-qr.png", "search-rows.js", "sitemap.xml"} <= set(uris)


@pytest.mark.parametrize("folder", ["css", "plan"])
def test_every_file_of_a_folder_is_in_what_is_joined_once(folder):
    joined = [names for home, names in JOINED.values() if home == folder]
    assert all(len(set(names)) == len(names) for names in joined)
    assert set().union(*joined) == {file.stem for file in (FOLDER / folder).iterdir()}


def test_comments_of_scripts_are_left_out_where_they_have_a_line_to_themselves_and_nowhere_else():
    script = (
        b"// one\na = 'https://b.example'; // two\n  /** @type {any}\n   *  three */\n  b = /** @type {any} */ (c);\n"
    )
    assert COMMENT[".js"].sub(b"", script) == b"a = 'https://b.example'; // two\n  b = /** @type {any} */ (c);\n"


def test_comments_of_styles_are_left_out():
    styles = b"/* one */\n\na {\n  color: red; /* two */\n\n  /* three\n     four */\n  top: 0;\n}\n"
    assert COMMENT[".css"].sub(b"", styles) == b"\n\na {\n  color: red;\n  top: 0;\n}\n"
    assert b"/*" not in assets()["handbook.css"].content


def test_each_colour_is_written_once_for_light_and_dark():
    """Outside tokens.css no rule knows which of the two is on, but for what prints black on white."""
    knowing = [name for name in STYLES if re.search(r"prefers-color-scheme|data-theme", read(name))]
    assert knowing == ["tokens"]
    colours = re.findall(r"^ *(--[\w-]+): .*#[0-9a-f]{3,6}", read("tokens"), re.MULTILINE)
    assert sorted(set(colours)) == sorted(colours)


def read(name: str) -> str:
    return (FOLDER / "css" / f"{name}.css").read_text()


BY_MARKDOWN = {
    "admonition",
    "admonition-title",
    "danger",
    "footnote-backref",
    "footnote-ref",
    "tabbed-content",
    "tabbed-set",
    "twemoji",
}
"""What Markdown and its extensions call parts of a hand-written page."""

MADE_UP = re.compile(r"([\w-]+-)(?:\{\{|\\1)")
"""The start of a name that goes on with what a template or a pattern puts there: figures-{{ … }}."""


def words_in(*folders: str, endings: tuple[str, ...]) -> str:
    """All that files say below some folders of the package; what others wrote is not asked."""
    files = [file for folder in folders for file in (FOLDER.parent / folder).rglob("*.*") if file.suffix in endings]
    return "".join(file.read_text(encoding="utf-8") for file in files if "vendor" not in file.parts)


def selectors() -> str:
    """The selectors of all styles, without what stands between their braces."""
    return " ".join(
        re.findall(r"([^{}]+)\{", re.sub(r"/\*.*?\*/", "", words_in("assets/css", endings=(".css",)), flags=re.DOTALL))
    )


def test_styles_name_no_class_that_nothing_has():
    said = words_in("assets", "templates", "pages", endings=(".js", ".html", ".py"))
    given = {*re.findall(r"[\w-]+", said), *BY_MARKDOWN}
    begun = tuple(MADE_UP.findall(said))
    named = set(re.findall(r"\.([a-zA-Z][\w-]*)", selectors()))
    assert len(named) > 100
    assert {one for one in named - given if not one.startswith(begun)} == set()


def test_templates_give_no_class_that_no_style_or_script_asks_for():
    pages = re.sub(r"[\w-]*\{[{%].*?[}%]\}", " ", words_in("templates", endings=(".html",)))
    given = {one for names in re.findall(r'class="([^"]*)"', pages) for one in names.split()}
    inside = "".join(re.findall(r"<style>.*?</style>", pages, flags=re.DOTALL))
    asked = selectors() + inside + words_in("assets", "templates", endings=(".js",))
    assert len(given) > 100
    assert {one for one in given if not re.search(rf"\.{one}\b", asked) and not one.startswith("page-")} == set()


def test_every_colour_and_size_that_styles_name_is_used_and_is_there():
    styles = words_in("assets/css", endings=(".css",))
    made = set(re.findall(r"(?<![\w-])(--[\w-]+)\s*:", styles)) | set(
        re.findall(r'setProperty\("(--[\w-]+)"', words_in("assets", endings=(".js",)))
    )
    assert made == set(re.findall(r"var\((--[\w-]+)", styles + words_in("templates", endings=(".css",))))
