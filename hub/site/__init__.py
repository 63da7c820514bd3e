"""What the site shows of a page and of the hub, as data and as HTML fragments."""
