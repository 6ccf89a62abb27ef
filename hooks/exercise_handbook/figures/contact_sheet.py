"""A page with every drawing, to look at them together: small, middle and large, light, dark and grey."""

from pathlib import Path

from jinja2 import Template


def contact_sheet(folder: Path) -> str:
    """HTML that shows the drawings of a folder and of those in it."""
    files = [path.resolve() for path in sorted(folder.rglob("*.svg")) if not path.stem.endswith("-motion")]
    page = Path(__file__).with_suffix(".html").read_text(encoding="utf-8")
    return Template(page, autoescape=True, trim_blocks=True, lstrip_blocks=True).render(files=files)
