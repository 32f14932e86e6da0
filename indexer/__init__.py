"""The write side: saved bulletin pages in, a verified and published generation out; and the ground the read side stands on."""

__version__ = "0.1.0"
