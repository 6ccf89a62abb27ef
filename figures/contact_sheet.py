"""A page with every drawing, to look at them together: small, middle and large, light, dark and grey."""

from html import escape

SIZES = (160, 400, 800)
PAGES = {
    "light": "background:#fff",
    "dark": "background:#1e2129;color:#ddd",
    "grey": "background:#fff;filter:grayscale(1)",
}


def contact_sheet(folder):
    """HTML that shows the drawings of a folder."""
    names = [path.name for path in sorted(folder.glob("*.svg")) if not path.stem.endswith(("-dark", "-motion"))]
    rows = [_row(folder, names, page, size) for page in PAGES for size in SIZES]
    css = "body{font:13px sans-serif}div{display:flex;flex-wrap:wrap;gap:12px;padding:12px}figure{margin:0}"
    return f"<!doctype html><meta charset=utf-8><title>Figures</title><style>{css}</style>\n" + "\n".join(rows) + "\n"


def _row(folder, names, page, size):
    cells = "".join(_cell(folder, name, size) for name in names)
    return f"<h2>{page}, {size} px</h2><div style='{PAGES[page]}'>{cells}</div>"


def _cell(folder, name, size):
    src = escape((folder / name).resolve().as_uri())
    return f"<figure><img src='{src}' width={size} alt=''><figcaption>{escape(name)}</figcaption></figure>"
