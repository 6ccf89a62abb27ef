"""Hands the handbook's outputs to MkDocs. The only file that knows MkDocs."""

from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, get_files
from mkdocs.structure.pages import Page

from handbook.framing import framed, with_footnotes, with_sources, written_styles
from handbook.library import Library
from handbook.load import load_library
from handbook.output import Output
from handbook.outputs import render
from handbook.problems import Problems

STYLES = "assets/stylesheets/main."  # of Material's files the site needs its stylesheet, and nothing else


class Build:
    """What one build hands from one event to the next."""

    library: Library
    outputs: list[Output]


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Load, check and render while the last good site is still there.

    MkDocs empties site_dir right after on_pre_build, so this is where a mistake in the
    data must stop the build. Raises PluginError with every problem.
    """
    home = Path(config.extra["library"])
    try:
        Build.library = load_library(home, Path(config.docs_dir), config.extra["address"])
    except Problems as problems:
        raise PluginError(f"the library cannot be published yet:\n{problems}") from None
    Build.outputs = render(Build.library)
    config.site_name = Build.library.publication.name
    config.theme.static_templates.clear()  # 404 and sitemap are the handbook's own
    _refuse_twins(config)
    return config


def on_serve(server: Any, config: MkDocsConfig, builder: Any) -> Any:
    """Look at the library too, and look often: a change shows within a second."""
    server.watch(config.extra["library"])
    server.build_delay = 0.1
    return server


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add every output; keep of docs/ and the theme what belongs to this library."""
    styles = [file for file in files if file.src_uri.startswith(STYLES) and file.src_uri.endswith(".css")]
    for file in list(files):
        if _is_foreign(file, config) and file not in styles:
            files.remove(file)
    for output in [*Build.outputs, *written_styles(Build.library, styles[0].src_uri)]:
        files.append(_file(output, config))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Add the footnotes that the page's citations ask for."""
    return with_footnotes(markdown, Build.library.pages[_slug(page)])


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Write the sources into the footnotes."""
    return with_sources(html, Build.library, Build.library.pages[_slug(page)])


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Put the frame of every page around what a person wrote."""
    title, about = str(page.title), str(page.meta.get("description", ""))
    return framed(output, Build.library, f"/{page.url}", title, about)


def _slug(page: Page) -> str:
    return page.file.src_uri.removesuffix(".md")


def _is_foreign(file: File, config: MkDocsConfig) -> bool:
    """Whether a file is the theme's, or a hand-written page that the library does not name."""
    if file.is_documentation_page():
        return file.src_uri.removesuffix(".md") not in Build.library.pages
    return file.src_dir != config.docs_dir


def _file(output: Output, config: MkDocsConfig) -> File:
    if isinstance(output.content, Path):
        return File.generated(config, output.uri, abs_src_path=str(output.content.absolute()))
    return File.generated(config, output.uri, content=output.content)


def _refuse_twins(config: MkDocsConfig) -> None:
    """MkDocs lets the later of two files with one address win, without a word."""
    written = {file.dest_uri.lower() for file in get_files(config) if not _is_foreign(file, config)}
    twins = [output.uri for output in Build.outputs if output.uri.lower() in written]
    if twins:
        raise PluginError(f"written by hand in docs/ but made from data: {', '.join(twins)}")
