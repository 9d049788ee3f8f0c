"""One headless Chromium for the whole run, and pages of it that note every request, error and policy violation."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from kg.graph import Graph
from kg.view import write_page

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WATCH = """
window.__violations = [];
document.addEventListener('securitypolicyviolation', (e) => window.__violations.push(e.violatedDirective));
"""


@dataclass
class Opened:
    """A page in the browser and what happened on it."""

    page: Any
    path: Path
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def go(self, hash_: str) -> None:
        """Shows another view of the page."""
        self.page.evaluate("(hash) => { location.hash = hash; }", hash_)
        self.settle()

    def settle(self) -> None:
        """Waits until all of the view that the address names is there."""
        for _ in range(200):  # not wait_for_function: the page's policy forbids what that evaluates
            if self.page.evaluate("document.getElementById('app').dataset.shown === location.hash"):
                return
            self.page.wait_for_timeout(15)
        raise AssertionError("the view is not drawn after 3 s")

    def texts(self, selector: str) -> list[str]:
        return [t.strip() for t in self.page.locator(selector).all_text_contents()]

    def assert_quiet(self) -> None:
        """Nothing ran, nothing was refused, nothing was asked for beside the file itself."""
        assert self.page.evaluate("[window.__pwn ?? null, window.__violations]") == [None, []]
        assert [r for r in self.requests if not r.startswith(("blob:", "data:"))] == [self.path.as_uri()]
        assert self.errors == []


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    assert found, "these tests need Chromium: apt-get install chromium, or leave them out with -m 'not browser'"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def show(browser: Any, tmp_path: Path) -> Iterator[Callable[..., Opened]]:
    """show(graph, hash_="", focus=…, **options of the browser context) -> Opened."""
    contexts = []

    def open_page(graph: Graph, hash_: str = "", *, focus: str | None = None, **options: Any) -> Opened:
        path = tmp_path / "page.html"
        write_page(graph, path, focus=focus)
        context = browser.new_context(viewport={"width": 1440, "height": 900}, accept_downloads=True, **options)
        contexts.append(context)
        opened = Opened(context.new_page(), path)
        opened.page.on("request", lambda r: opened.requests.append(r.url.split("#")[0]))
        opened.page.on("pageerror", lambda e: opened.errors.append(str(e)))
        opened.page.on("console", lambda m: opened.errors.append(m.text) if m.type in ("error", "warning") else None)
        if options.get("java_script_enabled", True):
            opened.page.add_init_script(WATCH)
        opened.page.goto(path.as_uri() + hash_)
        if options.get("java_script_enabled", True):
            opened.page.wait_for_selector("#app[data-ready=yes]")
            opened.settle()
        return opened

    yield open_page
    for context in contexts:
        context.close()
