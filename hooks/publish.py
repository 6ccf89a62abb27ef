"""The MkDocs hook of this repository: a door to the plugin that a clinic installs. Its settings stand under `extra`."""

from pathlib import Path
from tempfile import TemporaryDirectory

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from exercise_handbook.intake.docs_pages import docs_of
from exercise_handbook.plugin import HandbookPlugin

handbook = HandbookPlugin()
no_pages = TemporaryDirectory()  # MkDocs watches a folder of pages even where a library has none
on_startup = handbook.on_startup
on_serve = handbook.on_serve
on_files = handbook.on_files
on_env = handbook.on_env
on_page_markdown = handbook.on_page_markdown
on_page_content = handbook.on_page_content
on_post_page = handbook.on_post_page
on_post_build = handbook.on_post_build


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Take the settings, then do what the plugin does."""
    wrong, _ = handbook.load_config(dict(config.extra))
    if wrong:
        raise PluginError("\n".join(f"{name.upper()}: {why}" for name, why in wrong))
    pages = docs_of(Path(handbook.config.library))  # our own pages are none of another library's
    config.docs_dir = str(pages) if pages.is_dir() else no_pages.name
    return handbook.on_config(config)
