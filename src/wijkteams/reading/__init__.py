"""The published results for a reader who knows pandas: load a table, put a share on a base, draw a figure.

The cells of the chapters use nothing else. `tables` loads and shows, `bases` estimates, `drawings` draws.
"""
