"""Small libraries in other languages, in a browser: what people type finds what they mean; numbers, days, direction."""

import pytest

from conftest import served
from support import site_in

ASKED = {
    "ar": {
        "الإيماءة": "الإيماءة",
        "إِيمَاءَة": "الإيماءة",
        "ايماءه": "الإيماءة",
        "الايما": "الإيماءة",
        "للرقبة": "الإيماءة",
        "تلويح": "التلويح",
        "بالتلويح": "التلويح",
    },
    "bn": {"মাথা": "মাথা নাড়া", "ঘাড়": "মাথা নাড়া", "হাত নাড়া": "হাত নাড়া", "শিথিল": "হাত নাড়া"},
    "cy": {"amnaid": "Amnaid", "chwif": "Chwifio", "gwddf": "Amnaid"},
    "de": {"nicke": "Nicken", "Nackens": "Nicken", "arm": "Winken", "winke": "Winken"},
    "es": {"inclinacion": "Inclinación", "INCLINACIONES": "Inclinación", "reverencias": "Reverencia"},
    "fr": {"tete": "Salut de la tête", "détendu": "Salut de la main", "échauffements": "Salut de la tête"},
    "pt": {
        "cabeca": "Aceno de cabeça",
        "aquecimento": "Aceno de cabeça",
        "relaxando": "Aceno de mão",
        "bracos": "Aceno de mão",
    },
    "pl": {"uklon": "Ukłon", "ukłonu": "Ukłon", "ukłony": "Ukłon", "machania łapą": "Machanie łapą"},
}
"""What people type, and what stands first then: without accents, vowel marks and articles, and in other forms."""


DIGITS = {"ar": "arabic-indic", "bn": "bengali"}
"""How browsers call the digits of a library here, where these are not 1, 2, 3."""


@pytest.fixture(scope="module", params=sorted(ASKED))
def language(request):
    return request.param


@pytest.fixture(scope="module")
def where(language, tmp_path_factory):
    """Where a small library in the language is served."""
    with served(site_in(language, tmp_path_factory)) as address:
        yield address


def test_what_people_type_is_found_whatever_its_form(language, where, page):
    page.goto(f"{where}/safety/")
    page.keyboard.press("/")
    box = page.get_by_role("searchbox")
    found = {}
    for words in ASKED[language]:
        box.fill(words)
        page.locator(".search-results a").first.wait_for()
        found[words] = page.locator(".search-results a").first.inner_text()
    assert found == ASKED[language]


def test_steps_are_numbered_in_the_digits_of_the_language(language, where, page):
    page.goto(f"{where}/exercises/")
    page.locator("main li a").first.click()
    numbered = page.locator("ol.steps")
    assert numbered.evaluate("list => getComputedStyle(list).listStyleType") == DIGITS.get(language, "decimal")
