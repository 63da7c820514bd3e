"""Serving a hub to browsers."""
