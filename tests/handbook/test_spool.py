"""What waits in the spool comes out as it went in."""

from exercise_handbook.spool import Spool


def test_contents_come_back_whole_in_any_order():
    spool = Spool()
    contents = [b"first", b"", "dritte „Seite“".encode(), b"x" * 100_000]
    kept = [spool.keep(content) for content in contents]
    assert [spool.read(one) for one in reversed(kept)] == contents[::-1]
    later = spool.keep(b"later")
    assert (spool.read(kept[0]), spool.read(later)) == (b"first", b"later")
    spool.close()
