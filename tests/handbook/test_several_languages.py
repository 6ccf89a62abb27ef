"""A library in several languages: the same pages, each whole in its language, and none older than its English."""

import json
import re
import shutil

import pytest
from lxml import etree, html

from exercise_handbook.commands import ledger, translating
from exercise_handbook.commands.portable import members
from exercise_handbook.intake.load import load_library, open_library
from exercise_handbook.intake.texts import with_words
from exercise_handbook.library.edition import Edition
from exercise_handbook.pages.offline import files
from exercise_handbook.pages.outputs import render
from exercise_handbook.paper.handouts import Manuscripts, promised
from marked import Marked, copied, filled_in, in_made_up_languages, outside, translated
from shown import pieces_of, strings
from support import SAMPLE, SAMPLE_DOCS, SMALL, problems_of, search_rows, texts

NAMES = {"Test", "licence", "Public", "domain"}
"""Names of licences, which are the same in every language."""

SWITCH = re.compile(
    r' *<nav class="site-languages.*?</nav>\n|<link rel="alternate" hreflang=.*?>\n|^\n', re.DOTALL | re.MULTILINE
)


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    """The sample in a made-up language from left to right, and in one from right to left."""
    library = in_made_up_languages(tmp_path_factory.mktemp("both") / "sample")
    library = Edition.of(library, promised(library))
    for one in library.translations:
        vars(one)["say"] = Marked(one.publication.language)
    return library


@pytest.fixture(scope="module")
def made(both):
    return texts(render(both))


@pytest.fixture
def small(tmp_path):
    """The smallest library in English and in a made-up Spanish."""
    folder = copied(SMALL, tmp_path / "small")
    with (folder / "exercises.yaml").open("a", encoding="utf-8") as file:
        file.write(
            (folder / "exercises.yaml").read_text(encoding="utf-8").replace("wave:", "bow:").replace("Wave", "Bow")
        )
    translated(folder, "es")
    return folder


def says(folder, name, old, new):
    """Change what a file of a library says."""
    file = folder / name
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def lags(folder):
    """What an editor is told of it: each field that is behind or not translated."""
    return [one.field for one in open_library(folder)[1].notices]


def spanish(folder):
    (one,) = load_library(folder).translations
    return one


# ---------- the pages


def test_english_pages_are_as_they_are_in_one_language_but_for_the_way_to_the_others(made, sample):
    alone = texts(render(sample))
    pages = [uri for uri in alone if uri.endswith("index.html")]
    bare = {uri: SWITCH.sub("", made[uri]) for uri in pages}
    assert {uri for uri in pages if bare[uri] != SWITCH.sub("", alone[uri])} == set()
    assert all('hreflang="es"' in made[uri] for uri in pages if "moved" not in made[uri] and "/old-" not in uri)
    assert not any("hreflang" in page for page in alone.values())
    others = {uri for uri in alone if not uri.endswith(".html")} - {"sitemap.xml", "_redirects"}
    assert {uri for uri in others if made[uri] != alone[uri]} == set()


def other_pages(made, path):
    return {uri: page for uri, page in made.items() if uri.startswith(path) and uri.endswith(".html")}


def own_words(page):
    """A page without what says itself of which language it is, such as titles of sources and names of languages."""
    tree = html.fromstring(page)
    for other in tree.xpath("//body//*[@lang]"):
        other.drop_tree()
    return html.tostring(tree, encoding="unicode")


@pytest.mark.parametrize("path", ["ar/", "es/"])
def test_no_page_of_another_language_says_a_word_of_english(made, path):
    pages = other_pages(made, path)
    found = {
        uri: {word for piece in pieces_of(own_words(page)) for word in outside(piece)} for uri, page in pages.items()
    }
    assert {uri: words - NAMES for uri, words in found.items() if words - NAMES} == {}
    assert len(pages) > 15


