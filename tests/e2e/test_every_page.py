"""Every page: axe without findings, valid HTML, nothing sideways, nothing on the console; and, asked for, a picture.

PICTURES=yes script/test tests/e2e/test_every_page.py      the pictures, in var/screenshots
"""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page, Response, expect

from tests.e2e.conftest import LAPTOP, PHONE, Complaints, NamedDevice
from tests.e2e.pages import PAGES, NamedPage
from tests.e2e.site import ROOT, Site
from tests.e2e.steps import HOSPITAL, heading, started, theme

SCREENSHOTS = ROOT / "var" / "screenshots"
PICTURES = bool(os.environ.get("PICTURES"))
# What axe looks at: everything in the light scheme; in the dark one the page is the same but for its colours. (By name: the
# tag of colours would bring in the rule of AAA as well.)
RULES = {"light": {}, "dark": {"runOnly": ["color-contrast", "link-in-text-block"]}}
VNU = ROOT / ".venv" / "share" / "vnu.jar"


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the HTML of each page is kept as it came, for the one run of the HTML checker."""
    return tmp_path_factory.mktemp("html")


@pytest.fixture
def documents(device: NamedDevice) -> tuple[Page, list[Response]]:
    """A laptop, and every document it received."""
    page, received = device(LAPTOP), []

    def on_response(response: Response) -> None:
        if response.request.is_navigation_request() and response.status not in range(300, 400):
            received.append(response)

    page.on("response", on_response)
    return page, received


@pytest.mark.parametrize("one", PAGES, ids=[page.name for page in PAGES])
def test_page(one: NamedPage, documents: tuple[Page, list[Response]], site: Site, sources: Path) -> None:
    page, received = documents
    one.reach(page, site)
    (sources / f"{one.name}.html").write_bytes(received[-1].body())
    look_at(page, one.name)


def look_at(page: Page, name: str) -> None:
    """In both colour schemes, at both widths, and at the narrowest there is."""
    findings = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
        for size in (LAPTOP, PHONE):
            page.set_viewport_size({"width": size[0], "height": size[1]})
            page.evaluate("document.fonts.ready")
            findings += [f"{scheme}, {size[0]}: {finding}" for finding in axe(page, RULES[scheme])]
            if PICTURES:
                SCREENSHOTS.mkdir(parents=True, exist_ok=True)
                page.screenshot(path=SCREENSHOTS / f"{name}-{size[0]}-{scheme}.png", full_page=True)
    for width in (320, *PHONE[:1], LAPTOP[0]):
        page.set_viewport_size({"width": width, "height": 800})
        wide = page.evaluate("document.scrollingElement.scrollWidth")
        if wide > width:
            findings.append(f"{wide} breed op een scherm van {width}")
    assert not findings, "\n".join(findings)


def axe(page: Page, rules: dict[str, Any]) -> list[str]:
    """What axe finds, a line for each element."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found = page.evaluate("rules => axe.run(document, rules)", {"resultTypes": ["violations"], **rules})["violations"]
    return [f"{rule['id']} ({rule['help']}): {node['html'][:200]}" for rule in found for node in rule["nodes"]]


def test_the_pages_of_an_empty_and_of_a_broken_site(
    device: NamedDevice, own_site: Site, sources: Path, complaints: Complaints
) -> None:
    """Before an instrument is published, and when the database has lost something."""
    complaints.allow("responded with a status of 503")
    complaints.allow("responded with a status of 500")
    fatima = device(LAPTOP, at=own_site)
    own_site.run("UPDATE selfeval_instrumentversion SET published_at = NULL")
    for name, path, words in (
        ("home-empty", "/", "Hoe goed is het vrijwilligerswerk bij jullie geregeld?"),
        ("no-instrument", "/zelfevaluatie/nieuw/", "De vragenlijst staat nog niet klaar"),
    ):
        answer = fatima.goto(path)
        assert answer
        expect(heading(fatima)).to_have_text(words)
        (sources / f"{name}.html").write_bytes(answer.body())
        look_at(fatima, name)
    own_site.run("PRAGMA foreign_keys = OFF; ALTER TABLE selfeval_instrumentversion RENAME TO gone")
    answer = fatima.goto("/")
    assert answer
    assert answer.status == 500
    (sources / "broken.html").write_bytes(answer.body())
    look_at(fatima, "broken")


def test_the_html_of_every_page_is_valid(sources: Path) -> None:
    """The checker starts once for all; it comes after the pages and looks at what they kept."""
    if not VNU.exists():
        pytest.skip("GEEN HTML-CONTROLE: draai script/test, dat haalt de checker op")
    files = sorted(sources.glob("*.html"))
    assert files, "draai dit met de pagina's samen"
    command = ["java", "-jar", VNU, "--format", "json", "--stdout", "--exit-zero-always", *files]
    checked = subprocess.run(command, capture_output=True, text=True, check=True)
    found = [
        f"{Path(one['url']).name}, regel {one.get('lastLine')}: {one['message']} {one.get('extract', '')!r}"
        for one in json.loads(checked.stdout)["messages"]
    ]
    assert not found, "\n".join(found)


def test_a_theme_with_the_keyboard_alone(device: NamedDevice, site: Site) -> None:
    fatima = device(LAPTOP)
    number = started(fatima, HOSPITAL)
    theme(fatima, number, "A-missie")
    fatima.keyboard.press("Tab")
    expect(fatima.get_by_role("link", name="Ga naar de inhoud")).to_be_focused()
    visited = []
    while (where := fatima.evaluate(FOCUS))["name"] != "BODY" and len(visited) < 100:
        assert where["seen"], f"de focus is niet te zien op {where['name']}"
        visited.append(where["name"])
        fatima.keyboard.press("Tab")
    assert "A1" in visited
    assert "Opslaan en verder" in visited

    radio = fatima.locator("input[name='A1']").first
    radio.focus()
    fatima.keyboard.press("Space")
    fatima.keyboard.press("ArrowDown")
    fatima.keyboard.press("ArrowDown")
    expect(fatima.locator("input[name='A1'][value='2']")).to_be_checked()
    expect(fatima.locator("#A1 .saved")).to_have_text("Opgeslagen")
    fatima.keyboard.press("Tab")
    fatima.keyboard.press("Enter")  # unfolds the explanation
    expect(fatima.locator("#A1 details").first).to_have_attribute("open", "")
    radio.focus()
    fatima.keyboard.press("Enter")
    expect(fatima.locator("[data-statement='A5']")).to_be_visible()  # saved and on, not thrown out
    assert site.answers(number) == {"A1": "2"}


# Where the focus is, and whether somebody can see that it is there: an outline or a ring, on it or on its label.
FOCUS = """() => {
    const one = document.activeElement;
    const rings = (element) => {
        const style = getComputedStyle(element);
        return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none";
    };
    const box = one.getBoundingClientRect();
    const seen = (rings(one) || (one.closest("label") && rings(one.closest("label")))) && box.width > 0 && box.height > 0;
    const named = one.type === "radio" ? one.name : one.innerText?.trim();
    return { name: one === document.body ? "BODY" : named || one.tagName, seen };
}"""
