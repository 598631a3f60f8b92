"""Changes between surveys, item against item, and the verdicts under other choices of the rule."""
