"""A page with every drawing, to look at them together: small, middle and large, light, dark and grey."""

from html import escape
from pathlib import Path

SIZES = (160, 400, 800)
PAGES = {
    "light": "background:#fff",
    "dark": "background:#1e2129;color:#ddd",
    "grey": "background:#fff;filter:grayscale(1)",
}
CSS = "body{font:13px sans-serif}div{display:flex;flex-wrap:wrap;gap:12px;padding:12px}figure{margin:0}"


def contact_sheet(folder: Path) -> str:
    """HTML that shows the drawings of a folder and of those in it."""
    files = [path for path in sorted(folder.rglob("*.svg")) if not path.stem.endswith("-motion")]
    rows = [_row(files, page, size) for page in PAGES for size in SIZES]
    return "\n".join([f"<!doctype html><meta charset=utf-8><title>Figures</title><style>{CSS}</style>", *rows, ""])


def _row(files: list[Path], page: str, size: int) -> str:
    cells = "".join(f"<figure><img src='{escape(file.resolve().as_uri())}' width={size} alt=''>"
                    f"<figcaption>{escape(file.parent.name)} {escape(file.stem)}</figcaption></figure>"
                    for file in files)  # fmt: skip
    return f"<h2>{page}, {size} px</h2><div style='{PAGES[page]}'>{cells}</div>"
