"""What the site shows of a page and of the hub, as data and as HTML fragments."""

from hub.site.edition import Edition

__all__ = ["Edition"]
