"""An icon that the font doesn't have is an empty box."""

import re

from tools.paths import ROOT

USED = re.compile(r"""{% icon ["']([a-z0-9-]+)["']|\bti-([a-z0-9-]+)""")


def test_every_icon_exists():
    font = (ROOT / "node_modules/@tabler/icons-webfont/dist/tabler-icons.min.css").read_text()
    used = {
        (name or plain, str(path.relative_to(ROOT)))
        for path in (ROOT / "templates").rglob("*.html")
        for name, plain in USED.findall(path.read_text())
    }
    assert len(used) > 10
    assert [(name, path) for name, path in sorted(used) if f".ti-{name}:before" not in font] == []
