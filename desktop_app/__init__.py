"""Surco, the offline register of South-South and triangular cooperation; holds only the version."""

__version__ = "0.1.0"
