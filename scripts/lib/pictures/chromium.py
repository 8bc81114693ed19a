"""Chromium without a window, driven through its DevTools protocol."""

import base64
import contextlib
import io
import itertools
import json
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

from .. import browser
from ..console import Problem

TIMEOUT_SECONDS = 60
COLORS = 256
_ENDING = """
Promise.allSettled(document.getAnimations()
    .filter(each => each.playState === "running" && each.effect.getComputedTiming().endTime < Infinity)
    .map(each => each.finished)).then(() => true)
"""


@contextlib.contextmanager
def started():
    """Run Chromium and yield a Page.

    :raises Problem: when it does not start
    """
    browser.ensure()
    program = next(filter(None, map(shutil.which, browser.PROGRAMS)))
    with tempfile.TemporaryDirectory(prefix="pictures-", ignore_cleanup_errors=True) as profile:
        command = [program, "--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--lang=en-US"]
        command += ["--no-first-run", "--remote-debugging-port=0", f"--user-data-dir={profile}", "about:blank"]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            yield Page(_address(Path(profile) / "DevToolsActivePort", process))
        finally:
            process.terminate()
            process.wait()


def _address(port_file, process):
    """Return the address of the browser's first page, once it says where it listens."""
    import urllib.request

    deadline = time.monotonic() + TIMEOUT_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        with contextlib.suppress(OSError, ValueError, IndexError, StopIteration):
            port = int(port_file.read_text().splitlines()[0])
            # The address is our own, so no other scheme can slip in.
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/json") as answer:
                pages = json.load(answer)
            return next(page["webSocketDebuggerUrl"] for page in pages if page["type"] == "page")
        time.sleep(0.1)
    raise Problem("Chromium does not start.", "run it by hand to see why: chromium --headless about:blank")


class Page:
    """One browser page.

    :param str address: of its DevTools websocket
    """

    def __init__(self, address):
        import websocket

        self._socket = websocket.create_connection(address, timeout=TIMEOUT_SECONDS, suppress_origin=True)
        self._ids = itertools.count(1)
        self.send("Page.enable")

    def send(self, method, **parameters):
        """Send one command and return its result.

        :raises Problem: when the browser refuses it
        """
        number = next(self._ids)
        self._socket.send(json.dumps({"id": number, "method": method, "params": parameters}))
        while True:
            message = json.loads(self._socket.recv())
            if message.get("id") == number:
                if "error" in message:
                    raise Problem(f"Chromium refuses {method}: {message['error']['message']}")
                return message["result"]

    def resize(self, width, height, phone=False):
        """Set the size of the page in CSS pixels, as a phone's with touch or as a window's."""
        self.send("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=phone)
        self.send("Emulation.setTouchEmulationEnabled", enabled=phone)

    def open(self, url):
        """Go to an address; what was typed before is not saved."""
        self.evaluate("navigator.sendBeacon = () => true")
        self.send("Page.navigate", url=url)

    def evaluate(self, script):
        """Return the value of a JavaScript expression.

        :raises Problem: when it throws
        """
        result = self.send("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in result:
            raise Problem(f"On the page: {result['exceptionDetails'].get('exception', {}).get('description')}")
        return result["result"].get("value")

    def wait(self, selector, seconds=TIMEOUT_SECONDS):
        """Wait until an element is there.

        :raises Problem: when it does not come in time
        """
        deadline = time.monotonic() + seconds
        script = f"document.readyState === 'complete' && !!document.querySelector({json.dumps(selector)})"
        while time.monotonic() < deadline:
            if self.evaluate(script):
                return
            time.sleep(0.1)
        raise Problem(f"The page shows no {selector}.", "look at the screen; if it changed, change the scene.")

    def calm(self):
        """Wait until colours are as they remain: what fades in is faint for a moment."""
        self.evaluate(_ENDING)

    def click(self, selector):
        """Click on an element, once it is there."""
        self.wait(selector)
        self.evaluate(f"document.querySelector({json.dumps(selector)}).click()")

    def type(self, selector, text):
        """Replace the text of an input as a person does, and leave it."""
        # a form that is drawn anew at that moment takes the focus away again
        chosen = f"document.querySelector({json.dumps(selector)})"
        taken = f"({chosen}.focus(), {chosen}.select(), {chosen} === document.activeElement)"
        while not self.evaluate(f"!!{chosen} && {taken}"):
            self.wait(selector)
        self.send("Input.insertText", text=text)
        self.evaluate("document.activeElement.dispatchEvent(new Event('change', {bubbles: true}))")
        self.evaluate("document.activeElement.blur()")

    def save(self, path):
        """Write what is seen as a small PNG file, once nothing moves any more."""
        from PIL import Image

        shot = None
        while (current := self.send("Page.captureScreenshot", format="png")["data"]) != shot:
            shot = current
            time.sleep(0.4)
        image = Image.open(io.BytesIO(base64.b64decode(shot))).convert("RGB")
        image.quantize(COLORS, dither=Image.Dither.NONE).save(path, optimize=True)