@pytest.mark.parametrize("path", ["ar/", "es/"])
def test_no_row_of_the_search_and_no_sheet_says_a_word_of_english(made, both, path):
    shared, rows = search_rows(made[f"{path}search-rows.js"])
    shown = [*shared, *(row[name] for row in rows for name in ("name", "plain", "also"))]
    (library,) = (one for one in both.translations if one.path == path)
    facts = {"file", "language", "edition", "slug", "address", "address_in_words", "sources"}
    for one in Manuscripts(library):
        shown += strings({name: value for name, value in one.job.data.items() if name not in facts and name != "say"})
    words = {text: set(outside(text)) - NAMES for text in shown if not re.fullmatch(r"[\w-]+\.svg|[a-z-]+", text)}
    assert {text: found for text, found in words.items() if found} == {}
    assert len(shown) > 50


def test_each_page_says_its_language_its_direction_and_that_a_machine_made_it(made):
    for path, start in (("es/", '<html lang="es">'), ("ar/", '<html lang="ar" dir="rtl">')):
        pages = {
            uri: page
            for uri, page in other_pages(made, path).items()
            if "<main" in page and "page-withheld" not in page
        }
        assert [uri for uri, page in pages.items() if start not in page] == []
        told = [uri for uri, page in pages.items() if page.count("A machine translated this site.") >= 2]
        assert set(told) == set(pages)


def test_the_switch_keeps_the_place_and_leads_to_what_is_there(made):
    for uri, page in made.items():
        if not uri.endswith("index.html") or "site-languages" not in page:
            continue
        links = html.fromstring(page).xpath("//nav[contains(@class, 'site-languages')]//a/@href")
        assert len(links) == 3
        place = re.sub(r"^(es|ar)/", "", uri).removesuffix("index.html")
        for link, path in zip(links, ("", "ar/", "es/"), strict=True):
            target = etree_join(uri, link)
            assert f"{target}index.html" in made
            assert target in (path + place, path)


def etree_join(uri, link):
    """Where a link of a page leads, from the site's root."""
    from urllib.parse import urljoin

    return urljoin(f"https://a.example/{uri}", link).removeprefix("https://a.example/")


def test_a_page_names_itself_in_every_language_for_search_engines(made, both):
    page = html.fromstring(made["es/exercises/nod/index.html"])
    links = {one.get("hreflang"): one.get("href") for one in page.xpath("//link[@hreflang]")}
    assert links == {
        "en-GB": "https://greetings.example/exercises/nod/",
        "ar": "https://greetings.example/ar/exercises/nod/",
        "es": "https://greetings.example/es/exercises/nod/",
        "x-default": "https://greetings.example/exercises/nod/",
    }
    (canonical,) = page.xpath("//link[@rel='canonical']/@href")
    assert canonical == links["es"]


def test_the_sitemap_has_the_pages_of_all_languages_each_with_the_others(made, both):
    tree = etree.fromstring(made["sitemap.xml"].encode())
    name = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    found = {one.findtext(f"{name}loc"): one for one in tree}
    assert "https://greetings.example/ar/exercises/nod/" in found
    others = [one.get("hreflang") for one in found["https://greetings.example/exercises/nod/"][1:]]
    assert others == ["en-GB", "ar", "es"]


def test_all_links_of_another_language_lead_to_files_there_are(made, both):
    known = {one.uri for one in render(both)} | {f"{slug}/index.html" for slug in both.pages}
    pages = {uri: page for uri, page in made.items() if uri.startswith("es/") and uri.endswith("index.html")}
    for uri, page in pages.items():
        tree = html.fromstring(page)
        for link in tree.xpath("//*[not(self::link[@rel='canonical' or @hreflang])]/@href | //@src | //@data-movement"):
            if link.startswith(("http", "mailto:", "sms:", "tel:", "#")):
                continue
            target = etree_join(uri, link).partition("#")[0].partition("?")[0]
            target += "index.html" if target.endswith("/") or not target else ""
            assert target in known or target.endswith(".pdf"), f"{uri}: {link}"


