"""The MkDocs plugin: hands the handbook's outputs to MkDocs. The only room that knows MkDocs.

hooks/publish.py lends it to this repository's own site, which needs nothing installed.
"""

import os
import sys
from functools import partial, reduce
from pathlib import Path
from time import time
from typing import Any, NamedTuple
from zlib import crc32

from markupsafe import Markup
from mkdocs.commands.build import build
from mkdocs.config import config_options
from mkdocs.config.base import Config, ValidationError
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel, get_files
from mkdocs.structure.pages import Page

from exercise_handbook.cache import clear_unused, mark_used, pieces
from exercise_handbook.edition import Asked, make
from exercise_handbook.forking import made_of_each
from exercise_handbook.intake.bases import folders_below
from exercise_handbook.intake.docs_pictures import is_picture
from exercise_handbook.library import addresses as at
from exercise_handbook.library.edition import Edition
from exercise_handbook.library.problems import NotAPicture, Problems
from exercise_handbook.library.traced import Read
from exercise_handbook.live_preview import LivePreview, filling_in, making_handouts
from exercise_handbook.pages.assets import assets
from exercise_handbook.pages.framing import framed, with_footnotes, with_sources
from exercise_handbook.pages.offline import mark, write_worker
from exercise_handbook.pages.output import Output
from exercise_handbook.pages.outputs import prepare
from exercise_handbook.pages.page_cache import New, PageCache
from exercise_handbook.pages.templating import ICONS, for_looking_at
from exercise_handbook.pictures.picture_copies import published
from exercise_handbook.refusals import CannotGoOn

HERE = Path(__file__).parent
THEME = HERE / "theme"
"""A theme that passes the content of hand-written pages on as it is: their frame is the handbook's own."""

LAST_PORT = 65535

WATCHED = ("templates", "assets", "labels")

EXTENSIONS: dict[str, dict[str, Any]] = {
    "admonition": {},
    "attr_list": {},
    "def_list": {},
    "footnotes": {},
    "md_in_html": {},
    "tables": {},
    "toc": {"permalink": False},
    "pymdownx.smartsymbols": {},
    "pymdownx.superfences": {},
    "pymdownx.tabbed": {},
}
"""The extensions of Markdown that hand-written pages may use, with the settings of each."""

STRICT = {
    "nav": {"omitted_files": "warn", "not_found": "warn", "absolute_links": "warn"},
    "links": {"not_found": "warn", "anchors": "warn", "absolute_links": "ignore", "unrecognized_links": "warn"},
}
"""What MkDocs reports of hand-written pages; every warning stops a build. Links from / are left to our own rules."""


class Said(config_options.Type[str]):
    """A text, as the environment says it: MkDocs takes DATA=12 for a number, and DATA=no for none."""

    def __init__(self, variable: str, default: str):
        super().__init__(str, default=default)
        self.variable = variable

    def validate(self, value: object) -> str:
        """The text. Raises ValidationError for anything else."""
        said = value if isinstance(value, str) else os.environ.get(self.variable) or value
        return str(super().validate(said))  # type: ignore[no-untyped-call]


class YesOrNo(config_options.Type[bool]):
    """Whether to do something."""

    def run_validation(self, value: object) -> bool:
        """The answer. Raises ValidationError for anything else."""
        if not isinstance(value, bool):
            raise ValidationError(f"found “{value}”; write yes or no")
        return value


class Settings(Config):  # type: ignore[no-untyped-call]
    """What may be set in mkdocs.yml."""

    library = Said("DATA", default="data")
    """The folder of the library."""

    address = Said("ADDRESS", default="")
    """Where the site will be, if not where library.yaml says."""

    handouts = YesOrNo(bool, default=True)
    """False leaves the PDFs out."""

    store = Said("STORE", default=".cache/handouts")
    """Keeps PDFs, pictures and codes, so that none is made twice."""


class Written(NamedTuple):
    """What was written: how many bytes, their checksum, and the mark that the worker knows them by."""

    size: int
    checksum: int
    mark: str


class OutputFile(File):
    """A file of the handbook's own, which on_env has written already."""

    def copy_file(self, dirty: bool = False) -> None:
        """Nothing is left to do."""


