"""Lint: what is wrong with the pages, one rule a function."""
