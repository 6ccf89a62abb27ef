"""The PDFs, the QR codes, the page of all that can be printed, and the page for clinicians."""

from collections.abc import Iterator

from exercise_handbook.library import addresses as at
from exercise_handbook.library.edition import Edition
from exercise_handbook.library.instructions import Instructions
from exercise_handbook.library.library import HERE
from exercise_handbook.library.listing import Listing, listed
from exercise_handbook.pages.output import Output, Renderer
from exercise_handbook.pages.qr import for_screens
from exercise_handbook.pages.templating import file, in_full, page


def handout_files(library: Edition) -> Iterator[Output]:
    """Every handout, also at the addresses that it had before its page moved."""
    for handouts in (*library.handouts.values(), *library.two_languages.values()):
        yield from (Output(one.address[1:], one.path) for one in handouts if one.path)
    for old, new in moved_pages_of_handouts(library):
        for one in library.handouts.get(new, ()):
            if one.path:
                yield Output(at.handout(old, one.paper)[1:], one.path)


def moved_pages_of_handouts(library: Edition) -> Iterator[tuple[str, str]]:
    """Old addresses of pages with handouts, and where they lead now."""
    kinds = (at.EXERCISES, at.ROUTINES, f"{at.PURPOSES}#")
    for old, new in library.addresses.items():
        if new != HERE and any(old.startswith(kind) and old != kind for kind in kinds):
            yield old, new


def qr_codes(library: Edition) -> Iterator[Output]:
    """The QR code of each exercise and routine, to show and to copy into letters."""
    for address in library.coded_pages():
        content = library.codes.get(address) or for_screens(in_full(library, address))
        yield Output(at.qr(address)[1:], content)


def print_page(library: Edition) -> Iterator[Output]:
    """Every handout, with its paper and size."""
    for number, leaf in enumerate(library.once(_listing, at.PRINT).leaves):
        yield page("print.html", library, leaf.address, _listed, at.PRINT, str(number))


def clinicians_page(library: Edition) -> Iterator[Output]:
    """How to link and print, which addresses last, what is reviewed, and a table to copy from."""
    for number, leaf in enumerate(library.once(_listing, at.CLINICIANS).leaves):
        yield page("clinicians.html", library, leaf.address, _with_doses, at.CLINICIANS, str(number))


def _listing(library: Edition, address: str) -> Listing:
    return listed(library.exercises.values(), address)


def _listed(library: Edition, address: str, number: str) -> dict[str, object]:
    listing = library.once(_listing, address)
    return {"listing": listing, "leaf": listing.leaves[int(number)]}


def _with_doses(library: Edition, address: str, number: str) -> dict[str, object]:
    return {**_listed(library, address, number), "doses": library.once(_doses)}


def _doses(library: Edition) -> dict[str, str]:
    return {one.slug: Instructions(one, one.dose, library).dose_line for one in library.exercises.values()}


def server_redirects(library: Edition) -> Iterator[Output]:
    """_redirects: the moved pages again, for servers that can redirect before they send a page."""
    yield file("_redirects", "redirects.txt", library, _redirected)


def _redirected(library: Edition) -> dict[str, object]:
    return {"moved": moved_addresses(library)}


def moved_addresses(library: Edition) -> dict[str, str]:
    """Each address of a page or handout that has moved, and where it leads now, in each language."""
    found: dict[str, str] = {}
    for one in library.in_each_language:
        found |= {f"/{one.path}{old[1:]}": f"/{one.path}{new[1:]}" for old, new in _moved(one).items()}
    return found


def _moved(library: Edition) -> dict[str, str]:
    moved = {old: new for old, new in library.addresses.items() if new != HERE and "#" not in old}
    for old, new in moved_pages_of_handouts(library):
        if new not in library.handouts:
            moved |= {at.handout(old, paper): new for paper in library.papers}
    return moved


RENDERERS: tuple[Renderer, ...] = (print_page, clinicians_page, handout_files, qr_codes, server_redirects)