def test_a_plan_opens_in_each_language(made):
    listed = {path: json.loads(made[f"{path}plan/exercises.json"]) for path in ("", "es/", "ar/")}
    codes = {path: [one["code"] for one in told["exercises"]] for path, told in listed.items()}
    assert codes[""] == codes["es/"] == codes["ar/"]
    assert listed["es/"]["exercises"][0]["name"] == "«Nod»"
    shown = json.loads(made["es/api/v1/exercises/nod.json"])["exercise"]
    assert shown["address"] == "https://greetings.example/es/exercises/nod/"
    assert shown["figures"][0]["address"] == "https://greetings.example/figures/nod-start.svg"


def test_moved_addresses_are_good_in_each_language(made):
    assert 'url=../../exercises/nod/"' in made["es/exercises/old-nod/index.html"]
    assert "/es/exercises/old-nod/ /es/exercises/nod/ 301" in made["_redirects"]


def test_the_page_for_not_found_speaks_all_languages(made):
    found = html.fromstring(made["404.html"]).xpath("//p[@lang]/@lang")
    assert found == ["ar", "es"]


def test_what_is_kept_for_where_there_is_no_signal_is_kept_by_language(made, both, tmp_path):
    for uri in ("index.html", "es/index.html", "es/search-rows.js"):
        (tmp_path / uri).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / uri).write_text(made[uri], encoding="utf-8")
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets/one.css").write_text("", encoding="utf-8")
    kept = files(tmp_path, both, {})
    assert {address: told[2:] for address, told in kept.items()} == {
        "assets/one.css": (),
        "": ("",),
        "es/": ("es/",),
        "es/search-rows.js": ("es/",),
    }


@pytest.mark.parametrize(("said", "english", "spanish"), [("", [], ["en", "en"]), ("language: es", ["es", "es"], [])])
def test_the_title_of_a_source_says_its_language_where_that_is_not_the_pages(small, said, english, spanish):
    source = f"hatter: {{organisation: Guild, title: On hats, {said}}}\n"
    (small / "sources.yaml").write_text(source, encoding="utf-8")
    says(small, "exercises.yaml", "  aim: To test.", "  sources: [hatter]\n  aim: To test.")
    pages = texts(render(load_library(small)))
    found = [
        html.fromstring(pages[f"{path}sources/index.html"]).xpath("//*[@id='source-hatter']//@lang")
        for path in ("", "es/")
    ]
    assert found == [english, spanish]


# ---------- freshness


def test_a_fresh_translation_lags_nowhere(small):
    assert lags(small) == []
    assert [*spanish(small).exercises] == ["wave", "bow"]
    assert spanish(small).exercises["wave"].steps == ("«Wave.»",)


def test_a_step_that_changed_takes_its_exercise_away_and_nothing_else(small):
    says(small, "exercises.yaml", "- Wave.", "- Wave slowly.")
    assert lags(small) == ["exercises.wave.steps[1]"]
    one = spanish(small)
    assert [*one.exercises] == ["bow"]
    assert one.translation.withheld == ("/exercises/wave/",)
    pages = texts(render(load_library(small)))
    held = html.fromstring(pages["es/exercises/wave/index.html"])
    assert held.get("lang") == "es"
    assert "Estamos poniendo al día esta página" in held.text_content()
    assert held.xpath("//a[@lang='en']/@href") == ["../../../exercises/wave/"]
    assert "«Wave" not in pages["es/exercises/index.html"]
    assert "es/exercises/wave/" not in pages["sitemap.xml"]


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("dose: {repetitions: 1}", "dose: {repetitions: 2}", "exercises.wave.dose"),
        ("starting_position: Stand.", "starting_position: Stand up.", "exercises.wave.starting_position"),
        ("  aim: To test.", "  stop_if: [you cry]\n  aim: To test.", "exercises.wave.stop_if[1]"),
        ("  aim: To test.", "  ask_first: [you wear a hat]\n  aim: To test.", "exercises.wave.ask_first[1]"),
        ("  aim: To test.", "  plain_name: Waving\n  aim: To test.", "exercises.wave.plain_name"),
    ],
)
def test_what_a_patient_does_is_not_shown_while_it_is_behind_or_not_whole(small, old, new, field):
    says(small, "exercises.yaml", old, new)
    assert lags(small) == [field]
    assert [*spanish(small).exercises] == ["bow"]


