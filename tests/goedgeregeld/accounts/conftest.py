"""The named cast, for every test of accounts."""

from tests.goedgeregeld.accounts.cast import cast

__all__ = ["cast"]
