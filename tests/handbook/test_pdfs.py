"""Handouts of invented libraries: whatever people write is printed or refused, and nothing is made twice."""

import re
import shutil

import pypdfium2
import pytest

from exercise_handbook import cache
from exercise_handbook.intake import load
from exercise_handbook.intake.load import open_library
from exercise_handbook.library import wording
from exercise_handbook.library.edition import Edition
from exercise_handbook.library.model.files import Handout
from exercise_handbook.pages.outputs import render
from exercise_handbook.paper import pdfs, typesetting
from exercise_handbook.paper.handouts import Manuscripts, promised
from exercise_handbook.paper.pdfs import Unfit, printed
from exercise_handbook.pictures.font_coverage import unknown_signs
from exercise_handbook.pictures.greyscale import in_greys
from exercise_handbook.pictures.pictures import picture
from printed import misprints
from support import SAMPLE, SAMPLE_DOCS, SMALL, texts

ONE = (SMALL / "exercises.yaml").read_text()
AS_LONG_AS_NEEDED = (SMALL / "library.yaml").read_text() + "handouts: as-long-as-needed\n"
LETTERS = {
    "Greek": "Σηκώστε αργά το ένα γόνατο προς το στήθος.",
    "Ukrainian": "Повільно підніміть одне коліно до грудей, ґрунт і їжак.",
    "Vietnamese": "Từ từ nâng một đầu gối lên ngực.",
}


def texts_of(folder, part):
    library, read = open_library(folder)
    return [text for text in Manuscripts(library) if part in text.handout.address], read


def with_steps(steps):
    return ONE.replace("    - Wave.\n", "".join(f"    - {step}\n" for step in steps))


def words_of(handout):
    pages = pypdfium2.PdfDocument(handout.path)
    return " ".join(" ".join(page.get_textpage().get_text_bounded() for page in pages).split())


def test_a_name_of_80_characters_is_printed(small, tmp_path):
    name = ("Slowly " * 12)[:80].strip().ljust(80, "x")
    texts, _ = texts_of(small(exercises=ONE.replace("name: Wave", f"name: {name}")), "/exercises/")
    assert all(name in words_of(handout) for handout in printed(texts, tmp_path / "store"))


@pytest.mark.parametrize("letters", LETTERS)
def test_the_letters_of_europe_are_printed(small, tmp_path, letters):
    texts, _ = texts_of(small(exercises=with_steps([LETTERS[letters]])), "/exercises/")
    assert all(LETTERS[letters] in words_of(handout) for handout in printed(texts, tmp_path / "store"))


ARABIC = ("الأرض", "الإرخاء", "العلاج", "الآن", "إلى")
"""Lam before alef, of which fonts have one glyph for both."""


def test_arabic_words_are_copied_as_they_were_written(small, tmp_path):
    texts, _ = texts_of(small(exercises=with_steps([f"Say {word}." for word in ARABIC])), "/exercises/")
    for handout in printed(texts, tmp_path / "store"):
        assert [word for word in ARABIC if f"Say {word}." not in words_of(handout)] == []


def test_a_mark_on_an_arabic_letter_is_copied_once(small, tmp_path):
    texts, _ = texts_of(small(exercises=with_steps(["Say مسطحًا and مريحًا."])), "/exercises/")
    assert {words_of(handout).count("\N{ARABIC FATHATAN}") for handout in printed(texts, tmp_path / "store")} == {2}


def long_steps(small, **files):
    return small(exercises=with_steps(["Lift your arm a little more. " * 6 + "Hold still now."] * 12), **files)


def test_a_library_may_let_a_long_exercise_take_more_pages_which_say_whose_they_are(small, tmp_path):
    texts, _ = texts_of(long_steps(small, library=AS_LONG_AS_NEEDED), "/exercises/wave/wave-")
    for handout in printed(texts, tmp_path / "store")[:2]:
        pages = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(handout.path)]
        assert len(pages) == handout.pages == 2
        assert [f"Wave, page {number} of 2" in page for number, page in enumerate(pages, 1)] == [True, True]
        assert misprints(handout.path) == []


