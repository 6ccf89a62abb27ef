"""The joints a pose file may name: ranges in degrees with their source, and which bones turn about which axis.

Zero is the anatomical position (standing, arms hanging, palms to the thighs), as a goniometer has it.
A positive angle is the movement in the name. Ranges are those of healthy adults, passive where a hand may pull,
rounded to 5 degrees; they are textbook values and wait for a physiotherapist's check.
"""

from dataclasses import dataclass

import numpy as np

X, Y, Z = np.eye(3)  # rest frame: left, up, forward
SIDES = {"left": "L", "right": "R"}

AAOS = "AAOS, Joint Motion, 1965"
KAPANDJI = "Kapandji, The Physiology of the Joints"
WHITE = "White and Panjabi, Clinical Biomechanics of the Spine, 1990"
NORKIN = "Norkin and White, Measurement of Joint Motion, 2016"
OURS = "our own estimate, for drawing only"
ROOT = "a whole turn"


@dataclass(frozen=True)
class Joint:
    """One movement: range in degrees, its source, the axis of a positive turn on the left, and each bone's share.

    The axis is in the rest frame, or the name of one found from the skeleton ("thigh", "-thigh").
    """

    low: int
    high: int
    source: str
    axis: object = None
    shares: tuple[tuple[str, float], ...] = ()


def _fingers(*digits):
    return tuple((f"finger{f}-{k}", s) for f in digits for k, s in ((1, 0.7), (2, 1), (3, 0.6)))


LUMBAR = (("spine05", 0.34), ("spine04", 0.33), ("spine03", 0.33))
THORACIC = (("spine02", 0.5), ("spine01", 0.5))
NECK = (("neck01", 0.3), ("neck02", 0.2), ("neck03", 0.2), ("head", 0.3))

TRUNK = {
    "pelvis_tilt": Joint(-180, 180, ROOT),  # backwards, as in a pelvic tilt
    "pelvis_roll": Joint(-180, 180, ROOT),  # about the long axis of the body
    "pelvis_turn": Joint(-180, 180, ROOT),  # sideways, as a clock's hand
    "lumbar_flexion": Joint(-35, 60, KAPANDJI, X, LUMBAR),
    "lumbar_rotation": Joint(-15, 15, WHITE, Y, LUMBAR),
    "lumbar_side_bend": Joint(-25, 25, KAPANDJI, -Z, LUMBAR),
    "thoracic_flexion": Joint(-25, 45, KAPANDJI, X, THORACIC),
    "thoracic_rotation": Joint(-40, 40, WHITE, Y, THORACIC),
    "neck_flexion": Joint(-60, 60, NORKIN, X, NECK),
    "neck_rotation": Joint(-80, 80, AAOS, Y, NECK),
    "neck_side_bend": Joint(-45, 45, AAOS, -Z, NECK),
}
LIMBS = {  # in this order, the first one outermost
    "hip_flexion": Joint(-30, 140, KAPANDJI, -X, (("upperleg01", 1),)),
    "hip_abduction": Joint(-30, 45, AAOS, Z, (("upperleg01", 1),)),
    "hip_rotation": Joint(-45, 45, AAOS, "-thigh", (("upperleg01", 0.4), ("upperleg02", 0.6))),  # outwards
    "knee_flexion": Joint(0, 150, NORKIN, X, (("lowerleg01", 1),)),
    "ankle_dorsiflexion": Joint(-50, 20, AAOS, -X, (("foot", 1),)),
    "toe_extension": Joint(-30, 70, AAOS, -X, (("toe", 1),)),
    "scapula_elevation": Joint(-5, 30, OURS, Z, (("clavicle", 1),)),
    "scapula_protraction": Joint(-20, 30, OURS, -Y, (("clavicle", 1),)),
    "shoulder_flexion": Joint(-60, 180, AAOS, -X, (("upperarm01", 1),)),
    "shoulder_abduction": Joint(-45, 180, NORKIN, Z, (("upperarm01", 1),)),
    "shoulder_rotation": Joint(-90, 90, AAOS, "arm", (("upperarm01", 0.5), ("upperarm02", 0.5))),  # inwards
    "elbow_flexion": Joint(0, 150, AAOS, "elbow", (("lowerarm01", 1),)),
    "forearm_pronation": Joint(-90, 90, AAOS, "forearm", (("lowerarm01", 0.25), ("lowerarm02", 0.75))),
    "wrist_flexion": Joint(-70, 80, AAOS, "curl", (("wrist", 1),)),
    "wrist_deviation": Joint(-20, 30, AAOS, "palm", (("wrist", 1),)),  # towards the little finger
    "index_curl": Joint(-10, 100, OURS, "curl", _fingers(2)),
    "middle_curl": Joint(-10, 100, OURS, "curl", _fingers(3)),
    "ring_curl": Joint(-10, 100, OURS, "curl", _fingers(4)),
    "little_curl": Joint(-10, 100, OURS, "curl", _fingers(5)),
    "finger_spread": Joint(
        -15, 20, OURS, "palm", (("finger2-1", -1), ("finger3-1", -0.3), ("finger4-1", 0.4), ("finger5-1", 1))
    ),
    "thumb_curl": Joint(-30, 60, OURS, "curl", (("finger1-1", 0.3), ("finger1-2", 0.6), ("finger1-3", 0.8))),
    "thumb_across": Joint(-30, 60, OURS, "palm", (("finger1-1", 1),)),
}
TOGETHER = {"finger_curl": ("index_curl", "middle_curl", "ring_curl", "little_curl")}
"""Names that stand for several joints."""

JOINTS = TRUNK | {f"{side}_{name}": joint for name, joint in LIMBS.items() for side in SIDES}


def _names():
    """Every name a pose file may use, and the joints it stands for."""
    one = {name: (name,) for name in JOINTS} | {name: (f"left_{name}", f"right_{name}") for name in LIMBS}
    several = {name: tuple(f for part in parts for f in one[part]) for name, parts in TOGETHER.items()}
    sided = {f"{s}_{name}": tuple(f"{s}_{part}" for part in parts) for name, parts in TOGETHER.items() for s in SIDES}
    return one | several | sided


NAMES = _names()


def each(angles):
    """Degrees for each joint meant: {"knee_flexion": 90} is both knees."""
    return {joint: float(value) for name, value in angles.items() for joint in NAMES[name]}
