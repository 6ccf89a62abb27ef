"""Hand-written pages: what readers would not see as it is meant, or what asks other sites, is told by its place."""

import os

import pytest

from exercise_handbook.intake.docs_pages import written_pages
from exercise_handbook.intake.front_matter import NO_END, NO_FIELDS, NO_LINES, NO_WORDS
from exercise_handbook.intake.page_content import ELSEWHERE

BEGUN = "# Page\n\nSay `<script>`:\n\n  ```\n  <script>\n  ```\n\n"
THERE = "https://elsewhere.example/hand.png"


def told_of(folder, text, name="page.md"):
    """What is told of a page: line, column, field and advice."""
    (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    problems = sorted(written_pages(folder)[1])
    assert {one.place.file for one in problems} <= {str(folder / name)}
    return [(one.place.line, one.place.column, one.field, one.message) for one in problems]


@pytest.mark.parametrize(
    "written",
    [
        "<script>alert(1)</script>",
        "<SCRIPT\nsrc=a.js></SCRIPT>",
        "<style>a {background: url(//elsewhere.example/hand.png)}</style>",
        '<iframe src="https://elsewhere.example/"></iframe>',
        '<link rel="stylesheet" href="page.css">',
        f"![A hand]({THERE})",
        "![A hand](//elsewhere.example/hand.png)",
        "![A hand](<https&#58;//elsewhere.example/hand.png>)",
        f"![A [small] hand]({THERE} 'A hand')",
        f"![A hand][Hand]\n\n[hand]: {THERE}",
        f"![A hand] [hand]\n\n[hand]: <{THERE}>",
        f"![A  Hand][]\n\n[a hand]: {THERE}",
        f"![A hand]\n\n[a hand]: {THERE}",
        f'<img alt="A hand" src="{THERE}">',
        f"<img alt='>' src={THERE}>",
        f'<img alt="A hand" src="hand.png" srcset="hand.png 1x, {THERE} 2x">',
        f'<source srcset="{THERE}">',
        f'<video poster="{THERE}"></video>',
        f'<div style="background: url({THERE})">A hand</div>',
        f'<image href="{THERE}"/>',
        f'<use xlink:href="{THERE}"/>',
        '<a href="hand.html" ping="https://elsewhere.example/">A hand</a>',
        '<a href=" JavaScript:go()">A hand</a>',
        '<b onclick="go()">Go</b>',
        f'![A hand](hand.png){{srcset="{THERE} 2x"}}',
    ],
)
def test_what_runs_or_is_asked_of_another_site_is_told_at_its_place(tmp_path, written):
    ((line, column, _, advice),) = told_of(tmp_path, BEGUN + written + "\n")
    assert advice == ELSEWHERE
    assert (line, column) == (9, 20 if written.startswith("![A hand](hand.png)") else 1)


@pytest.mark.parametrize("written", ["[Go](javascript:go())", "[Go][on]\n\n[on]: javascript:go()"])
def test_a_link_that_runs_something_is_told_where_it_says_so(tmp_path, written):
    ((line, column, _, advice),) = told_of(tmp_path, BEGUN + written + "\n")
    assert (line, column, advice) == (*((9, 6) if "](" in written else (11, 7)), ELSEWHERE)


@pytest.mark.parametrize(
    "written",
    [
        f"[A hand]({THERE}) and [another][hand]\n\n[hand]: {THERE}",
        f"<{THERE}> and <a href='{THERE}'>a hand</a>",
        f"![A hand](hand.png '{THERE}')",
        f'<img alt="{THERE}" src="hand.png">',
        "<details>Online = more</details>",
        "JavaScript: this site does without, once = twice, {once = twice}",
        "``a ` <script> ` b`` \\# `<iframe>`",
        "1. One\n\n    ~~~ html\n    <script>\n    ~~~\n",
        "Less than three: 1 <3 and <![CDATA[ and <! and < b",
    ],
)
def test_links_pictures_of_its_own_and_code_are_let_be(tmp_path, written):
    assert told_of(tmp_path, BEGUN + written + "\n") == []


@pytest.mark.parametrize("text", ["", "\n \n", "\ufeff", "---\ntitle: Page\n---\n", "---\ntitle: Page\n---"])
def test_a_page_that_says_nothing_is_told(tmp_path, text):
    assert told_of(tmp_path, text) == [(1, 1, "", "nothing is written here; write the page, or delete the file")]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("# Page\n\nA\0b\n", (3, 2, "", "U+0000 (control character) cannot be seen; delete it or use spaces")),
        ("# Page\n\nA\vb\n", (3, 2, "", "U+000B (control character) cannot be seen; delete it or use spaces")),
        ("# Caf\xc3\xa9\n", (1, 6, "", "“Ã©” was “é” before this was opened with another encoding; write that again")),
        (
            "# Café\n".encode("cp1252"),
            (1, 6, "", "not saved as UTF-8; save it again with that encoding; in Windows-1252 this would be “é”"),
        ),
        ("# Page\n\n[A](http://[::1)\n", (3, 5, "", "http://[::1 is no address; write it as browsers show it")),
        ("# Page\n\n[A][b]\n\n[b]: //[b\n", (5, 6, "", "//[b is no address; write it as browsers show it")),
        ("---\ntitle: Page\n# Page\n", (1, 1, "", NO_END)),
        ("---\nPage\n---\n# Page\n", (1, 1, "", NO_FIELDS)),
        ("---\n- title: Page\n---\n# Page\n", (1, 1, "", NO_FIELDS)),
        ("---\n\n# Page\n\nIt hurts.\n\n---\n\nMore.\n", (1, 1, "", NO_FIELDS)),
        ("Warning: ask a doctor first.\n\n# Page\n", (1, 1, "", NO_LINES)),
        (
            "---\ntitle: 'Page\n---\n# Page\n",
            (2, 8, "", "a quote opens here and is not closed; close it where the words end"),
        ),
        (
            "---\ntitle: Page: two\n---\n# Page\n",
            (
                2,
                12,
                "",
                "a colon and a space begin a field here; put quotes around words that hold them, or check the indent",
            ),
        ),
        (
            "---\ntitle: Page # two\n---\n# Page\n",
            (
                2,
                13,
                "",
                "a # behind a value swallows the words after it; put quotes around them, or the # on a line of its own",
            ),
        ),
        (
            "---\ntitle: Page\ntitle: Two\n---\n# Page\n",
            (3, 1, "", "title is written twice; keep one of them, or give a copied entry a name of its own"),
        ),
        ("---\ntags: [a]\ntitle: No\n---\n# Page\n", (3, 1, "title", NO_WORDS.format("title"))),
        ("---\ntitle:\n---\n# Page\n", (2, 1, "title", NO_WORDS.format("title"))),
        ("--- \ndescription: 2026-11-26\n...\n# Page\n", (2, 1, "description", NO_WORDS.format("description"))),
        ("---\ntitel: Page\n---\n# Page\n", (2, 1, "titel", "no such field; did you mean title?")),
    ],
)
def test_what_readers_would_not_see_as_it_is_meant_is_told(tmp_path, text, told):
    assert told_of(tmp_path, text) == [told]


