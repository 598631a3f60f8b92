"""Levels and changes on the published figures, against values computed elsewhere and against brute force."""

from itertools import product

import numpy as np
import pandas as pd
import pytest
from conftest_estimates import made_up_row, series_of
