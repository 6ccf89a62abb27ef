"""Firefox and WebKit, driven through one library: selenium.

Debian has no geckodriver, so Firefox is spoken to in the protocol that geckodriver itself uses: Marionette
(https://firefox-source-docs.mozilla.org/testing/marionette/Protocol.html). WebKit's driver is Debian's own; it has
no headless mode, so its window stands in Xvfb.
"""

import json
import os
import re
import shutil
import socket
import subprocess
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

from selenium import webdriver
from selenium.common.exceptions import WebDriverException
from selenium.webdriver.remote.client_config import ClientConfig
from selenium.webdriver.remote.command import Command
from selenium.webdriver.remote.remote_connection import RemoteConnection
from selenium.webdriver.remote.webdriver import WebDriver
from selenium.webdriver.webkitgtk.options import Options as WebKitOptions
from selenium.webdriver.webkitgtk.service import Service as WebKitService

from support import free_port

NEEDED = "firefox-esr webkit2gtk-driver xvfb"
"""Debian's packages that these engines come in."""

MARIONETTE = {
    Command.NEW_SESSION: "NewSession",
    Command.QUIT: "DeleteSession",
    Command.GET: "Navigate",
    Command.REFRESH: "Refresh",
    Command.GET_CURRENT_URL: "GetCurrentURL",
    Command.W3C_GET_ACTIVE_ELEMENT: "GetActiveElement",
    Command.SET_WINDOW_RECT: "SetWindowRect",
    Command.FIND_ELEMENT: "FindElement",
    Command.FIND_ELEMENTS: "FindElements",
    Command.GET_ELEMENT_TEXT: "GetElementText",
    Command.CLICK_ELEMENT: "ElementClick",
    Command.SEND_KEYS_TO_ELEMENT: "ElementSendKeys",
    Command.W3C_EXECUTE_SCRIPT: "ExecuteScript",
    Command.PRINT_PAGE: "Print",
}
"""What Marionette calls the commands that these tests use."""


class Marionette(RemoteConnection):
    """Selenium's commands, as `length:[type, number, name, parameters]` to a port that Firefox listens on."""

    def __init__(self, port: int):
        super().__init__(client_config=ClientConfig("http://127.0.0.1"))
        self._socket = socket.create_connection(("127.0.0.1", port))
        self._answers = self._socket.makefile("rb")
        self._number = 0
        self._read()  # a greeting

    def execute(self, command: str, params: dict[str, Any]) -> dict[str, Any]:
        """Send one command and wait for its answer. Raises WebDriverException for one that the browser refuses."""
        is_first = command == Command.NEW_SESSION
        sent = {} if is_first else {key: value for key, value in params.items() if key != "sessionId"}
        self._number += 1
        message = json.dumps([0, self._number, f"WebDriver:{MARIONETTE[command]}", sent]).encode()
        self._socket.sendall(b"%d:%b" % (len(message), message))
        _, _, error, result = self._read()
        if error:
            raise WebDriverException(f"{error['error']}: {error['message']}")
        return {"value": result if is_first else _unwrapped(result)}

    def close(self) -> None:
        """Hang up."""
        self._answers.close()
        self._socket.close()

    def _read(self) -> Any:
        length = b"".join(iter(lambda: self._answers.read(1), b":"))
        return json.loads(self._answers.read(int(length)))


def _unwrapped(result: Any) -> Any:
    return result.get("value", result) if isinstance(result, dict) else result


@contextmanager
def firefox() -> Iterator[WebDriver]:
    """Debian's Firefox without a window, in a fresh profile. Raises FileNotFoundError with what installs it."""
    program = _found("firefox-esr")
    with tempfile.TemporaryDirectory() as profile:
        Path(profile, "user.js").write_text('user_pref("marionette.port", 0);\n', encoding="utf-8")
        command = [program, "--headless", "--marionette", "--no-remote", "--profile", profile]
        with _running(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
            connection = Marionette(_port_of(process))
            driver = webdriver.Remote(command_executor=connection, options=webdriver.FirefoxOptions())
            yield driver
            connection.close()


def _port_of(process: subprocess.Popen[Any]) -> int:
    """The port that Firefox says it listens on. What it says later is read away, or it would wait for a reader."""
    assert process.stdout
    for line in process.stdout:
        if found := re.search(r"Listening on port (\d+)", line):
            threading.Thread(target=process.stdout.read, daemon=True).start()
            return int(found[1])
    raise RuntimeError("Firefox ended before it listened")


@contextmanager
def webkit() -> Iterator[WebDriver]:
    """Debian's WebKit in its own small browser. Raises FileNotFoundError with what installs it."""
    driver_program = _found("WebKitWebDriver")
    browsers = sorted(Path("/usr/lib").glob("*/webkit2gtk-4.*/MiniBrowser"))
    command = [_found("Xvfb"), "-displayfd", "1", "-screen", "0", "1400x1000x24", "-nolisten", "tcp"]
    with _running(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as display:
        assert display.stdout
        options = WebKitOptions()
        options.binary_location = str(browsers[-1])
        options.add_argument("--automation")
        surroundings = os.environ | {"DISPLAY": f":{display.stdout.readline().strip()}"}
        service = WebKitService(driver_program, free_port(), env=surroundings)
        driver = webdriver.WebKitGTK(options=options, service=service)
        yield driver
        driver.quit()


ENGINES: dict[str, Callable[[], AbstractContextManager[WebDriver]]] = {"firefox": firefox, "webkit": webkit}


def _found(program: str) -> str:
    path = shutil.which(program)
    if path is None:
        raise FileNotFoundError(f"{program} is not here: sudo apt-get install {NEEDED}")
    return path


@contextmanager
def _running(command: list[str], **streams: Any) -> Iterator[subprocess.Popen[Any]]:
    """A process that ends with the test, whatever happens."""
    with subprocess.Popen(command, **{"stdout": subprocess.DEVNULL} | streams) as process:
        try:
            yield process
        finally:
            process.terminate()