def test_a_name_that_changed_is_said_softly_on_its_page_alone(small):
    says(small, "exercises.yaml", "aim: To test.", "aim: To greet.")
    assert lags(small) == ["exercises.wave.aim"]
    pages = texts(render(load_library(small)))
    behind = [uri for uri, page in pages.items() if "El texto en otro idioma es más nuevo" in page]
    assert behind == ["es/exercises/wave/index.html"]


def test_safety_that_changed_takes_the_language_away_and_keeps_its_addresses(small):
    says(small, "safety.yaml", "stop_if: [it hurts]", "stop_if: [it hurts a lot]")
    assert lags(small) == ["safety.stop_if[1]"]
    pages = texts(render(load_library(small)))
    spanish = {uri: page for uri, page in pages.items() if uri.startswith("es/")}
    assert all("Estamos poniendo al día esta página" in page for page in spanish.values())
    assert {"es/index.html", "es/exercises/wave/index.html", "es/safety/index.html"} <= spanish.keys()
    assert 'hreflang="es"' not in pages["index.html"]
    assert "/es/" not in pages["sitemap.xml"]


def test_words_of_a_position_that_changed_take_its_exercises_away(small):
    says(small, "vocabulary.yaml", "standing: Standing", "standing: {name: Standing, get_ready: [Hold a chair.]}")
    says(small, "exercises.yaml", "position: standing", "position: sitting")
    assert lags(small) == ["vocabulary.positions.standing.get_ready[1]"]
    assert [*spanish(small).exercises] == ["wave"]


def test_what_was_looked_at_is_shown_again(small):
    says(small, "exercises.yaml", "- Wave.", "- Wave slowly.")
    assert translating.translate(small, small / "docs", "es") == 1
    file = small / "languages/es.po"
    text = file.read_text(encoding="utf-8")
    assert (
        '#, fuzzy\n#| msgid "Wave."\nmsgctxt "exercises.wave.steps[1]"\nmsgid "Wave slowly."\nmsgstr "«Wave.»"' in text
    )
    assert lags(small) == ["exercises.wave.steps[1]"]
    file.write_text(text.replace('#, fuzzy\n#| msgid "Wave."\n', "").replace("«Wave.»", "«Slowly.»"), encoding="utf-8")
    assert spanish(small).exercises["wave"].steps == ("«Slowly.»",)


def test_a_line_keeps_its_words_when_one_comes_before_it_and_words_that_are_gone_are_put_away(small):
    says(small, "exercises.yaml", "    - Wave.", "    - Lift a hand.\n    - Wave.")
    says(small, "exercises.yaml", "  aim: To test.\n", "  aim: To greet.\n  feel: [A pull.]\n")
    translating.translate(small, small / "docs", "es")
    text = (small / "languages/es.po").read_text(encoding="utf-8")
    assert 'msgctxt "exercises.wave.steps[1]"\nmsgid "Lift a hand."\nmsgstr ""' in text
    assert 'msgctxt "exercises.wave.steps[2]"\nmsgid "Wave."\nmsgstr "«Wave.»"' in text
    says(small, "exercises.yaml", "  feel: [A pull.]\n", "")
    says(small, "exercises.yaml", "    - Lift a hand.\n", "")
    (small / "languages/es.po").write_text(filled_in(text), encoding="utf-8")
    translating.translate(small, small / "docs", "es")
    text = (small / "languages/es.po").read_text(encoding="utf-8")
    assert '#~ msgctxt "exercises.wave.feel[1]"\n#~ msgid "A pull."\n#~ msgstr "«A pull.»"' in text
    assert translating.translate(small, small / "docs", "es") == 1
    assert (small / "languages/es.po").read_text(encoding="utf-8") == text


def test_other_names_may_have_the_semicolon_of_arabic_between_them():
    said = with_words({"safety": {"also_called": ["pain", "back"]}}, lambda *_: "ألم؛ ظهر; back")
    assert said["safety"]["also_called"] == ("ألم", "ظهر", "back")


