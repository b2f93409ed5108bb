"""The cast and their devices. Fatima coordinates the volunteers, on her phone; Wim is treasurer, on a laptop at home.

Every device complains by itself: an error on the console, a broken policy or a request to another site fails the test.
"""

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, expect, sync_playwright

from tests.e2e.site import Site, install

ARGUMENTS = [
    "--no-sandbox",
    "--headless",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE, LAPTOP = (360, 780), (1280, 900)
NamedDevice = Callable[..., Page]

expect.set_options(timeout=15_000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.e2e)


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A freshly installed machine, to be copied. With several workers the first one installs, and the others wait for it."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    done = shared / "installed" / "done"
    with (shared / "installing").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            shutil.rmtree(done.parent, ignore_errors=True)
            install(done.parent / "var")
            done.touch()
    return done.parent / "var"


@pytest.fixture(scope="session")
def site(installed: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The site most tests share; each works with evaluations of its own."""
    running = Site(installed, tmp_path_factory.mktemp("site") / "var").start()
    yield running
    running.stop()


@pytest.fixture
def own_site(installed: Path, tmp_path: Path) -> Iterator[Site]:
    """A site of one's own, to kill, freeze or break."""
    running = Site(installed, tmp_path / "var").start()
    yield running
    running.stop()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium. Per file, so that its event loop is gone when tests of another kind use the database."""
    executable = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if executable is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("GEEN BROWSER: installeer chromium")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=executable, args=ARGUMENTS)
        yield running
        running.close()


class Complaints(list[str]):
    """What a device complained about. `allow` says what a test brings about on purpose."""

    def __init__(self) -> None:
        self.allowed: list[str] = ["responded with a status of 4"]  # a page that refuses is a page

    def allow(self, text: str) -> None:
        self.allowed.append(text)

    def hear(self, text: str) -> None:
        if not any(one in text for one in self.allowed):
            self.append(text)


@pytest.fixture
def complaints() -> Iterator[Complaints]:
    heard = Complaints()
    yield heard
    assert not heard, "\n".join(heard)


@pytest.fixture
def device(browser: Browser, site: Site, complaints: Complaints) -> Iterator[NamedDevice]:
    """Makes devices: each a browser with its own cookies."""
    contexts: list[BrowserContext] = []

    def make(size: tuple[int, int] = PHONE, *, javascript: bool = True, at: Site = site) -> Page:
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            java_script_enabled=javascript,
            base_url=at.url,
            locale="nl-NL",
            has_touch=size == PHONE,
        )
        context.set_default_timeout(20_000)
        contexts.append(context)
        listen(context, at.url, complaints)
        return context.new_page()

    yield make
    for context in contexts:
        context.close()


def listen(context: BrowserContext, address: str, complaints: Complaints) -> None:
    def on_console(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            complaints.hear(f"{message.type}: {message.text}")

    def on_request(request: Request) -> None:
        if urlsplit(request.url).netloc != urlsplit(address).netloc:
            complaints.hear(f"naar een andere site: {request.url}")

    context.on("console", on_console)
    context.on("weberror", lambda error: complaints.hear(f"weberror: {error.error}"))
    context.on("request", on_request)


@pytest.fixture
def fatima(device: NamedDevice) -> Page:
    """Fatima, who coordinates the volunteers of the club, on her phone."""
    return device(PHONE)


@pytest.fixture
def wim(device: NamedDevice) -> Page:
    """Wim, its treasurer, on his laptop at home."""
    return device(LAPTOP)