@pytest.mark.parametrize(("more", "pages"), [("", 1), ("  easier: Wave with your elbow on a table.\n", 2)])
def test_a_short_exercise_is_whole_on_one_side_where_nothing_is_for_the_back(small, tmp_path, more, pages):
    folder = small(exercises=ONE + more)
    with (folder / "library.yaml").open("a", encoding="utf-8") as library:
        library.write('phone: "01234 567890"\n')
    texts, _ = texts_of(folder, "/exercises/wave/wave-a4.pdf")
    (handout,) = printed(texts, tmp_path / "store")
    assert handout.pages == pages
    for said in ("Stop if", "Notes from your physiotherapist", "small.example/exercises/wave/", "01234 567890"):
        assert said in words_of(handout)
    assert misprints(handout.path) == []


def test_twelve_long_steps_are_refused_by_place_and_field_and_printed_large(small, tmp_path):
    texts, read = texts_of(long_steps(small), "")
    with pytest.raises(Unfit) as raised:
        printed(texts, tmp_path / "store")
    told = [str(read.problem(*finding)) for finding in raised.value.findings]
    assert len(told) == 2
    pattern = (
        r".*exercises.yaml:7:3: steps: wave-(a4|letter).pdf cannot be made: one page of (A4|Letter) is \d+ mm too short"
    )
    assert all(re.match(pattern, one) for one in told), told


def test_what_does_not_fit_is_told_before_any_other_is_made(small, tmp_path):
    texts, _ = texts_of(long_steps(small), "")
    with pytest.raises(Unfit):
        printed(texts, tmp_path / "store")
    assert len(texts) > pdfs.FEW
    assert [*(tmp_path / "store").rglob("*.pdf")] == []


def test_a_purpose_of_many_exercises_is_a_list_to_choose_from(small, tmp_path, monkeypatch):
    monkeypatch.setattr("exercise_handbook.paper.handouts.TOLD_WHOLE", 1)
    two = ONE + ONE.replace("wave:", "nod:").replace("name: Wave", "name: Nod").replace(
        "repetitions: 1", "repetitions: 7"
    )
    library, _ = open_library(small(exercises=two))
    exercises = library.exercises_for("warm-up", "arms")
    assert len(exercises) == 2
    texts = [one for one in Manuscripts(library) if one.handout.page == "/purposes/#warm-up-arms"]
    for handout in printed(texts, tmp_path / "store"):
        words = words_of(handout)
        told = [(one.name, f"{one.dose.repetitions} time", f"/exercises/{one.slug}/") for one in exercises]
        assert [part for one in told for part in one if part not in words] == []
        assert exercises[0].aim not in words
        assert wording.emergency(library) in words
        assert misprints(handout.path) == []


@pytest.mark.parametrize(
    ("pages", "heights", "shown"),
    [
        ("((0, 1), (2, 3))", (100, 100, 100, 50), "((0, 1), (2, 3))"),
        ("((0,), (1,), (2,), (3,))", (100, 100, 250, 50), "((0,), (1, 3), (2,))"),
        ("((0,), (1, 2), (3,))", (250, 100, 140, 50), "((0,), (1,), (2, 3))"),
        ("((0,), (1,), (2,))", (250, 250, 50), "((0,), (1,), (2,))"),
        ("((0,),)", (50,), "((0,),)"),
    ],
    ids=["has company", "last page with room", "takes one along", "fits nowhere else", "one page"],
)
def test_a_foot_is_alone_on_a_page_only_where_it_fits_nowhere_else(small, pages, heights, shown):
    (text,), _ = texts_of(small(), "safety-a4")
    inputs = text.job.inputs | {"qr": "", "modules": "29"}
    said = f"foot-in-company({pages}, ({', '.join(f'{height}mm' for height in heights)},), 4mm)"
    page = f'#import "common.typ": *\n#assert.eq({said}, {shown})'
    typesetting.compiler().compile(input=page.encode(), format="svg", sys_inputs=inputs)


def test_a_word_wider_than_its_column_is_refused(small, tmp_path):
    texts, read = texts_of(small(exercises=with_steps(["Wave.", "W" * 70 + "."])), "/exercises/wave/wave-a4")
    with pytest.raises(Unfit) as raised:
        printed(texts, tmp_path / "store")
    assert [str(read.problem(*finding)).split(": ")[1] for finding in raised.value.findings] == ["steps[2]"]