def test_a_label_that_changed_makes_no_word_of_a_library_behind(small, monkeypatch):
    assert not any(field.startswith("labels.") for field in lags(small))


def test_a_dose_changed_in_a_routine_takes_the_routine_away(tmp_path):
    folder = copied(SAMPLE, tmp_path / "sample")
    translated(folder, "es")
    says(
        folder,
        "routines.yaml",
        "- {exercise: nod, repetitions: 8, hold_seconds: 3}",
        "- {exercise: nod, repetitions: 7}",
    )
    library, told = open_library(folder, SAMPLE_DOCS)
    assert [one.field for one in told.notices] == ["routines.evening.exercises"]
    (one,) = library.translations
    assert [*one.routines] == ["morning"]
    assert [*one.exercises] == ["nod", "wave", "bow"]


# ---------- what is published, and what is refused


def test_a_machines_draft_is_published_only_where_the_library_says_so(tmp_path):
    for more, by, shown in [
        ("", "machine", False),
        ("drafts: no\n", "", False),
        ("drafts: yes\n", "machine", True),
        ("drafts: yes\nmachine_translations: no\n", "machine", False),
        ("machine_translations: no\n", "Ana", True),
        ("", "Ana", True),
    ]:
        folder = copied(SMALL, tmp_path / "small", more)
        translated(folder, "es", by)
        library = load_library(folder)
        assert bool(library.translations) == shown, (more, by)
        if not shown:
            assert not any(uri.startswith("es/") for uri in texts(render(library)))
        shutil.rmtree(folder)


def test_what_a_person_checked_says_who_and_when(small):
    file = small / "languages/es.po"
    head = ("X-Reviewed-By: Ana", "X-Reviewed-Role: fisioterapeuta", "X-Reviewed-On: 2026-01-31")
    text = file.read_text(encoding="utf-8")
    for line in head:
        name, _, value = line.partition(": ")
        text = text.replace(f'"{name}: \\n"', f'"{name}: {value}\\n"')
    file.write_text(text, encoding="utf-8")
    page = texts(render(load_library(small)))["es/about/index.html"]
    assert "Una máquina tradujo este sitio. Ana, fisioterapeuta, lo revisó el 31 de enero de 2026." in page


def test_a_translation_is_held_to_the_rules_and_told_at_its_line(small):
    file = small / "languages/es.po"
    text = file.read_text(encoding="utf-8").replace('msgstr "«Bow»"', 'msgstr "«Wave»"')
    file.write_text(text, encoding="utf-8")
    line = text.splitlines().index('msgctxt "exercises.bow.name"') + 1
    told = problems_of(small)
    assert any(one.startswith(f"languages/es.po:{line}:1: exercises.bow.name:") for one in told), told


def test_a_blank_that_a_translation_lost_is_told_at_its_line(small):
    says(small, "exercises.yaml", "    - Wave.", "    - Wave {times}.")
    translated(small, "es")
    file = small / "languages/es.po"
    text = re.sub(r"#, fuzzy\n(#\|.*\n)*", "", file.read_text(encoding="utf-8"))
    file.write_text(text, encoding="utf-8")
    assert any(
        re.match(r"languages/es\.po:\d+:1: exercises\.wave\.steps\[1\]: \{times\} is missing", one)
        for one in problems_of(small)
    )


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("klingon", "languages/klingon.po: the program does not speak klingon"),
        ("en-US", "languages/en-US.po: it is the language of the library itself"),
    ],
)
def test_a_file_of_no_other_language_is_refused(small, name, said):
    (small / f"languages/{name}.po").write_text("", encoding="utf-8")
    assert any(one.startswith(said) for one in problems_of(small))


def test_handbook_languages_tells_what_lags_and_whether_it_is_published(small, capsys):
    says(small, "exercises.yaml", "- Wave.", "- Wave slowly.")
    assert translating.of_a_library(small, small / "docs") == 1
    told = capsys.readouterr().out
    assert "Spanish, " in told
    assert "translated by machine, checked by nobody who speaks it, published" in told
    assert "exercises.wave.steps[1]: made from other English; now it is “Wave slowly.”" in told


