"""What a release needs: licences, a bill of materials, known vulnerabilities, one command. Sites need none of it."""

from pathlib import Path

HOME = Path(__file__).parents[2]
"""The project's folder."""

SITE = HOME / "requirements/site.txt"
"""The lock of what builds the site."""

LOCKS = [SITE, *sorted(set(SITE.parent.glob("*.txt")) - {SITE})]
"""Every lock: the site's, and those of the tools for tests, figures and releases."""

NPM_LOCK = HOME / "tools/audit/package-lock.json"
"""npm's lock: linters, and the tools of the audit."""
