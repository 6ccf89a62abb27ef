"""Hands the handbook's outputs to MkDocs. The only file that knows MkDocs."""

from pathlib import Path
from time import time
from typing import Any

from mkdocs.commands import serve
from mkdocs.commands.build import build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, get_files
from mkdocs.structure.pages import Page

from exercise_handbook.assets import assets
from exercise_handbook.darkroom import Darkroom
from exercise_handbook.framing import framed, with_footnotes, with_sources
from exercise_handbook.handouts import Manuscripts, promised
from exercise_handbook.judged import Judge
from exercise_handbook.library import Library
from exercise_handbook.load import Folder, open_library
from exercise_handbook.looking import Looking, filling_in
from exercise_handbook.output import Output
from exercise_handbook.outputs import render
from exercise_handbook.press import Unfit, file_of, printed
from exercise_handbook.problems import Problems
from exercise_handbook.qr import coded
from exercise_handbook.spool import Kept, Spool
from exercise_handbook.store import clear_unused, mark_used
from exercise_handbook.templating import ICONS, for_looking_at, keep_compiled


class Build:
    """What one build hands from one event to the next."""

    library: Library
    outputs: dict[str, Path | Kept]
    """Address → the file to copy, or where the content waits."""

    when_asked: dict[str, Output]
    """Likewise while the site is only looked at: what is made once somebody opens it."""

    files: dict[str, File] = {}  # noqa: RUF012  there is one Build
    """What was told to MkDocs of these, to be told again at the next change."""

    spool: Spool
    is_served = False
    looking = Looking()


class OutputFile(File):
    """A file whose content waits in the spool, or until somebody opens it."""

    kept: Kept | None = None

    def copy_file(self, dirty: bool = False) -> None:
        """Write it."""
        if self.kept is None:
            return
        target = Path(self.abs_dest_path)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(Build.spool.read(self.kept))


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Load, check and render while the last good site is still there.

    MkDocs empties site_dir right after on_pre_build, so this is where a mistake in the
    data must stop the build. Raises PluginError with every problem.
    """
    assets.cache_clear()  # under serve they may have changed
    try:
        Build.library = _opened(config)
    except Problems as problems:
        raise PluginError(f"the library cannot be published yet:\n{problems}") from None
    Build.spool = Spool()
    if Build.is_served:
        Build.outputs, Build.when_asked = {}, {output.uri: output for output in render(Build.library)}
    else:
        _render(Path(config.extra["store"]))
    config.site_name = Build.library.publication.name
    config.theme.static_templates.clear()  # 404 and sitemap are the handbook's own
    config.theme.dirs[:] = [one for one in config.theme.dirs if not _is_material(one)]
    _refuse_twins(config)
    return config


def on_startup(command: str, dirty: bool) -> None:
    """Remember whether the site is only being looked at."""
    Build.is_served = command == "serve"
    if Build.is_served:
        for_looking_at()
        # or a mistake, there from the start or saved later, would end the server
        serve.build = Build.looking.going_on(build)  # type: ignore[attr-defined]


def on_serve(server: Any, config: MkDocsConfig, builder: Any) -> Any:
    """Look at the library too, and look often: a change shows within a second."""
    server.watch(config.extra["library"])
    server.build_delay = 0.1
    app = filling_in(server.get_app(), lambda address: _put_when_asked(address, Path(config.site_dir)))
    app = _making_handouts_when_asked(app, Path(config.extra["store"]))
    server.set_app(Build.looking.instead(app))
    return server


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add every output; keep of docs/ and the theme what belongs to this library."""
    for file in list(files):
        if _is_foreign(file, config):
            files.remove(file)
    for uri, content in Build.outputs.items():
        files.append(_file(uri, content, config))
    for uri in Build.when_asked if Build.is_served else ():
        files.append(Build.files.setdefault(uri, OutputFile.generated(config, uri, content=b"")))
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


def on_post_build(config: MkDocsConfig) -> None:
    """All is written; what differs from what was to be written must not be published. Raises PluginError."""
    folder = Path(config.site_dir)
    differing = [uri for uri, content in Build.outputs.items() if not _is_written(folder / uri, content)]
    Build.spool.close()
    if differing:
        raise PluginError(f"not written as it was made: {', '.join(differing)}; does another program write here?")
    if Build.is_served:
        _put_when_asked("/404.html", folder)  # which MkDocs' server looks for by itself
    else:
        clear_unused(Path(config.extra["store"]), time())


