"""What people type, and the page and place that must come first: on the English and on the Dutch page of the search."""

CAPACITY = "chapters/capacity.html"
KINDS = "chapters/kinds_of_teams.html"
PRESENCE = "chapters/presence.html"
ANSWERS = "nl/chapters/vraag_en_antwoord.html"
SHORTFALL = "use-capacity.shortfall_prevention"
YOUTH = f"{KINDS}#youth-and-family-often-a-specialist-less-often-a-team"
LAW = f"{PRESENCE}#most-had-a-team-before-the-law-came-into-force"
LATEST, FIRST_YEAR = (f"{CAPACITY}#{SHORTFALL}.{wave}-1" for wave in ("w2019", "w2015"))


def twins(english: str) -> tuple[str, str]:
    """The place in each edition, as both have the same names."""
    return english, f"nl/{english}"


FIRST = {
    # The chapter that says how many municipalities find that prevention falls short.
    "preventie": twins(CAPACITY),
    # What is known of a shortfall in it; as a way to the team it has a section of its own, which comes next.
    "outreach": (f"{CAPACITY}#for-the-other-tasks-the-figures-show-no-change", f"nl/{CAPACITY}"),
    # Only one share is known; its section names it.
    "verslaving": twins(YOUTH),
    # The sections that set these cities beside the others.
    "G32": (
        f"{PRESENCE}#the-number-of-teams",
        "nl/chapters/regressions.html#cities-and-others-too-few-cities-to-say",
    ),
    "werk en inkomen": twins(KINDS),
    "capaciteit": twins(CAPACITY),
    "capacity": twins(CAPACITY),
    # No survey has a figure on it: what was said of it, in words, and what the word means here.
    "workload": (
        "chapters/claims.html#ut2014news_old_way",
        "nl/chapters/glossary.html#term-werkdruk",
    ),
    # In English nowhere; the question and its answer in Dutch.
    "overbelast": (f"{ANSWERS}#zijn-de-teams-overbelast",) * 2,
    "wachtlijst": ("chapters/register.html#IVM.04", "nl/chapters/claims.html#bb2018_waiting_lists"),
    # The latest of the numbers with this value, in the sentence that prints it.
    "59": twins(LATEST),
    "59%": twins(LATEST),
    "38%": twins(FIRST_YEAR),
    # A word of nearly every page: in Dutch the first chapter, in English the section that counts them.
    "gemeenten": (f"{PRESENCE}#how-many-is-that-of-all-municipalities", f"nl/{CAPACITY}"),
    "jeugd": twins(YOUTH),
    # The passage of the chapter.
    "privacy": twins(LAW),
}
