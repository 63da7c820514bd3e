"""A sample hub in the middle of its life: the starter kit's pages, their history and their use."""

from hub.demo.demo import (
    Demo,
    Plan,
    count_usage,
    plan_demo,
    refuse_occupied,
    write_demo,
    write_usage,
)
from hub.demo.usage.keeping import Used

__all__ = [
    "Demo",
    "Plan",
    "Used",
    "count_usage",
    "plan_demo",
    "refuse_occupied",
    "write_demo",
    "write_usage",
]
