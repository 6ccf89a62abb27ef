"""What keeps these tests fast."""

import pytest


def _refuse(what: str, where: str) -> None:
    pytest.fail(f"`make test-fast` runs these tests and has no {what}; put this one under {where}", pytrace=False)


@pytest.fixture(scope="session")
def browser() -> None:
    """No browser here."""
    _refuse("browser", "tests/browser/")


@pytest.fixture(scope="session")
def site() -> None:
    """No built site here."""
    _refuse("built site", "tests/")


@pytest.fixture(scope="session")
def sample_address() -> None:
    """No server here."""
    _refuse("server", "tests/browser/")
