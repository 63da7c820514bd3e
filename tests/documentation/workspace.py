"""The handbooks that the documentation's examples are run in, with fixed days and people."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from hub.starting.blanks import as_yaml
from hub.usage.store.opening import open_store
from hub.usage.store.records import Recorded
from tests.builders import ANA, PRIYA, TOM, TWO_SIDES, Handbook

TODAY = "2026-06-15"
_WIDTH = "88"
_RULES = "review: {every: {sop: 6 months, faq: 12 months, path: 12 months, page: 12 months}}\n"
_SECTIONS = (
    *("Purpose", "Scope", "Roles", "Steps", "Exceptions and escalation", "Records", "Measures"),
)
_REFUND = {
    "Purpose": "A customer who is owed money gets it once and in full.",
    "Scope": "Orders placed in the web shop.",
    "Roles": "Agents refund up to EUR 120; a team lead decides above.",
    "Steps": "1. Verify the customer.\n2. Get the approval.\n3. Issue the refund, once.",
    "Exceptions and escalation": "If the console times out, wait ten minutes and look again.",
    "Records": "The case holds reason, amount and approver.",
    "Measures": "Refunds paid twice: none.",
}
_VERIFY = {
    "Purpose": "Nobody learns anything about an order that is not theirs.",
    "Scope": "All contacts on all channels.",
    "Roles": "The agent who takes the contact.",
    "Steps": "1. Ask for the order number.\n2. Ask for the postcode.\n3. Mark the case verified.",
    "Exceptions and escalation": "Two wrong answers: hand the case to a team lead.",
    "Records": "The case shows who verified, and when.",
    "Measures": "Contacts without verification: none.",
}


_TICKETS = """\
id,opened,closed,resolution
4711,2026-04-02,2026-04-02,Refund issued by SOP-001 v1.0
4712,2026-04-02,2026-04-03,Took a photo of the parcel and sent a new one
4713,2026-04-03,2026-04-03,https://hub.acme.example/client/faqs/refunds/ answered it
4714,2026-04-03,,waits for the customer
4715,03/04/2026,2026-04-07,SOP-001
"""


_BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:126.0) Gecko/20100101 Firefox/126.0"
_REQUESTS = (
    ("203.0.113.9", "10/Jun/2026:09:12:01", "/client/sops/issue-a-refund/", 200, _BROWSER),
    ("203.0.113.9", "10/Jun/2026:09:12:01", "/client/assets/main.css", 200, _BROWSER),
    ("203.0.113.7", "11/Jun/2026:16:40:55", "/client/sops/issue-a-refund/", 304, _BROWSER),
    ("203.0.113.7", "11/Jun/2026:16:41:20", "/client/faqs/refunds/", 200, _BROWSER),
    ("203.0.113.7", "11/Jun/2026:16:41:52", "/client/faqs/refund/", 404, _BROWSER),
    ("198.51.100.4", "11/Jun/2026:17:00:00", "/client/", 200, "Googlebot/2.1"),
)


def _log() -> str:
    """A server's log with a line that is none."""
    lines = [
        f'{client} - - [{at} +0000] "GET {target} HTTP/1.1" {status} 9120 "-" "{agent}"'
        for client, at, target, status, agent in _REQUESTS
    ]
    return "\n".join([*lines, "[error] worker stopped", ""])


def write_workspace(folder: Path) -> None:
    """Write ``handbook``, a hub, ``old-handbook``, which is none, some tickets and a log."""
    _write_hub(folder / "handbook")
    _write_use(folder / "handbook")
    _write_old(folder / "old-handbook")
    (folder / "tickets.csv").write_text(_TICKETS, encoding="utf-8")
    (folder / "access.log").write_text(_log(), encoding="utf-8")


@contextmanager
def at_home(folder: Path) -> Iterator[None]:
    """Be Priya, on the documentation's day, in a terminal of the documentation's width."""
    settings = folder / ".gitconfig"
    settings.write_text(
        "[user]\n\tname = Priya Nair\n\temail = priya@northwind.example\n"
        "[init]\n\tdefaultBranch = main\n[advice]\n\tdetachedHead = false\n"
    )
    when = f"{TODAY}T09:00:00+00:00"
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith(("GIT_", "HUB_"))]:
            patch.delenv(name)
        patch.setenv("HOME", str(folder))
        patch.setenv("GIT_CONFIG_GLOBAL", str(settings))
        patch.setenv("GIT_CONFIG_NOSYSTEM", "1")
        patch.setenv("GIT_AUTHOR_DATE", when)
        patch.setenv("GIT_COMMITTER_DATE", when)
        patch.setenv("HUB_TODAY", TODAY)
        patch.setenv("HUB_CACHE_DIR", str(folder / ".cache" / "hub"))
        patch.setenv("COLUMNS", _WIDTH)
        patch.setenv("TERMINAL_WIDTH", _WIDTH)
        patch.setenv("NO_MKDOCS_2_WARNING", "1")
        yield


