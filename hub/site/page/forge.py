"""Addresses in the forge: where a page is edited, and where a problem with it is reported.

Links only: a page asks the forge for nothing until a reader follows one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from hub.config.model import Forge, ForgeKind


@dataclass(frozen=True, slots=True)
class Report:
    """What a report of a problem says before anybody has typed anything."""

    title: str
    text: str


class ForgeLinks:
    """Makes the links into one repository.

    Args:
        forge: Where the repository is hosted.
        prefix: The content folder's path in the repository, with a closing ``/``.
    """

    def __init__(self, forge: Forge, prefix: str) -> None:
        self._url = forge.url.rstrip("/").removesuffix(".git")
        self._kind = forge.kind_of_host
        self._data_center = _data_center(self._url) if self._kind == "bitbucket" else None
        self._branch = forge.branch
        self._prefix = prefix

    def edit(self, path: str) -> str:
        """Address at which a page is edited.

        Args:
            path: The page's path in the content folder.
        """
        file = quote(self._prefix + path)
        branch = quote(self._branch)
        if self._data_center is not None:
            # Only a button there leads on to editing.
            at = quote(f"refs/heads/{self._branch}", safe="")
            return f"{self._data_center}/browse/{file}?at={at}"
        match self._kind:
            case "github":
                return f"{self._url}/edit/{branch}/{file}"
            case "gitlab":
                return f"{self._url}/-/edit/{branch}/{file}"
            case "bitbucket":
                at = urlencode({"mode": "edit", "at": self._branch}, quote_via=quote)
                return f"{self._url}/src/{branch}/{file}?{at}"
            case "azure":
                version = quote(f"GB{self._branch}", safe="")
                return f"{self._url}?path=/{file}&version={version}&_a=contents"

    def report(self, report: Report) -> str | None:
        """Address at which a problem is reported, with what is known filled in.

        Returns:
            The address; None for Bitbucket Data Center, which leaves that to other programs.
        """
        if self._data_center is not None:
            return None
        title, text = _REPORT_FIELDS[self._kind]
        query = urlencode({title: report.title, text: report.text}, quote_via=quote)
        return f"{_NEW_REPORT[self._kind](self._url)}?{query}"


def _data_center(url: str) -> str | None:
    """A repository on a Bitbucket of one's own, also by the address at which it is cloned.

    Returns:
        Its address; None for a repository in Bitbucket's cloud.
    """
    url = re.sub(r"/scm/~([^/]+)/([^/]+)$", r"/users/\1/repos/\2", url)
    url = re.sub(r"/scm/([^/]+)/([^/]+)$", r"/projects/\1/repos/\2", url)
    found = re.match(r".*/(?:projects|users)/[^/]+/repos/[^/]+", url)
    return found[0] if found else None


def _azure_project(url: str) -> str:
    """The project of an Azure repository: its work items belong to the project.

    The address of a repository that is called like its project doesn't name the project.
    """
    return re.sub(r"/_git/([^/]+)$", r"/\1" if _NO_PROJECT.search(url) else "", url)


_NO_PROJECT = re.compile(
    r"(?:dev\.azure\.com/[^/]+|visualstudio\.com(?:/DefaultCollection)?)/_git/"
)
_NEW_REPORT: Mapping[ForgeKind, Callable[[str], str]] = {
    "github": lambda url: f"{url}/issues/new",
    "gitlab": lambda url: f"{url}/-/issues/new",
    "bitbucket": lambda url: f"{url}/issues/new",
    # Of the types of work items only Task is in every process of Azure DevOps.
    "azure": lambda url: f"{_azure_project(url)}/_workitems/create/Task",
}
_REPORT_FIELDS: Mapping[ForgeKind, tuple[str, str]] = {
    "github": ("title", "body"),
    "gitlab": ("issue[title]", "issue[description]"),
    "bitbucket": ("title", "content"),
    "azure": ("[System.Title]", "[System.Description]"),
}
"""Names under which each forge takes the title and the text of a new report."""
