"""A sample hub in the middle of its life: the starter kit's pages with a history of their own."""

from hub.demo.demo import Demo, Plan, plan_demo, refuse_occupied, write_demo

__all__ = ["Demo", "Plan", "plan_demo", "refuse_occupied", "write_demo"]
