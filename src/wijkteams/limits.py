"""Limits of the rule of verdicts that its pictures show too."""

ROBUST = 10.0
"""Points of ``delta*`` from which a finding stands without a condition on those who did not answer."""
