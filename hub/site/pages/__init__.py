"""The pages that Hub adds to a site: each module gathers what one of them shows."""
