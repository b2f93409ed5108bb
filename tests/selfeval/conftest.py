"""The named cast, also where evaluations are claimed."""

from tests.goedgeregeld.accounts.cast import cast

__all__ = ["cast"]
