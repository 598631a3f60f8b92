"""What the rule could have been instead: one other choice for each of its conventions, in words."""

from collections.abc import Mapping

CHOICES: Mapping[str, tuple[str, str]] = {
    "robust_8": ("a limit of 8 points", "een grens van 8 procentpunt"),
    "robust_12": ("a limit of 12 points", "een grens van 12 procentpunt"),
    "robust_15": ("a limit of 15 points", "een grens van 15 procentpunt"),
    "yardstick_1": ("a yardstick of 1 point", "een maatstaf van 1 procentpunt"),
    "yardstick_5": ("a yardstick of 5 points", "een maatstaf van 5 procentpunt"),
    "union": (
        "the union of the intervals of all points of the set",
        "de vereniging van de betrouwbaarheidsintervallen van alle mogelijke punten",
    ),
    "holm_inside": ("Holm's correction inside delta*", "de correctie van Holm binnen delta*"),
    "one_family": ("all topics as one family", "alle thema's als één familie"),
    "one_base": ("only the most favourable base", "alleen de gunstigste noemer"),
    "part_80": (
        "the group of unprinted size at least 80%",
        "de groep van onbekende omvang minstens 80%",
    ),
    "part_85": (
        "the group of unprinted size at least 85%",
        "de groep van onbekende omvang minstens 85%",
    ),
    "part_90": (
        "the group of unprinted size at least 90%",
        "de groep van onbekende omvang minstens 90%",
    ),
    "equality_5": ("equal within 5 points", "gelijk binnen 5 procentpunt"),
    "equality_15": ("equal within 15 points", "gelijk binnen 15 procentpunt"),
    "limit_easier": ("the limit of the word 5 points nearer", "de grens van het woord 5 procentpunt dichterbij"),
    "limit_harder": ("the limit of the word 5 points further", "de grens van het woord 5 procentpunt verder"),
    "other_reading": ("the other reading of the word", "de andere lezing van het woord"),
}  # fmt: skip
"""Name of a choice to its words in both languages.

``robust`` and ``yardstick`` are the two limits of ``delta*``. ``part`` is how large the part of the municipalities with a team
is at least whose teams do not get round to everything, where no survey printed it. ``limit`` moves what "most", "nearly all",
"a quarter" and the like are read as.
"""