def _page(title: str, text: str, **front: object) -> str:
    """A page as people write it: lists in one line."""
    lines = [f"{key}: {as_yaml(value)}" for key, value in {"title": title, **front}.items()]
    return "\n".join(["---", *lines, "---", "", f"# {title}", "", text, ""])


def _sections(texts: dict[str, str]) -> str:
    return "\n\n".join(f"## {title}\n\n{texts[title]}" for title in _SECTIONS)


def _write_hub(root: Path) -> None:
    book = Handbook(root, TWO_SIDES + _RULES)
    sop: dict[str, object] = {
        "audience": ["client", "vendor"],
        "status": "published",
        "version": "1.0",
    }
    sop |= {"effective": dt.date(2026, 1, 12), "approvers": ["ana", "priya"]}
    review = {
        "last": dt.date(2026, 3, 2),
        "by": "tom",
        "evidence": "Walked the steps on six live tickets.",
    }
    refund = {"id": "SOP-001", "owner": "priya", **sop, "depends_on": ["SOP-002"]}
    verify = {"id": "SOP-002", "owner": "tom", **sop}
    home = (
        "[Issue a refund](sops/issue-a-refund.md), [Verify a customer](sops/verify-a-customer.md), "
    )
    home += "[Refunds](faqs/refunds.md)."
    book.write("index.md", _page("Acme and Northwind", home, id="PAGE-001", owner="ana"))
    book.write("sops/issue-a-refund.md", _page("Issue a refund", _sections(_REFUND), **refund))
    book.write(
        "sops/verify-a-customer.md", _page("Verify a customer", _sections(_VERIFY), **verify)
    )
    faq = "## When does the money arrive?\n\nWithin five working days."
    book.write("faqs/refunds.md", _page("Refunds", faq, id="FAQ-001", owner="ana"))
    inner = {"id": "SOP-003", "owner": "tom", **sop, "audience": ["vendor"]}
    incentives = _page("Agent incentives", _sections(_VERIFY), **inner)
    book.write("sops/vendor-only/agent-incentives.md", incentives)
    book.commit(PRIYA, "2026-01-12", subject="Begin the handbook")
    reviewed = _page("Issue a refund", _sections(_REFUND), **refund, review=review)
    book.write("sops/issue-a-refund.md", reviewed)
    book.commit(TOM, "2026-03-02", subject="Review: issue a refund")
    old = {"last": dt.date(2025, 5, 4), "by": "priya", "evidence": "Read against the price list."}
    book.write("faqs/refunds.md", _page("Refunds", faq, id="FAQ-001", owner="ana", review=old))
    book.commit(PRIYA, "2026-03-09", subject="Review: refunds")
    changed = _VERIFY | {
        "Steps": "1. Ask for the order number and the postcode.\n2. Mark the case."
    }
    book.write(
        "sops/verify-a-customer.md", _page("Verify a customer", _sections(changed), **verify)
    )
    book.commit(TOM, "2026-05-20", subject="Verify in one question")


def _write_use(root: Path) -> None:
    """Two flags of readers, one of them answered."""
    flags = {
        "first-flag": ("client", "sops/issue-a-refund.md", "The limit is EUR 150 now."),
        "second-flag": ("vendor", "faqs/refunds.md", "Weekends don't count, do they?"),
    }
    opened = dt.datetime(2026, 6, 1, 9, tzinfo=dt.UTC)
    store = open_store("sqlite:///.hub/events.db", root)
    recorded = [
        Recorded(id=name, at=opened, kind="flag", page=page, org=org, version="1.0", words=words)
        for name, (org, page, words) in flags.items()
    ]
    store.record([recorded])
    store.refresh()
    answer = "They don't. The page says so now."
    store.close_flag("second-flag", answer, opened + dt.timedelta(days=2))
    store.close()


def _write_old(root: Path) -> None:
    book = Handbook(root)
    book.write_root("mkdocs.yml", "site_name: Acme operations\n")
    book.write_root("CODEOWNERS", "/docs/deploy.md @acme/platform\n")
    book.write_root("docs/index.md", "# Operations\n\n[Deploy](deploy.md)\n")
    book.write_root("docs/deploy.md", "# Deploy\n\nPress the button.\n").commit(ANA, "2025-02-03")
    for n, day in enumerate(("2025-03-03", "2025-07-10", "2026-04-21"), 1):
        book.write_root("docs/deploy.md", f"# Deploy\n\nPress the button {n} times.\n")
        book.commit(PRIYA, day)
