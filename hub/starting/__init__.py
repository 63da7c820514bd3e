"""Beginnings: a new hub, a new page, and a handbook that becomes a hub."""
