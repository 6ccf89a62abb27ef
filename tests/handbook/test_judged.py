"""What was judged once is known again by its content, and nothing else is."""

import pytest

from handbook import judged
from handbook.drawing import NotADrawing
from handbook.judged import Judge

GOOD = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 40"></svg>'
OTHER = GOOD.replace(b"80", b"90")
BAD = GOOD.replace(b"></svg>", b"><script/></svg>")


@pytest.fixture
def judged_now(monkeypatch):
    """The contents that are really judged, in order."""
    seen = []
    really = judged.drawing_size
    monkeypatch.setattr(judged, "drawing_size", lambda content: (seen.append(content), really(content))[1])
    return seen


def test_a_drawing_is_judged_once_in_its_life(tmp_path, judged_now):
    for _ in range(2):
        judge = Judge(tmp_path / "store")
        assert judge(GOOD) == (80, 40)
        judge.remember()
    assert judged_now == [GOOD]


def test_one_letter_makes_another_drawing(tmp_path, judged_now):
    judge = Judge(tmp_path)
    assert (judge(GOOD), judge(OTHER)) == ((80, 40), (90, 40))
    assert judged_now == [GOOD, OTHER]


def test_a_bad_drawing_is_never_known(tmp_path):
    for _ in range(2):
        judge = Judge(tmp_path)
        with pytest.raises(NotADrawing, match="<script>"):
            judge(BAD)
        judge.remember()


def test_other_rules_know_nothing(tmp_path, judged_now):
    judge = Judge(tmp_path)
    judge(GOOD)
    judge.remember()
    file = tmp_path / "drawings.json"
    file.write_text(file.read_text().replace('"rules": "', '"rules": "0'))
    assert Judge(tmp_path)(GOOD) == (80, 40)
    assert judged_now == [GOOD, GOOD]


@pytest.mark.parametrize("spoilt", ["", "[]", "{", '{"rules": 1}'])
def test_a_spoilt_memory_is_no_memory(tmp_path, spoilt):
    (tmp_path / "drawings.json").write_text(spoilt)
    assert Judge(tmp_path)(GOOD) == (80, 40)
