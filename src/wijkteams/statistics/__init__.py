"""Inference from published shares: counts, intervals, bounds and tests on plain numbers."""
