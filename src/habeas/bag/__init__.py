"""Bags: chosen reports with all that belongs to them, in a folder that proves its own contents (BagIt)."""

from habeas.bag.contents import pack

__all__ = ["pack"]
