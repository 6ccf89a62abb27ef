"""What a drawing's CSS asks for that browsers heed and the typesetter does not: paper would show another drawing."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

RECKONING = {"var", "env", "calc", "min", "max", "clamp", "color-mix", "contrast-color"}
"""Functions that make a value of others."""

IN_ATTRIBUTES = re.compile(rf"(?<![\w-])(?:{'|'.join(sorted(RECKONING))})\(", re.IGNORECASE)
COLOURS = {"rgb", "rgba", "hsl", "hsla", "hwb", "lab", "lch", "oklab", "oklch", "color"}
PLACING = {"x", "y", "width", "height", "cx", "cy", "r", "rx", "ry", "d", "translate", "rotate", "scale"}
PLACING |= {"transform-box"}
"""Properties that say where something is drawn; on paper only the attributes do."""

SIZES = {"width:", "height:"}
BEHIND = {"background", "background-color", "background-image"}
CLEAR = {"none", "transparent", "initial", "inherit", "white", "#fff", "#ffffff", "rgb(255,255,255)"}
"""Backgrounds that cannot be told from paper."""

SCREEN_UNITS = {"rem", "vw", "vh", "vmin", "vmax", "ch", "lh"}
CANNOT_APPLY = re.compile(r"dark|print|reduced-motion|hover|contrast|forced-colors", re.IGNORECASE)
"""In the condition of an @media that says nothing of how the picture usually looks."""

WITHOUT_EFFECT = {"charset", "keyframes", "-webkit-keyframes", "property"}
STATES = {"first-child", "hover", "focus", "active"}
"""What may stand behind the colon of a selector: paper knows it, or no picture is ever so."""

INEXACT = {"^=", "$=", "*="}
"""Ways to compare an attribute."""


@lru_cache(maxsize=4096)
def unprintable(style: str, has_view_box: bool) -> str:
    """What paper lacks of a style attribute, as it is written there; "" where it has all.

    What has a view box may say its size, as that is no matter for what is seen in it.
    """
    import tinycss2  # few drawings have styles

    lacks = _of_block(tinycss2.parse_blocks_contents(style, skip_comments=True))
    return next((one for one in lacks if not (has_view_box and one in SIZES)), "")


@lru_cache(maxsize=256)
def unprintable_sheet(words: str) -> str:
    """What paper lacks of a style sheet; "" where it has all."""
    import tinycss2

    rules = tinycss2.parse_stylesheet(words, skip_comments=True, skip_whitespace=True)
    return next((lack for rule in rules for lack in _of_rule(rule)), "")


def _of_rule(rule: Any) -> Iterator[str]:
    import tinycss2

    if rule.type == "qualified-rule":
        yield from _of_selector(rule.prelude)
        yield from _of_block(tinycss2.parse_blocks_contents(rule.content, skip_comments=True))
    elif rule.type == "at-rule" and not _is_without_effect(rule):
        yield f"@{rule.at_keyword}"


def _is_without_effect(rule: Any) -> bool:
    import tinycss2

    if rule.lower_at_keyword == "media":
        return CANNOT_APPLY.search(tinycss2.serialize(rule.prelude)) is not None
    return rule.lower_at_keyword in WITHOUT_EFFECT


def _of_selector(tokens: list[Any]) -> Iterator[str]:
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token == "~" or (token.type == "[] block" and any(one in token.content for one in INEXACT)):
            yield token.serialize()
        elif before == ":" and not (token.type == "ident" and token.lower_value in STATES):
            yield f":{token.serialize()}"


def _of_block(nodes: list[Any]) -> Iterator[str]:
    for node in nodes:
        if node.type == "declaration":
            yield from _of_declaration(node.lower_name, node.value)
        elif node.type in ("qualified-rule", "at-rule"):
            yield "a rule inside another"


def _of_declaration(name: str, value: list[Any]) -> Iterator[str]:
    import tinycss2

    said = re.sub(r"\s", "", tinycss2.serialize(map(in_light, value))).lower()
    if name in PLACING or name.startswith("animation") or (name in BEHIND and said not in CLEAR):
        yield f"{name}:"
    if name == "transform" and re.search(r"\d(?:[a-z]|%)", said):
        yield f"{name}: with units"
    if name == "clip-path" and said.endswith(")"):
        yield f"{name}: with a shape"
    yield from _of_values(value)


def in_light(token: Any) -> Any:
    """A token of CSS; of a colour for light screens and one for dark ones the first, as on paper."""
    if token.type == "function" and token.lower_name == "light-dark":
        return next(one for one in token.arguments if one.type != "whitespace")
    return token


def _of_values(tokens: list[Any]) -> Iterator[str]:
    for token in map(in_light, tokens):
        if token.type == "dimension" and token.lower_unit in SCREEN_UNITS:
            yield token.serialize()
        elif token.type == "function":
            if token.lower_name in RECKONING or (token.lower_name in COLOURS and _is_relative(token)):
                yield f"{token.name}()"
            yield from _of_values(token.arguments)


def _is_relative(token: Any) -> bool:
    """Whether a colour is made from another, as in rgb(from red r g b)."""
    return any(one.type == "ident" and one.lower_value == "from" for one in token.arguments[:2])
