"""The page's own code: the app's modules as one script, the styles, and the drawing library.

`scripts/bundle` joins and shortens app/*.js into app.min.js, which is committed, so that building a page and installing
`kg` need no JavaScript tool. Its first line tells the hash of the modules it was made from; a test compares.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from kg.view.style import css_variables

HERE = Path(__file__).parent
APP = HERE / "app"
BUNDLE = HERE / "app.min.js"
VENDOR = HERE / "vendor"


def sources_digest() -> str:
    """A hash of the app's modules, by name."""
    total = hashlib.sha256()
    for path in sorted(APP.glob("*.js")):
        total.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()


def bundled_digest() -> str:
    """The hash that the bundle says it was made from."""
    return BUNDLE.read_text(encoding="utf-8").split("\n", 1)[0].removeprefix("// ")


def app_script() -> str:
    """The app as one script."""
    return BUNDLE.read_text(encoding="utf-8").split("\n", 1)[1]


def app_styles() -> str:
    """The colours and the app's style sheet, without its comments."""
    sheet = (APP / "app.css").read_text(encoding="utf-8")
    return css_variables() + re.sub(r"/\*.*?\*/\n", "", sheet, flags=re.DOTALL)


def drawing_library() -> str:
    """The vendored vis-network, without the line that would have developer tools ask for a source map."""
    text = (VENDOR / "vis-network.min.js").read_text(encoding="utf-8")
    return re.sub(r"\n//# sourceMappingURL=\S+\s*$", "\n", text)
