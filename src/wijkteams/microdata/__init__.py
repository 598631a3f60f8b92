"""Respondent-level files, real or SYNTHETIC."""
