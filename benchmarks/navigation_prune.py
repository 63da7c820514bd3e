"""Claim: Hub switches navigation.prune on because Material without it does quadratic work.

Peer: Material with its default settings, on the same pages and without Hub on either side.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from handbook import make_in_own_process
from measuring import Contender, arguments, compare, report
from sites import configure, mkdocs_build, size


def main() -> None:
    """Build sites of growing size both ways and print what they cost."""
    parser = arguments("What navigation.prune saves.", rounds=3)
    parser.add_argument(
        "--pages", type=int, nargs="+", default=[250, 500, 1000], help="sizes of the handbook"
    )
    options = parser.parse_args()
    for pages in options.pages:
        _compare(pages, options.pairs, options.seed, as_json=options.json)


def _compare(pages: int, rounds: int, seed: int, *, as_json: bool) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        handbook = folder / "handbook"
        make_in_own_process(handbook, pages, 1, seed)
        sites = {"pruned": folder / "pruned", "not pruned": folder / "whole"}
        contenders = [
            Contender(
                name=kind,
                command=mkdocs_build(
                    configure(handbook, f"{site.name}.yml", prune=kind == "pruned"), site
                ),
            )
            for kind, site in sites.items()
        ]
        results = compare(contenders, rounds, note=lambda c: {"HTML MiB": size(sites[c.name])})
    report(f"Material build of {pages} pages", results, as_json=as_json)


if __name__ == "__main__":
    main()
