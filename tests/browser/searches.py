"""What people type, and the page and place that must come first: on the English and on the Dutch page of the search."""

CAPACITY = "chapters/capacity.html"
KINDS = "chapters/kinds_of_teams.html"
PRESENCE = "chapters/presence.html"
REGISTER = "chapters/register.html"
GLANCE = "nl/index.html"
MEMO = "nl/chapters/raadsmemo.html"
SHORTFALL = "use-capacity.shortfall_prevention"
FIVE = f"{GLANCE}#five-findings"

# A Dutch reader is led to the Dutch text where there is one, else to the English chapter or the row of the register.
FIRST = {
    # The chapter that says how many municipalities find that prevention falls short.
    "preventie": (CAPACITY, FIVE),
    # The section that has it in its title; in Dutch the finding on outreach, which tells the two questions apart.
    "outreach": (f"{KINDS}#outreach-as-a-route-to-the-team-perhaps-less-often", FIVE),
    # Only one share is known; its section names it.
    "verslaving": (f"{KINDS}#youth-and-family-often-a-specialist-less-often-a-team",) * 2,
    # The section that sets these cities beside the others; in Dutch the mean number of their teams.
    "G32": (
        f"{PRESENCE}#the-number-of-teams",
        f"{PRESENCE}#use-printed.MOG2016.16-1",
    ),
    "werk en inkomen": (f"{KINDS}#fewer-municipalities-had-work-and-income-in-the-team", FIVE),
    "capaciteit": (CAPACITY, CAPACITY),
    "capacity": (CAPACITY, CAPACITY),
    # No survey has a figure on it; this row holds what was said, in words.
    "workload": (f"{REGISTER}#IVM.02",) * 2,
    # In English nowhere but in the title of one source; the first page in Dutch says that it was not measured.
    "overbelast": ("chapters/sources.html#BBOVER", GLANCE),
    "wachtlijst": (f"{REGISTER}#IVM.04",) * 2,
    # The latest of the numbers with this value, in the sentence that prints it.
    "59": (f"{CAPACITY}#{SHORTFALL}.w2019-1", f"{MEMO}#{SHORTFALL}.w2019-1"),
    "59%": (f"{CAPACITY}#{SHORTFALL}.w2019-1", f"{MEMO}#{SHORTFALL}.w2019-1"),
    "38%": (f"{CAPACITY}#{SHORTFALL}.w2015-1", f"{MEMO}#{SHORTFALL}.w2015-1"),
    # A Dutch word of nearly every Dutch page: the findings at a glance; in English the first chapter.
    "gemeenten": (CAPACITY, FIVE),
    "jeugd": (f"{KINDS}#youth-and-family-often-a-specialist-less-often-a-team",) * 2,
    # The passage of the chapter; in Dutch the sentence in it that prints the share.
    "privacy": (
        f"{PRESENCE}#most-had-a-team-before-the-law-came-into-force",
        f"{PRESENCE}#use-privacy.privacy_worries.ut2014.G32-1",
    ),
}
