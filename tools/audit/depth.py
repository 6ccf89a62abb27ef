"""How closely a page is looked at."""

from enum import IntEnum


class Depth(IntEnum):
    """A glance at each page; a look at one of each kind, in tests; every scheme, width and state of it, in an audit."""

    GLANCE = 0
    LOOK = 1
    MATRIX = 2
