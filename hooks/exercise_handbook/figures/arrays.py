"""What every room of this house needs of numpy: the type of an array, and directions."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]


def unit(vectors: Array) -> Array:
    """The same directions (…, k), of length 1."""
    length = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return vectors / np.maximum(length, 1e-12)


def along(points: Array, start: Array, end: Array) -> tuple[Array, Array]:
    """How far points (n, 3) are from one place towards another (n,), and their way out from that line (n, 3)."""
    axis = unit(end - start)
    far = (points - start) @ axis
    return far, points - start - far[:, None] * axis
