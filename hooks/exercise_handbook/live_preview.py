"""`make serve` while something is wrong: the server stays, and shows what is wrong in the place of every page."""

import logging
import traceback
from collections.abc import Callable, Iterable
from functools import wraps
from pathlib import Path
from typing import Any

from exercise_handbook.library.library import Library
from exercise_handbook.pages.templating import in_english
from exercise_handbook.paper.handouts import Manuscripts
from exercise_handbook.paper.pdfs import Unfit, file_of
from exercise_handbook.refusals import FROM_OUTSIDE, in_words

HOME = "index.html"


class LivePreview:
    """Whether the last build came to a good end, and the lines that say why it did not."""

    def __init__(self) -> None:
        self.wrong: list[str] = []

    def going_on(self, build: Callable[..., None]) -> Callable[..., None]:
        """A build that writes what is wrong where the home page would be, instead of ending the server."""

        @wraps(build)
        def attempt(config: Any, **named: Any) -> None:
            with _Heard() as heard:
                self.wrong = _trouble(lambda: build(config, **named), heard.lines)
            if self.wrong:
                home = Path(config.site_dir) / HOME
                home.parent.mkdir(parents=True, exist_ok=True)
                home.write_text(in_english("wrong.html", lines=self.wrong), encoding="utf-8")

        return attempt

    def instead(self, app: Any) -> Any:
        """A server that shows the home page, which says what is wrong, at every address as long as something is."""

        def answer(environment: dict[str, Any], start: Any) -> Iterable[bytes]:
            if self.wrong and not environment["PATH_INFO"].startswith("/livereload/"):
                environment = environment | {"PATH_INFO": "/"}
            return app(environment, start)  # type: ignore[no-any-return]

        return answer


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
        texts = Manuscripts(library()) if asked.endswith(".pdf") else ()
        text = next((one for one in texts if one.handout.address == asked), None)
        if text is None:
            return app(environment, start)
        try:
            content, kind = file_of(text, store).read_bytes(), "application/pdf"
        except Unfit as unfit:
            content, kind = str(unfit).encode(), "text/plain; charset=utf-8"
        start("200 OK", [("Content-Type", kind), ("Content-Length", str(len(content)))])
        return [content]

    return answer


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
