"""Finds out whether a JPEG holds all of its picture: what an end mark stands behind may have been cut off.

Decoders fill what is missing with grey and say nothing. They look at no byte behind a picture that is whole; so it
stays as it is if there are more, and one that is not becomes another.
"""

import re

END, START_OF_SCAN, FILL = b"\xd9", b"\xda", b"\xff"
"""What stands behind FF: the mark of the end, that of a scan, and FF once more."""

ARITHMETIC = b"\xc9\xca\xcb\xcd\xce\xcf"
"""What begins a picture in a rare kind of coding, in which bytes behind the end may count."""

SCAN_ENDS = re.compile(rb"\xff[^\0\xd0-\xd7\xff]")
"""A mark that is neither FF itself nor where a decoder starts anew within a scan."""

MORE = b"".join(bytes(range(255)) + b"\xff" + bytes([mark]) for mark in range(0xD0, 0xD8))
"""What decodes to something, whichever way, and every mark at which a decoder may start anew."""


def with_more(content: bytes) -> bytes:
    """A JPEG with more behind each of its scans than it says."""
    pieces, start, at = [], 0, 2
    while content[at : at + 1] == b"\xff" and (mark := content[at + 1 : at + 2]) not in (END, b""):
        if mark == FILL:
            at += 1
            continue
        if mark in ARITHMETIC:
            return content
        at += 2 + int.from_bytes(content[at + 2 : at + 4])
        if mark == START_OF_SCAN:
            end = SCAN_ENDS.search(content, at)
            at = end.start() if end else len(content)
            pieces += [content[start:at], MORE]
            start = at
    return b"".join(pieces) + content[start:]
