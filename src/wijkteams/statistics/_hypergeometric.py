"""Upper tail of the hypergeometric distribution, for whole arrays at once.

Written out because it is the inner loop of every exact interval: it is several times faster than the general library
function, and spares the import of the library's distributions.
"""

import numpy as np
from scipy.special import gammaln

from ._arrays import FloatArray, IntArray

# A further term of the sum no longer counts when it is this small beside the probabilities it is compared with.
_NEGLIGIBLE = 1e-18


def upper_tail(k: IntArray, size: IntArray, successes: IntArray, draws: IntArray) -> FloatArray:
    """Return P(X >= k) for draws without replacement.

    Above the mean it starts from P(X = k) and multiplies by P(X = j + 1) / P(X = j) =
    (M - j)(n - j) / ((j + 1)(N - M - n + j + 1)) until nothing is added.

    Parameters
    ----------
    k, size, successes, draws : array of int
        Value, population N, successes in it M and draws n, of one shape.

    Returns
    -------
    array of float
        Probabilities.
    """
    # from the far side of the mean the terms only fall; on the near side take the failures and the complement
    near = k * size <= draws * successes
    tail = _far_tail(
        np.where(near, draws - k + 1, k), size, np.where(near, size - successes, successes), draws
    )
    return np.asarray(np.where(near, 1 - tail, tail))


def _far_tail(k: IntArray, size: IntArray, successes: IntArray, draws: IntArray) -> FloatArray:
    """Sum P(X = j) from j = k upwards, for k at or above the mean."""
    least, most = np.maximum(0, draws - (size - successes)), np.minimum(draws, successes)
    j = np.clip(k, least, most).astype(np.float64)
    term = np.exp(
        _log_choose(successes, j)
        + _log_choose(size - successes, draws - j)
        - _log_choose(size, draws)
    )
    total = term.copy()
    rest = size - successes - draws
    for _ in range(int(np.max(most - j, initial=0))):
        term = term * (successes - j) * (draws - j) / ((j + 1) * (rest + j + 1))
        if not np.any(term > _NEGLIGIBLE):
            break
        total += term
        j += 1
    return np.asarray(np.where(k > most, 0.0, np.minimum(total, 1.0)))


def _log_choose(n: IntArray | FloatArray, k: IntArray | FloatArray) -> FloatArray:
    return np.asarray(gammaln(n + 1.0) - gammaln(k + 1.0) - gammaln(n - k + 1.0))
