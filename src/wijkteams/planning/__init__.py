"""Synthetic surveys and simulation, to test the respondent-level path and plan a survey. Never evidence."""
