"""The joints a pose file may name, as joints.yaml has them: ranges, their sources, and what turns about which axis."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

SIDES = {"left": "L", "right": "R"}
TABLE = yaml.safe_load((Path(__file__).parent / "joints.yaml").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Joint:
    """One movement: range in degrees, its source, the axis of a positive turn on the left, and each bone's share."""

    low: float
    high: float
    source: str
    axis: str
    bones: Mapping[str, float]


def _joints(kind: str) -> dict[str, Joint]:
    return {
        name: Joint(low, high, TABLE["sources"][row["source"]]["says"], row.get("axis", ""), row.get("bones", {}))
        for name, row in TABLE[kind].items()
        for low, high in [row["range"]]
    }


TRUNK, LIMBS = _joints("trunk"), _joints("limbs")
JOINTS = TRUNK | {f"{side}_{name}": joint for name, joint in LIMBS.items() for side in SIDES}


def sided(name: str) -> tuple[str, str]:
    """A name's side, left, right or nothing, and the rest: right_knee is right and knee."""
    side, _, rest = name.partition("_")
    return (side, rest) if side in SIDES else ("", name)


def _names() -> dict[str, tuple[str, ...]]:
    """Every name a pose file may use, and the joints it stands for."""
    together = TABLE["together"] | {name: [name] for name in LIMBS}
    both = {name: tuple(f"{side}_{part}" for side in SIDES for part in parts) for name, parts in together.items()}
    one = {
        f"{side}_{name}": tuple(f"{side}_{part}" for part in parts)
        for name, parts in together.items()
        for side in SIDES
    }
    return {name: (name,) for name in TRUNK} | both | one


NAMES = _names()


def each(angles: Mapping[str, float]) -> dict[str, float]:
    """Degrees for each joint meant: {"knee_flexion": 90} is both knees."""
    return {joint: float(value) for name, value in angles.items() for joint in NAMES[name]}
