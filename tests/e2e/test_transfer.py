"""What goes over the line, compressed and with headers, as Chromium counts it: 120 KB the first time, 30 KB a page after."""

from playwright.sync_api import CDPSession, Page

from tests.e2e.conftest import NamedDevice
from tests.e2e.pages import demo
from tests.e2e.steps import HOSPITAL, heading, started

FIRST_VISIT, LATER_PAGE = 120_000, 30_000


class Meter:
    """Adds up the bytes that came in, with the charts apart."""

    def __init__(self, page: Page) -> None:
        self.page, self.kinds, self.bytes = page, {}, {}
        session: CDPSession = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.on("Network.requestWillBeSent", self._sent)
        session.on("Network.loadingFinished", self._finished)

    def _sent(self, event: dict) -> None:
        self.kinds[event["requestId"]] = event["request"]["url"]

    def _finished(self, event: dict) -> None:
        url = self.kinds.get(event["requestId"], "")
        self.bytes[url] = self.bytes.get(url, 0) + event["encodedDataLength"]

    def visit(self, path: str) -> tuple[int, int]:
        """(page and assets, charts) in bytes."""
        self.bytes.clear()
        self.page.goto(path, wait_until="networkidle")
        assert heading(self.page).count() == 1
        charts = sum(size for url, size in self.bytes.items() if "/grafiek/" in url)
        return int(sum(self.bytes.values()) - charts), int(charts)


def test_budget(device: NamedDevice, record_property, capsys) -> None:
    fatima = device()
    meter = Meter(fatima)
    first, _ = meter.visit("/")
    sizes = {"eerste bezoek": first}
    parts = dict(meter.bytes)

    number = started(fatima, HOSPITAL)
    for path in ("nieuw/", "verder/", f"{number}/", *(f"{number}/{one}" for one in ("profiel/", "route/", "excel/"))):
        sizes[path], _ = meter.visit(f"/zelfevaluatie/{path}")
    for path in ("thema/A-meedoen/", "thema/B-afspraken/", "nakijken/", "link/", "stelling/A1/mening/"):
        sizes[path], _ = meter.visit(f"/zelfevaluatie/{number}/{path}")
    for name in ("voetbalclub", "ziekenhuis"):
        report = demo(fatima, name)
        sizes[f"rapport {name}"], sizes[f"grafieken {name}"] = meter.visit(f"/rapport/{report}/")

    with capsys.disabled():
        print()
        for name, size in sizes.items():
            print(f"  {size / 1000:6.1f} kB  {name.replace(number, '…')}")
        print("  eerste bezoek:", ", ".join(f"{url.rsplit('/', 1)[-1] or '/'} {size}" for url, size in parts.items()))
    assert first <= FIRST_VISIT
    too_big = {
        name: size
        for name, size in sizes.items()
        if name != "eerste bezoek" and not name.startswith("grafieken") and size > LATER_PAGE
    }
    assert not too_big
