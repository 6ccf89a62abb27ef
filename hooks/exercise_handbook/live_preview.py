"""`make serve` while something is wrong: the server stays, and says what is wrong on top of the last good pages."""

import logging
import re
import traceback
from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from pathlib import Path
from typing import Any

from exercise_handbook.library.library import Library
from exercise_handbook.pages.templating import in_english
from exercise_handbook.paper.handouts import Manuscript, Manuscripts
from exercise_handbook.paper.pdfs import Unfit, file_of
from exercise_handbook.paper.two_languages import TwoLanguages
from exercise_handbook.refusals import FROM_OUTSIDE, in_words

HOME, NOT_FOUND = "index.html", "404.html"

PLACE = re.compile(r"(?P<place>.+?:\d+:\d+): (?P<what>.*)")
BODY = re.compile(rb"<body[^>]*>")

Start = Callable[..., Any]


class LivePreview:
    """Whether the last build came to a good end, and the lines that say why it did not."""

    def __init__(self) -> None:
        self.wrong: list[str] = []
        self.problems: list[str] = []
        """What the plugin found in the library. The engine logs no message twice, but a mistake may be made again."""

        self.has_pages = False
        """Whether an earlier build left pages that can be looked at in the meantime."""

    def going_on(self, build: Callable[..., None]) -> Callable[..., None]:
        """A build that, instead of ending the server, leaves the last good pages, or writes what is wrong."""

        @wraps(build)
        def attempt(config: Any, **named: Any) -> None:
            self.problems = []
            with _Heard() as heard:
                trouble = _trouble(lambda: build(config, **named), heard.lines)
            self.wrong = self.problems or trouble
            site = Path(config.site_dir)
            self.has_pages = not self.wrong or (self.has_pages and (site / NOT_FOUND).exists())
            if not self.has_pages:
                site.mkdir(parents=True, exist_ok=True)
                (site / HOME).write_text(in_english("wrong.html", problems=self._told()), encoding="utf-8")

        return attempt

    def instead(self, app: Any) -> Any:
        """A server that says what is wrong on top of every page as long as something is.

        Where there is no such page, the home page stands for it. The page comes again by itself once all is right, as
        the server's own script sees to that.
        """

        def answer(environment: dict[str, Any], start: Start) -> Iterable[bytes]:
            at = environment["PATH_INFO"]
            if not self.wrong or at.startswith("/livereload/"):
                return app(environment, start)  # type: ignore[no-any-return]
            found, body = _asked(app, environment if self.has_pages else environment | {"PATH_INFO": "/"})
            if found[0].startswith("404"):
                found, body = _asked(app, environment | {"PATH_INFO": "/"})
            if self.has_pages and _is_page(found):
                body = self._with_panel(body)
                found[1][:] = [one for one in found[1] if one[0] != "Content-Length"]
                found[1].append(("Content-Length", str(len(body))))
            start(*found)
            return [body]

        return answer

    def _with_panel(self, page: bytes) -> bytes:
        panel = in_english("wrong_panel.html", problems=self._told()).encode()
        return BODY.sub(lambda body: body[0] + panel, page, count=1)

    def _told(self) -> list[tuple[str, str]]:
        """What is wrong, each with its place, which is "" where it has none."""
        found = [PLACE.fullmatch(line) for line in self.wrong]
        return [(one["place"], one["what"]) if one else ("", line) for one, line in zip(found, self.wrong, strict=True)]


def _asked(app: Any, environment: dict[str, Any]) -> tuple[list[Any], bytes]:
    """What a server answers: its status and headers, and the body."""
    said: list[Any] = []
    body = app(environment, lambda *first: said.extend(first))
    try:
        return said, b"".join(body)
    finally:
        getattr(body, "close", lambda: None)()


def _is_page(said: list[Any]) -> bool:
    status, headers = said[0], dict(said[1])
    return str(status).startswith("200") and str(headers.get("Content-Type", "")).startswith("text/html")


def filling_in(app: Any, put: Callable[[str], bool]) -> Any:
    """A server that, asked for what does not lie in its folder, has it put there and looks again.

    Its folder is emptied at each build; so nothing is shown that was made before the last change. `put` is given an
    address and says whether there is anything for it.
    """

    def answer(environment: dict[str, Any], start: Any) -> Iterable[bytes]:
        first: list[Any] = []
        body = app(environment, lambda *said: first.extend(said))
        if first[0].startswith("404") and put(environment["PATH_INFO"]):
            return app(environment, start)  # type: ignore[no-any-return]
        start(*first)
        return body  # type: ignore[no-any-return]

    return answer


def making_handouts(app: Any, library: Callable[[], Library], store: Path) -> Any:
    """A server that makes a handout when somebody opens it, so that saving is not kept waiting."""

    def answer(environment: dict[str, Any], start: Any) -> Any:
        asked = environment["PATH_INFO"]
        texts = _texts(library()) if asked.endswith(".pdf") else ()
        text = next((one for path, one in texts if f"/{path}{one.handout.address[1:]}" == asked), None)
        if text is None:
            return app(environment, start)
        try:
            content, kind = file_of(text, store).read_bytes(), "application/pdf"
        except Unfit as unfit:
            content, kind = str(unfit).encode(), "text/plain; charset=utf-8"
        start("200 OK", [("Content-Type", kind), ("Content-Length", str(len(content)))])
        return [content]

    return answer


def _texts(library: Library) -> Iterator[tuple[str, Manuscript]]:
    """What each handout is set from, and the folder of its language."""
    yield from (("", one) for one in Manuscripts(library))
    for other in library.translations:
        yield from ((other.path, one) for one in (*Manuscripts(other), *TwoLanguages(library, other)))


def _trouble(build: Callable[[], None], heard: list[str]) -> list[str]:
    """Run a build. Returns what is wrong, a line each; nothing where it came to a good end."""
    try:
        build()
    except FROM_OUTSIDE as refusal:
        return [in_words(refusal)]
    except SystemExit as end:  # the engine's own word for “told already”
        return heard or [str(end)]
    except Exception as mistake:
        traceback.print_exc()
        return [f"a mistake of our own, see the terminal: {mistake!r}"]
    return []


class _Heard(logging.Handler):
    """Listens to what the engine warns of."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep each line of a warning."""
        self.lines += record.getMessage().splitlines()

    def __enter__(self) -> "_Heard":
        logging.getLogger("mkdocs").addHandler(self)
        return self

    def __exit__(self, *_: object) -> None:
        logging.getLogger("mkdocs").removeHandler(self)
