"""Paths: pages read in order, by when, and how far somebody has come."""
