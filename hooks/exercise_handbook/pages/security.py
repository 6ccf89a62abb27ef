"""What a browser may do on these pages: run our own files and nothing else, and send nothing to anybody.

Defined once, here. Servers send it as headers if they can (_headers, and the settings made for other servers). It is
also in each page, for servers that cannot, and for pages opened as files.
"""

from base64 import b64encode
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

INLINE = ("theme.js",)
"""The templates of inline scripts: all that is between <script> and </script>, to the byte."""

PARTS = Path(__file__).parent.parent / "templates/parts"

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Strict-Transport-Security": "max-age=63072000",  # two years; what lies on subdomains is not ours to say
    "X-Frame-Options": "DENY",  # for browsers older than frame-ancestors
}

NEVER_USED = ("camera", "display-capture", "geolocation", "gyroscope", "microphone", "midi", "payment", "usb")
"""Features of a device that no page uses. Copying and sharing are used."""


def policy(*, in_a_page: bool) -> str:
    """The content-security policy; in a page without the directive that browsers obey in headers only.

    There is no upgrade-insecure-requests: pages name no http address, and a copy on a computer
    without a certificate must work. form-action is 'none' because nothing is ever sent: the
    filters work by styles, the search in the page; e-mail and text messages are links.
    """
    scripts = " ".join(f"'sha256-{_digest(PARTS / name)}'" for name in INLINE)
    directives = {
        "default-src": "'none'",
        "script-src": f"'self' {scripts}",
        "style-src": "'self'",
        "img-src": "'self'",
        "connect-src": "'self'",  # the player fetches its drawing
        "worker-src": "'self'",
        "manifest-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'none'",
        "require-trusted-types-for": "'script'",
        "trusted-types": "handbook",  # the search loads its scripts by this one
    }
    if not in_a_page:
        directives["frame-ancestors"] = "'none'"
    return "; ".join(f"{name} {value}" for name, value in directives.items())


def headers() -> Mapping[str, str]:
    """Every security header, by name, for every answer of a server."""
    never = ", ".join(f"{feature}=()" for feature in NEVER_USED)
    return {"Content-Security-Policy": policy(in_a_page=False), "Permissions-Policy": never} | HEADERS


def _digest(script: Path) -> str:
    return b64encode(sha256(script.read_bytes()).digest()).decode()
