"""Print our numbers beside those of R, where R and its package survey are present: `make crosscheck`.

Not part of the tests, which hold the same values as constants. Last seen to agree with R 4.2.2 and survey 4.1-1, as Debian 12
ships them (r-base-core, r-cran-survey).
"""

import shutil
import subprocess
import sys
from collections.abc import Callable

from wijkteams.models.grouped import fit_item
from wijkteams.statistics.intervals import (
    hypergeometric_interval,
    korn_graubard_interval,
    wilson_interval,
)
from wijkteams.statistics.multiplicity import benjamini_hochberg_adjusted, holm_adjusted
from wijkteams.statistics.overlap import share_variance

TOLERANCE = 1e-6
P_VALUES = [0.0001, 0.0095, 0.0201, 0.0278, 0.3240]
SNORING = ([0.0, 2.0, 4.0, 5.0], [24, 35, 21, 30], [1379, 638, 213, 254])

# Name, an expression of R that gives numbers, and our own.
SURVEY = """
library(survey)
d <- data.frame(y = rep(c(1, 0), c(83, 141)), N = 403)
s <- svydesign(id = ~1, fpc = ~N, data = d)
beta <- attr(svyciprop(~y, s, method = "beta", df = Inf), "ci")
exact <- function(k, n, N, a = .025) {
  M <- k:(N - n + k)
  range(M[phyper(k - 1, M, N - M, n, lower.tail = FALSE) > a & phyper(k, M, N - M, n) > a])
}
snoring <- glm(cbind(c(24, 35, 21, 30), c(1355, 603, 192, 224)) ~ c(0, 2, 4, 5), family = binomial)
show <- function(...) cat(format(c(...), digits = 15), "\\n")
"""
CASES: list[tuple[str, str, Callable[[], list[float]]]] = [
    ("standard error with correction", "SE(svymean(~y, s))", lambda: [share_variance(83, 224, 403).item() ** 0.5]),
    ("Korn-Graubard", "beta", lambda: list(korn_graubard_interval(83, 224, 0.95, 403))),
    ("exact hypergeometric", "exact(83, 224, 403)", lambda: list(hypergeometric_interval(83, 224, 403))),
    ("Wilson", "prop.test(83, 224, correct = FALSE)$conf.int", lambda: list(wilson_interval(83, 224))),
    (
        "Wilson, continuity",
        "prop.test(83, 224)$conf.int",
        lambda: list(wilson_interval(83, 224, continuity=True)),
    ),
    ("Holm", f"p.adjust(c({str(P_VALUES)[1:-1]}), 'holm')", lambda: holm_adjusted(P_VALUES).tolist()),
    (
        "Benjamini-Hochberg",
        f"p.adjust(c({str(P_VALUES)[1:-1]}), 'BH')",
        lambda: benjamini_hochberg_adjusted(P_VALUES).tolist(),
    ),
    (
        "logistic regression",
        "c(coef(snoring)[2], sqrt(vcov(snoring)[2, 2]), deviance(snoring))",
        lambda: [getattr(fit_item(*SNORING, "snoring"), n) for n in ("slope", "slope_error", "deviance")],
    ),
]  # fmt: skip


def main() -> int:
    """Print both numbers of every case; the status tells whether all agree."""
    if not shutil.which("Rscript"):
        print("R is not here (Debian: r-base-core r-cran-survey); nothing was compared.")
        return 0
    code = SURVEY + "\n".join(f"show({expression})" for _, expression, _ in CASES)
    done = subprocess.run(["Rscript", "-e", code], capture_output=True, text=True, check=False)
    if done.returncode:
        print(done.stderr)
        return 1
    lines = [line for line in done.stdout.splitlines() if line.strip()][-len(CASES) :]
    agree = True
    for (name, _, own), line in zip(CASES, lines, strict=True):
        ours, theirs = own(), [float(each) for each in line.split()]
        same = len(ours) == len(theirs) and all(
            abs(a - b) <= TOLERANCE * max(1.0, abs(b)) for a, b in zip(ours, theirs, strict=True)
        )
        agree &= same
        print(f"{name:32} {'agrees' if same else 'DIFFERS'}")
        print(f"    here {'  '.join(f'{each:.8f}' for each in ours)}")
        print(f"    in R {'  '.join(f'{each:.8f}' for each in theirs)}")
    return 0 if agree else 1


if __name__ == "__main__":
    sys.exit(main())
