"""``hub.yml``: the hub's organisations, people, audiences and rules, as a typed model."""

from hub.config.kinds import Kind
from hub.config.model import EVERYONE, HubConfig
from hub.config.reading import CONFIG_RULE, FILE_NAME, load_config, parse_config
from hub.config.severity import Severity

__all__ = [
    "CONFIG_RULE",
    "EVERYONE",
    "FILE_NAME",
    "HubConfig",
    "Kind",
    "Severity",
    "load_config",
    "parse_config",
]
