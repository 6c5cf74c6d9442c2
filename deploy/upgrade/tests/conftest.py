"""The channel of these tests."""

from oye_fakes.testing import webhook

__all__ = ["webhook"]