def test_a_drawing_that_the_typesetter_cannot_read_is_told_by_its_name(small, tmp_path):
    folder = small()
    shown = "  figures:\n    - {file: wave.svg, shows: end, alt: Someone waves., licence: CC0}\n"
    (folder / "exercises.yaml").write_text((folder / "exercises.yaml").read_text() + shown)
    drawing = (folder / "figures/wave.svg").read_text()
    (folder / "figures/wave.svg").write_text(drawing.replace("</svg>", "<g>" * 2000 + "</g>" * 2000 + "</svg>"))
    texts, _ = texts_of(folder, "")
    with pytest.raises(Unfit, match=r"wave.svg is more than the typesetter can read .*; save it simpler"):
        printed(texts, tmp_path / "store")


def test_a_letter_that_the_fonts_do_not_have_is_refused(small, tmp_path):
    texts, read = texts_of(small(exercises=with_steps(["Wave.", "膝を上げる。"])), "/exercises/wave/wave-a4")
    with pytest.raises(Unfit) as raised:
        printed(texts, tmp_path / "store")
    (told,) = (str(read.problem(*finding)) for finding in raised.value.findings)
    assert "steps[2]: wave-a4.pdf cannot be made: the fonts of the handouts have no “" in told


def test_what_looks_like_a_program_is_printed_as_words(small, tmp_path):
    step = "'#panic(\"x\") *b* $1$ _c_ @d <e> `f` \\ HANDOUT|g|h {{ 6 * 7 }} &lt; & ~'"
    texts, _ = texts_of(small(exercises=with_steps([step])), "/exercises/")
    assert all(step[1:-1] in words_of(handout) for handout in printed(texts, tmp_path / "store"))


def of_the_sample(test):
    """A test of the sample's handouts: slow, and on one core with the others, so that they are made once."""
    return pytest.mark.slow(pytest.mark.xdist_group("handouts of the sample")(test))


@pytest.fixture(scope="module")
def handouts(sample, tmp_path_factory):
    """Every handout of the sample."""
    return printed(Manuscripts(sample), tmp_path_factory.mktemp("handouts"))


@of_the_sample
def test_the_sample_that_uses_every_field_is_printed(sample, handouts):
    assert [handout.address for handout in handouts] == [handout.address for handout in promised(sample)]


def test_a_list_of_handouts_writes_none_of_them(sample, monkeypatch):
    monkeypatch.setattr("exercise_handbook.paper.handouts.job_of", lambda *_: pytest.fail("a sheet was written"))
    assert [*promised(sample)]
    with pytest.raises(pytest.fail.Exception):
        next(iter(Manuscripts(sample))).write()


HARD = {
    "long steps": ONE.replace("- Wave.", "- Lift your arm a little more, then hold still now. " * 9),
    "many steps": ONE.replace("    - Wave.\n", "    - Wave and look at your hand.\n" * 40),
    "many signs": f"{ONE}  stop_if: [{', '.join(['your arm feels heavy, and goes on feeling so'] * 30)}]\n",
    "long words around the dose": ONE.replace("repetitions: 1", "repetitions: 100, hold_seconds: 300, sets: 100")
    + f"  sides: alternate\n  breathing: {'Breathe in and out. ' * 60}\n",
}
ROUTINE = (SAMPLE / "routines.yaml").read_text().partition("routines:\n")[0].replace(", sources: [manual]", "")
ROUTINE += (
    "routines:\n  all-day: {name: All day, in_short: Wave., areas: [arms], minutes: 1, how_often: Once a day., "
    "exercises: [wave, wave, wave, wave, wave]}\n"
)


@pytest.mark.slow
@pytest.mark.parametrize("hard", HARD)
def test_nothing_lies_over_text_or_off_the_paper_however_long_it_is(small, tmp_path, monkeypatch, hard):
    monkeypatch.setattr(load, "broken_rules", lambda library, today: [])  # which would ask for the right minutes
    library, _ = open_library(small(exercises=HARD[hard], routines=ROUTINE, library=AS_LONG_AS_NEEDED))
    made = printed(Manuscripts(library), tmp_path / "store")
    assert len(made) == 4 * len(["the exercise", "the routine", "safety", "the purpose"])
    assert [found for one in made for found in misprints(one.path)] == []


