"""Tests mirror the source; git, browsers and site builders are the real ones."""
