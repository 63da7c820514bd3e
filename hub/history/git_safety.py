"""How git is told to read a repository and run nothing that the repository names.

Hooks, filters, pagers, signature checks, remotes and monitors are all settings that the
owner of a repository writes. The settings of the person who runs Hub stay in force,
``safe.directory`` above all.
"""

from __future__ import annotations

import os

OPTIONS = (
    "--no-pager",
    "--no-replace-objects",
    *("-c", "safe.bareRepository=explicit"),  # a bare repository hidden among the pages is not ours
    *("-c", "core.fsmonitor=false"),
    *("-c", f"core.hooksPath={os.devnull}"),
    *("-c", f"core.attributesFile={os.devnull}"),
    *("-c", "core.sshCommand=false"),
    *("-c", "core.askPass="),
    *("-c", "protocol.allow=never"),
    *("-c", "log.showSignature=false"),
    *("-c", "mailmap.file="),
    *("-c", "mailmap.blob="),
    *("-c", "advice.graftFileDeprecated=false"),
)

ENVIRONMENT = {
    "LC_ALL": "C",
    "GIT_ALLOW_PROTOCOL": "none",  # a list of what is allowed, and no protocol has this name
    "GIT_ASKPASS": "",
    "GIT_GRAFT_FILE": os.devnull,
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_TRACE": "0",
}

# Set by git for its hooks; they would point us at the repository of the hook. They
# have to be taken away: set to another value, GIT_DIR would switch off the check
# of the owner that git makes when it finds a repository (safe.directory).
OUTER_VARIABLES = (
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_ATTR_SOURCE",
    "GIT_COMMON_DIR",
    "GIT_DIR",
    "GIT_EXTERNAL_DIFF",
    "GIT_IMPLICIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_INTERNAL_SUPER_PREFIX",
    "GIT_NAMESPACE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_PREFIX",
    "GIT_REPLACE_REF_BASE",
    "GIT_SHALLOW_FILE",
    "GIT_WORK_TREE",
)


def command(program: str) -> list[str]:
    """The beginning of every command: git, away from the hook that may have started us."""
    outer = [name for name in OUTER_VARIABLES if name in os.environ]
    unset = ["env", *(part for name in outer for part in ("-u", name))] if outer else []
    return [*unset, program, *OPTIONS]