def _opened(config: MkDocsConfig) -> Library:
    """The library of a configuration with its handouts. What only places problems is let go here. Raises Problems."""
    home, address = Path(config.extra["library"]), config.extra["address"]
    store = Path(config.extra["store"])
    keep_compiled(store)
    judge = Judge(store, home)
    library, folder = open_library(home, Path(config.docs_dir), address, judge)
    judge.remember()
    copies = Darkroom(store).copies(library.pictures_named.values())
    return _with_handouts(library.model_copy(update={"copies": copies}), folder, config)


def _with_handouts(library: Library, folder: Folder, config: MkDocsConfig) -> Library:
    """The library with its handouts made; while it is only looked at, with those that will be made when asked for.

    Raises Problems for texts that do not fit on paper.
    """
    store = Path(config.extra["store"])
    codes = coded(library.publication.address, library.coded_pages(), store)
    library = library.model_copy(update={"codes": codes})
    if config.extra["handouts"] is False:  # as YAML reads “no”
        return library
    if Build.is_served:
        return library.with_handouts(promised(library))
    try:
        return library.with_handouts(printed(Manuscripts(library), store))
    except Unfit as unfit:
        raise Problems(folder.problem(*finding) for finding in unfit.findings) from None


def _render(store: Path) -> None:
    """Make everything, and mark what the store gave."""
    Build.outputs = {output.uri: _waiting(output) for output in render(Build.library)}
    mark_used((content for content in Build.outputs.values() if isinstance(content, Path)), store, time())


def _put_when_asked(address: str, site: Path) -> bool:
    """Put what is asked for into the folder that is served. False where there is no such thing."""
    uri = address[1:] + ("index.html" if address.endswith("/") else "")
    output = Build.when_asked.get(uri) or Build.when_asked.get(f"{uri}/index.html")
    if output is None:
        return False
    file = site / output.uri
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(output.made())
    return True


def _making_handouts_when_asked(app: Any, store: Path) -> Any:
    """A server that makes a handout when somebody opens it, so that saving is not kept waiting."""

    def answer(environment: dict[str, Any], start: Any) -> Any:
        asked = environment["PATH_INFO"]
        texts = Manuscripts(Build.library) if asked.endswith(".pdf") else ()
        text = next((one for one in texts if one.handout.address == asked), None)
        if text is None:
            return app(environment, start)
        try:
            content, kind = file_of(text, store).read_bytes(), "application/pdf"
        except Unfit as unfit:
            content, kind = str(unfit).encode(), "text/plain; charset=utf-8"
        start("200 OK", [("Content-Type", kind), ("Content-Length", str(len(content)))])
        return [content]

    return answer


def _is_material(folder: str) -> bool:
    """Whether a folder is one of Material's. MkDocs would list all its 14,000 icons, of which none is published so."""
    return Path(folder).is_relative_to(ICONS)


def _slug(page: Page) -> str:
    return page.file.src_uri.removesuffix(".md")


def _is_foreign(file: File, config: MkDocsConfig) -> bool:
    """Whether a file is the theme's, or a hand-written page that the library does not name."""
    if file.is_documentation_page():
        return file.src_uri.removesuffix(".md") not in Build.library.pages
    return file.src_dir != config.docs_dir


def _waiting(output: Output) -> Path | Kept:
    """What is held of an output until it is written."""
    return output.content if isinstance(output.content, Path) else Build.spool.keep(output.made())


def _is_written(file: Path, content: Path | Kept) -> bool:
    """Whether a file holds what it was to hold. Of a copy its size is looked at."""
    if not file.is_file():
        return False
    if isinstance(content, Path):
        return file.stat().st_size == content.stat().st_size
    return file.stat().st_size == content.size and file.read_bytes() == Build.spool.read(content)


def _file(uri: str, content: Path | Kept, config: MkDocsConfig) -> File:
    if isinstance(content, Path):
        return File.generated(config, uri, abs_src_path=str(content.absolute()))
    file = OutputFile.generated(config, uri, content=b"")
    assert isinstance(file, OutputFile)
    file.kept = content
    return file


def _refuse_twins(config: MkDocsConfig) -> None:
    """MkDocs lets the later of two files with one address win, without a word."""
    written = {file.dest_uri.lower() for file in get_files(config) if not _is_foreign(file, config)}
    outputs = Build.when_asked if Build.is_served else Build.outputs
    twins = [uri for uri in outputs if uri.lower() in written]
    if twins:
        raise PluginError(f"written by hand in docs/ but made from data: {', '.join(twins)}")
