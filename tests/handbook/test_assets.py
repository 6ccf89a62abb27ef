"""Assets: named by what they hold, so that one that changed is never taken from an old copy."""

import re

import pytest

from exercise_handbook.pages import assets as module
from exercise_handbook.pages.assets import asset, assets
from exercise_handbook.pages.outputs import render


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "FOLDER", tmp_path)
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
    assert [uri for uri in uris if not re.fullmatch(r"assets/[\w.]+\.[0-9a-f]{8}\.\w+", uri)] == []


def test_what_others_link_to_keeps_its_name(sample):
    uris = [output.uri for output in render(sample)]
    assert {"figures/nod-start.svg", "exercises/nod/nod-qr.png", "search-rows.js", "sitemap.xml"} <= set(uris)
