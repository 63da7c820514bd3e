"""``hub doctor``: what is missing, and what to do."""

from hub.report.doctor.check import Check, State, doctor_report

__all__ = ["Check", "State", "doctor_report"]
