"""Chromium without a window, spoken to over two pipes in its DevTools protocol: keys and clicks are real ones."""

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MACOS = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"


def program() -> str:
    """The browser: what CHROMIUM names, else the first that is found."""
    given = os.environ.get("CHROMIUM")
    found = given or next((name for name in NAMES if shutil.which(name)), MACOS)
    assert shutil.which(found), "no Chromium: scripts/install-system-packages installs it, or CHROMIUM names one"
    return found


class Browser:
    """One page. Whatever it writes to its console, and every request it makes, is kept."""

    def __init__(self, to: int, answers: int) -> None:
        self._to = os.fdopen(to, "wb", buffering=0)
        self._from = os.fdopen(answers, "rb")
        self._count = 0
        self._session = ""
        self.complaints: list[object] = []
        self.requests: list[str] = []
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.ask(f"{domain}.enable")

    def ask(self, method: str, **parameters: object) -> dict[str, Any]:
        """The answer to a command; what happens until it comes is noted."""
        self._count += 1
        message: dict[str, object] = {"id": self._count, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        self._to.write(json.dumps(message).encode() + b"\0")
        while True:
            answer = self._read()
            if answer.get("id") == self._count:
                assert "error" not in answer, answer["error"]
                return dict(answer["result"])

    def open(self, address: str) -> Self:
        """Load a page, and wait until its scripts have run."""
        self.ask("Page.navigate", url=address)
        while self.run("document.readyState") != "complete" or self.run("location.href") == "about:blank":
            pass
        return self

    def run(self, script: str) -> Any:
        """The value of an expression in the page."""
        answer = self.ask("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def type(self, text: str) -> None:
        """Into what has the focus."""
        self.ask("Input.insertText", text=text)

    def press(self, key: str) -> None:
        """A key by its name, such as Tab."""
        code, text = {"Tab": (9, ""), "Enter": (13, "\r"), "ArrowDown": (40, "")}[key]
        for kind in ("keyDown" if text else "rawKeyDown", "keyUp"):
            self.ask("Input.dispatchKeyEvent", type=kind, key=key, code=key, text=text, windowsVirtualKeyCode=code)

    def close(self) -> None:
        """End it."""
        self._session = ""
        self.ask("Browser.close")
        self._to.close()
        self._from.close()

    def _read(self) -> dict[str, Any]:
        parts = bytearray()
        while (byte := self._from.read(1)) != b"\0":
            assert byte, "the browser has gone"
            parts += byte
        message: dict[str, Any] = json.loads(parts)
        if message.get("method") in ("Runtime.exceptionThrown", "Runtime.consoleAPICalled", "Log.entryAdded"):
            self.complaints.append(message["params"])
        if message.get("method") == "Network.requestWillBeSent":
            self.requests.append(message["params"]["request"]["url"])
        return message


@contextmanager
def opened() -> Iterator[Browser]:
    """A browser, ended with the block."""
    ours_in, theirs_out = os.pipe()
    theirs_in, ours_out = os.pipe()
    options = ["--headless", "--remote-debugging-pipe", "--disable-gpu", "--no-first-run"]
    # Root, as in a container, has no sandbox; the pages are our own.
    options += ["--no-sandbox"] if os.geteuid() == 0 else []
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        # The protocol is spoken on descriptors 3 and 4.
        script = f'exec 3<&{theirs_in} 4>&{theirs_out} && exec "$@"'
        command = ["bash", "-c", script, "bash", program(), *options, f"--user-data-dir={Path(profile)}"]
        with subprocess.Popen(command, pass_fds=(theirs_in, theirs_out), stderr=subprocess.DEVNULL) as process:
            os.close(theirs_in)
            os.close(theirs_out)
            browser = Browser(ours_out, ours_in)
            try:
                yield browser
            finally:
                browser.close()
                process.wait(timeout=60)