class HandbookPlugin(BasePlugin[Settings]):  # type: ignore[no-untyped-call]
    """One build, or many while the site is served: what one event hands to the next."""

    library: Edition
    hand_written: dict[str, tuple[Edition, str]]
    """The pages of docs/ that it publishes, by their file: in which language each is, and its slug."""

    outputs: dict[str, Output]
    """All that is published, by its place in the site."""

    written: dict[str, Written]
    """What was written of these."""

    def __init__(self) -> None:
        self.is_served = False
        self.preview = LivePreview()
        self.server: Any = None
        self.files: dict[str, File] = {}
        """Those that MkDocs has been given, to be given again at the next change."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Load, check and print while the last good site is still there.

        MkDocs empties site_dir right after on_pre_build, so this is where a mistake in the
        data must stop the build. Raises PluginError with every problem.
        """
        assets.cache_clear()  # under serve they may have changed
        _bring_along(config)
        self._watch_bases()
        try:
            edition = make(self._asked(config))
        except Problems as problems:
            self.preview.problems = str(problems).splitlines()
            raise PluginError(f"the library cannot be published yet:\n{problems}") from None
        print("".join(f"WARNING -  {notice}\n" for notice in edition.notices), file=sys.stderr, end="")
        self.library = edition.library
        self.hand_written = {
            f"{one.path}{slug}.md": (one, slug) for one in self.library.in_each_language for slug in one.pages
        }
        self.outputs, self.written = {output.uri: output for output in edition.outputs()}, {}
        config.site_name = self.library.publication.name
        self._refuse_twins(config)
        return config

    def _asked(self, config: MkDocsConfig) -> Asked:
        home, docs = Path(self.config.library), Path(config.docs_dir)
        return Asked(home, docs, self.store, self.config.address, self.config.handouts, self.is_served)

    @property
    def store(self) -> Path:
        """Where builds keep what the next one would make again."""
        return Path(self.config.store)

    def on_startup(self, command: str, dirty: bool) -> None:
        """Remember whether the site is only being looked at."""
        self.is_served = command == "serve"
        if self.is_served:
            for_looking_at()
            from mkdocs.commands import serve  # takes long to start, with a server and what watches files

            # or a mistake, there from the start or saved later, would end the server
            serve.build = self.preview.going_on(build)  # type: ignore[attr-defined]

    def on_serve(self, server: Any, config: MkDocsConfig, builder: Any) -> Any:
        """Watch the library too, and look often: a change shows within a second. Raises CannotGoOn."""
        if not 0 < config.dev_addr.port <= LAST_PORT:
            raise CannotGoOn(f"port {config.dev_addr.port}: they go from 1 to {LAST_PORT}; choose another: PORT=8001")
        self.server = server
        server.watch(self.config.library)
        self._watch_bases()
        for folder in WATCHED:
            server.watch(str(HERE / folder))
        server.build_delay = 0.1
        app = filling_in(server.get_app(), lambda address: self._put_when_asked(address, Path(config.site_dir)))
        app = making_handouts(app, lambda: self.library, self.store)
        server.set_app(self.preview.instead(app))
        return server

    def _watch_bases(self) -> None:
        """Watch the libraries that this one builds on, too, which may be others at each build."""
        for folder in folders_below(Path(self.config.library)) if self.server else ():
            self.server.watch(str(folder))

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Add every output; keep of docs/ and the theme what belongs to this library."""
        for file in list(files):
            if self._is_foreign(file, config):
                files.remove(file)
            elif is_picture(file.src_uri) and file.inclusion != InclusionLevel.EXCLUDED:
                file.content_bytes = _published(file)
        for uri in self.outputs:
            if uri not in self.files:
                self.files[uri] = self._file(uri, config)
            files.append(self.files[uri])
        return files

    def on_env(self, env: Any, config: MkDocsConfig, files: Files) -> None:
        """Make and write every output, now that all that MkDocs itself clears away is gone.

        While the site is only looked at, an output is made when somebody opens it.
        """
        if not self.is_served:
            pages = PageCache(Path(self.config.library), self.store, self.library, self.outputs.values())
            if not pages.is_whole:
                prepare(self.library, pages)
            pages.remember(Path(config.site_dir), self._write_all(pages, config.site_dir), time())

    def on_page_markdown(self, markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Add the footnotes that the page's citations ask for."""
        library, slug = self.hand_written[page.file.src_uri]
        return with_footnotes(markdown, library, library.pages[slug])

    def on_page_content(self, html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Write the sources into the footnotes."""
        library, slug = self.hand_written[page.file.src_uri]
        return with_sources(html, library, library.pages[slug])

    def on_post_page(self, output: str, page: Page, config: MkDocsConfig) -> str:
        """Put the frame of every page around what a person wrote."""
        title, about = str(page.title), str(page.meta.get("description", ""))
        library, slug = self.hand_written[page.file.src_uri]
        sections = [(one.id, Markup(one.title)) for top in page.toc for one in (top, *top.children) if one.level == 2]
        return framed(output, library, at.written(slug), title, about, sections)

    def on_post_build(self, config: MkDocsConfig) -> None:
        """All is written; what differs from what was to be written must not be published. Raises PluginError."""
        folder = Path(config.site_dir)
        if self.is_served:
            self._put_when_asked("/404.html", folder)  # which MkDocs' server looks for by itself
            return
        if differing := [uri for uri in self.outputs if not self._is_written(f"{folder}/{uri}", uri)]:
            raise PluginError(f"not written as it was made: {', '.join(differing)}; does another program write here?")
        write_worker(folder, self.library, {uri: one.mark for uri, one in self.written.items()})
        copied = (output.content for output in self.outputs.values() if isinstance(output.content, Path))
        mark_used(copied, self.store, time())
        clear_unused(self.store, time())

    def _is_foreign(self, file: File, config: MkDocsConfig) -> bool:
        """Whether a file is the theme's, or a hand-written page that the library does not name."""
        if file.is_documentation_page():
            return file.src_uri not in self.hand_written
        return file.src_dir != config.docs_dir

    def _file(self, uri: str, config: MkDocsConfig) -> OutputFile:
        file = OutputFile.generated(config, uri, content=b"")
        assert isinstance(file, OutputFile)
        return file

    def _write_all(self, pages: PageCache, site: str) -> dict[str, New]:
        """Make and write every output. Returns those that are new."""
        answers = made_of_each(partial(self._write, pages, site), [*self.outputs])
        made = dict(zip(self.outputs, answers, strict=True))
        self.written = {uri: one for uri, (one, _) in made.items()}
        return {uri: New(reads, one.checksum) for uri, (one, reads) in made.items() if reads}

    def _write(self, pages: PageCache, site: str, uri: str) -> tuple[Written, tuple[Read, ...]]:
        """Make and write an output. Returns what was read for it, too, where it was made."""
        content, reads = pages.made(self.outputs[uri])
        _put(content, f"{site}/{uri}")
        return Written(len(content), crc32(content), mark(content)), reads

    def _put_when_asked(self, address: str, site: Path) -> bool:
        """Put what is asked for into the folder that is served. False where there is no such thing."""
        uri = address[1:] + ("index.html" if address.endswith("/") else "")
        output = self.outputs.get(uri) or self.outputs.get(f"{uri}/index.html")
        if output is None:
            return False
        _put(output.made(), f"{site}/{output.uri}")
        return True

    def _is_written(self, file: str, uri: str) -> bool:
        """Whether a file holds what it was to hold. Of a copy its size is looked at."""
        if not os.path.isfile(file) or uri not in self.written:  # noqa: PTH113  a path for each of thousands takes long
            return False
        if isinstance(self.outputs[uri].content, Path):
            return os.stat(file).st_size == self.written[uri].size  # noqa: PTH116
        return reduce(lambda sum, piece: crc32(piece, sum), pieces(file), 0) == self.written[uri].checksum

    def _refuse_twins(self, config: MkDocsConfig) -> None:
        """MkDocs lets the later of two files with one address win, without a word."""
        written = {file.dest_uri.lower() for file in get_files(config) if not self._is_foreign(file, config)}
        twins = [uri for uri in self.outputs if uri.lower() in written]
        if twins:
            raise PluginError(f"written by hand in docs/ but made from data: {', '.join(twins)}")


def _published(picture: File) -> bytes:
    """What is published of a picture in docs/: not where, when or by whom it was taken.

    Raises PluginError where it cannot be shown, as one that was spoilt since intake looked.
    """
    path = Path(picture.abs_src_path or "")
    try:
        return published(path)
    except NotAPicture as trouble:
        raise PluginError(f"{path}: {trouble}") from None


def _put(content: bytes, target: str) -> None:
    """Write a file, and the folders that it lies in."""
    try:
        file = open(target, "wb")  # noqa: PTH123, SIM115  a path for each of thousands takes long
    except FileNotFoundError:
        os.makedirs(os.path.dirname(target), exist_ok=True)  # noqa: PTH103, PTH120
        file = open(target, "wb")  # noqa: PTH123, SIM115
    with file:
        file.write(content)


def _is_material(folder: str) -> bool:
    """Whether a folder is one of Material's. MkDocs would list all its 14,000 icons, of which none is published so."""
    return Path(folder).is_relative_to(ICONS)


def _bring_along(config: MkDocsConfig) -> None:
    """What the pages need of MkDocs, so that a clinic's mkdocs.yml need not say it."""
    config.strict = True
    config.theme.dirs[:] = [
        str(THEME),
        *(one for one in config.theme.dirs if not _is_material(one) and one != str(THEME)),
    ]
    config.theme.static_templates.clear()  # 404 and sitemap are the handbook's own
    config.markdown_extensions += [name for name in EXTENSIONS if name not in config.markdown_extensions]
    config.mdx_configs = EXTENSIONS | config.mdx_configs
    config.validation.load_dict(STRICT)
    config.validation.validate()  # which turns the words into levels