@of_the_sample
def test_nothing_of_the_sample_lies_over_text_or_off_the_paper(handouts):
    assert [found for one in handouts for found in misprints(one.path)] == []


@of_the_sample
def test_the_same_library_gives_the_same_bytes_whoever_makes_them(sample, handouts, tmp_path):
    few = list(Manuscripts(sample))[:6]
    alone = [handout.path.read_bytes() for text in few for handout in printed([text], tmp_path / "store")]
    assert alone == [handout.path.read_bytes() for handout in handouts[:6]]


def test_what_is_made_is_not_made_again(small, tmp_path, monkeypatch):
    texts, _ = texts_of(small(), "")
    printed(texts, tmp_path / "store")
    monkeypatch.setattr(pdfs, "_make", lambda missing: pytest.fail(str(missing)) if missing else [])
    assert len(printed(texts, tmp_path / "store")) == len(texts)


@pytest.mark.parametrize("tool", ["templates", "fonts", "typst"])
def test_what_a_changed_tool_would_make_differently_is_made_again(small, tmp_path, monkeypatch, tool):
    texts, _ = texts_of(small(), "wave-a4")
    before = printed(texts, tmp_path / "store")[0].path
    if tool == "typst":
        monkeypatch.setattr(cache, "_version", lambda name: f"0 of {name}")
    else:
        folder = {"templates": typesetting.TEMPLATES, "fonts": typesetting.FONTS}[tool]
        copy = shutil.copytree(folder, tmp_path / tool)
        first = min(file for file in copy.iterdir() if file.suffix in (".typ", ".txt"))
        first.write_text(first.read_text() + "\n")
        monkeypatch.setattr(pdfs, tool.upper(), copy)
    assert printed(texts, tmp_path / "store")[0].path != before


@of_the_sample
def test_a_changed_figure_or_word_makes_only_its_own_handouts_again(tmp_path):
    folder = shutil.copytree(SAMPLE, tmp_path / "library")
    store = tmp_path / "store"
    library, _ = open_library(folder, SAMPLE_DOCS)
    before = {one.address: one.path for one in printed(Manuscripts(library), store)}
    figure = folder / "figures/nod-end.svg"
    figure.write_text(figure.read_text().replace("</svg>", '<path d="M0 0L1 1"/></svg>'))
    library, _ = open_library(folder, SAMPLE_DOCS)
    after = {one.address: one.path for one in printed(Manuscripts(library), store)}
    changed = {address for address in after if after[address] != before[address]}
    assert {"/exercises/nod/nod-a4.pdf", "/routines/morning/morning-a4.pdf", "/purposes/warm-up-neck-a4.pdf"} <= changed
    assert not {address for address in changed if "/bow/" in address or "/wave/" in address}


def test_an_old_address_of_a_handout_still_gives_it(sample, tmp_path):
    made = [Handout(page="/exercises/nod/", address="/exercises/nod/nod-a4.pdf", paper="a4", path=tmp_path / "nod")]
    outputs = {output.uri: output.content for output in render(Edition.of(sample, made))}
    assert outputs["exercises/old-nod/old-nod-a4.pdf"] == outputs["exercises/nod/nod-a4.pdf"] == tmp_path / "nod"


def test_a_library_without_handouts_has_its_pages_all_the_same(sample):
    outputs = texts(render(Edition.of(sample)))
    assert ".pdf" not in "".join(content for uri, content in outputs.items() if uri.endswith(".html"))


@pytest.mark.parametrize("file", ["figures/really.png", "figures/wave.svg"])
def test_a_picture_turns_grey(file):
    colours = set(re.findall(r"#([0-9a-f]{6})\b", in_greys(picture(SMALL / file))))
    assert all(len({colour[:2], colour[2:4], colour[4:]}) == 1 for colour in colours)


def test_a_font_has_a_sign_that_it_draws_of_others_or_need_not_draw():
    no_less, chosen = "\u226e", "\ufe0e"  # Typst and browsers draw the first as < and a stroke
    assert unknown_signs(f"{no_less} a{chosen} 膝 膝") == ["膝"]
