"""Dragoman reads news pages about diplomacy and trade negotiations and keeps a cited record."""

__version__ = "0.1.0"
