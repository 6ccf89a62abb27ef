"""What keeps these tests fast."""

import pytest


@pytest.fixture(scope="session")
def browser() -> None:
    """No browser here."""
    pytest.fail(
        "`make test-fast` runs these tests and has no browser; put this one under tests/browser/", pytrace=False
    )
