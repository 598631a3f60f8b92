"""How long a year is, for every stage that turns days into years."""

DAYS_PER_YEAR = 365.25