def test_a_field_that_mkdocs_cannot_read_is_told(tmp_path):
    ((line, *_, advice),) = told_of(tmp_path, "---\ndate: 2026-13-26\n---\n# Page\n")
    assert (line, advice) == (1, NO_FIELDS)


@pytest.mark.parametrize(
    "text",
    [
        "---\n\nA line across the page stands above.\n",
        '---\ntitle: "Page: two"\ndate: 2026-11-26\ntags:\n  - a\n---\n# Page\n',
        "# Page\n\nNote: this is let be.\n\n---\n\ntitle: and so is this\n\n---\n",
        "# Page\n\tA tab, a no-break\u00a0space, \U0001f468\u200d\U0001f469\u200d\U0001f467\n",
    ],
)
def test_a_page_as_people_write_them_is_let_be(tmp_path, text):
    assert told_of(tmp_path, text) == []


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ('---\ntitle: "Page: two"\n---\n# One\n', "Page: two"),
        ("---\ntags: []\n...\n# One\n", "One"),
        ("One\n===\n\n# Two\n", "One"),
        ("```\n# Zero\n```\n\n# One #\n", "One"),
        ("# *One* `two` snake_case _three_ {#top}\n", "One two snake_case three"),
        ("No heading, 1 < 2.\n", "page"),
    ],
)
def test_a_title_is_what_readers_see(tmp_path, text, title):
    (tmp_path / "page.md").write_text(text)
    assert written_pages(tmp_path)[0]["page.md"].facts.title == title


@pytest.mark.parametrize(
    ("lay", "told"),
    [
        (lambda file: file.symlink_to("nowhere"), "it is a link that leads nowhere; write the file itself"),
        (lambda file: file.mkdir(), "it is no file that holds words, but a folder, say; write a file"),
        (os.mkfifo, "it is no file that holds words, but a folder, say; write a file"),
    ],
)
def test_what_is_called_like_a_page_and_is_no_file_is_told(tmp_path, lay, told):
    lay(tmp_path / "page.md")
    (problem,) = written_pages(tmp_path)[1]
    assert str(problem) == f"{tmp_path}/page.md:1:1: {told}"


def test_what_finder_leaves_beside_a_page_is_let_be(tmp_path):
    (tmp_path / "._page.md").write_bytes(b"\0\5\x16\7")
    assert written_pages(tmp_path) == ({}, [])