def test_the_ledger_promises_a_language_once_and_for_all_its_pages(small, capsys):
    assert ledger.main(small, small / "docs") == 0
    assert "promised for good: /es/\n" in capsys.readouterr().out
    assert "/es/exercises" not in (small / "addresses.yaml").read_text(encoding="utf-8")
    assert [*spanish(small).exercises] == ["wave", "bow"]
    (small / "languages/es.po").unlink()
    line = (small / "addresses.yaml").read_text(encoding="utf-8").splitlines().index("/es/: here") + 1
    (told,) = problems_of(small)
    assert told.startswith(f"addresses.yaml:{line}:1: /es/: pages in this language were published, and now are not")
    says(small, "addresses.yaml", "/es/: here", "/es/: /")
    made = texts(render(load_library(small)))
    assert 'url=../../../exercises/wave/"' in made["es/exercises/wave/index.html"]
    assert "/es/safety/ /safety/ 301" in made["_redirects"]


def test_the_zip_has_the_data_of_plans_in_each_language(made, tmp_path):
    for uri, text in made.items():
        if "plan/exercises.json" in uri or "api/v1/exercises/" in uri:
            (tmp_path / uri).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / uri).write_text(text, encoding="utf-8")
    told = {name: content.decode() for name, content in members(tmp_path, "zip") if name.endswith("files.js")}
    assert told.keys() == {"zip/plan/files.js", "zip/ar/plan/files.js", "zip/es/plan/files.js"}
    assert "«Nod»" in told["zip/es/plan/files.js"]
    assert "«Nod»" not in told["zip/plan/files.js"]


@pytest.mark.parametrize(
    ("reader", "checked"),
    [
        ("", "Nadie que hable este idioma lo ha revisado todavía."),
        ("Ana", "Ana, fisioterapeuta, lo revisó el 31 de enero de 2026."),
    ],
)
def test_a_page_says_apart_who_reviewed_the_first_language_and_who_checked_the_translation(tmp_path, reader, checked):
    folder = copied(SAMPLE, tmp_path / "sample")
    file = translated(folder, "es")
    text = file.read_text(encoding="utf-8")
    for name, value in (("By", reader), ("Role", "fisioterapeuta"), ("On", "2026-01-31")):
        text = text.replace(f'"X-Reviewed-{name}: \\n"', f'"X-Reviewed-{name}: {value if reader else ""}\\n"')
    file.write_text(text, encoding="utf-8")
    pages = texts(render(load_library(folder, SAMPLE_DOCS)))
    told = " ".join(html.fromstring(pages["es/exercises/nod/index.html"]).text_content().split())
    assert "Todavía no lo ha revisado ningún profesional de la salud." in told
    assert "English: Revisado por Nobody Real (Invented clinician) el 30 de junio de 2025." in told
    assert checked in told
    first, other = (json.loads(pages[f"{path}api/v1/exercises/nod.json"]) for path in ("", "es/"))
    assert [one["exercise"]["review"] for one in (first, other)] == ["good", "none"]
    assert first["library"]["translation"] is None
    assert {**other["library"]["translation"], "on": None} == {
        "by_machine": True,
        "translator": None,
        "checked_by": reader or None,
        "checked_as": (reader and "fisioterapeuta") or None,
        "on": None,
    }


def test_a_review_is_of_the_words_of_the_first_language_alone(small):
    signed = "reviewed: {by: Nobody Real, role: greeter, on: 2025-06-30}"
    says(small, "safety.yaml", "calm:", f"{signed}\ncalm:")
    says(small, "exercises.yaml", "wave:\n", f"wave:\n  {signed}\n")
    assert [slug for (_, slug), one in load_library(small).reviewable.items() if one.reviewed] == ["wave", ""]
    assert [one for one in spanish(small).reviewable.values() if one.reviewed] == []
    assert lags(small) == []
