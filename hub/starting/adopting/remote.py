"""Where a repository is on the web, as told by the address that git fetches it from."""

from __future__ import annotations

import re
from collections.abc import Mapping

_URL = re.compile(
    r"(?P<scheme>https?|ssh|git)://(?:[^@/]*@)?(?P<host>[^/:@]+)(?P<port>:\d+)?/(?P<path>.+)"
)
_SCP = re.compile(r"(?:[^@/\s]+@)(?P<host>[^/:\s]+):(?P<path>[^/\s].*)")
_ON_THE_WEB: Mapping[str, str] = {
    "ssh.github.com": "github.com",
    "altssh.gitlab.com": "gitlab.com",
    "altssh.bitbucket.org": "bitbucket.org",
}
"""Hosts that only git talks to."""
_AZURE_SSH = frozenset({"ssh.dev.azure.com", "vs-ssh.visualstudio.com"})
_AZURE_PATH = re.compile(r"v3/(?P<org>[^/]+)/(?P<project>[^/]+)/(?P<name>[^/]+)")


def web_address(remote: str) -> str:
    """A repository's address on the web, without a user's name; empty where it has none.

    Args:
        remote: What git, or the site's configuration, gives.
    """
    match = _URL.fullmatch(remote.strip()) or _SCP.fullmatch(remote.strip())
    if match is None or "." not in match["host"]:
        return ""
    host, path = match["host"].lower(), match["path"].strip("/").removesuffix(".git")
    if host in _AZURE_SSH:
        return _of_azure(path)
    if "bitbucket" in host and not host.endswith("bitbucket.org"):
        return ""  # a Bitbucket of one's own has other addresses than bitbucket.org
    said = match.groupdict()
    port = (said.get("port") or "") if said.get("scheme") == "https" else ""
    return f"https://{_ON_THE_WEB.get(host, host)}{port}/{path}"


def _of_azure(path: str) -> str:
    """Azure DevOps names organisation, project and repository in another order over SSH."""
    match = _AZURE_PATH.fullmatch(path)
    if match is None:
        return ""
    return f"https://dev.azure.com/{match['org']}/{match['project']}/_git/{match['name']}"
