"""HTML of contributors and of the site: what may stand in it, and where it leads."""
