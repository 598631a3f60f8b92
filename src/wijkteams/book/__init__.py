"""Book: prose, notebooks, tables, quotations and the register as pages, and the checks on what is published.

Only the subpackage `sphinxext` knows Sphinx. Nothing here draws or estimates.
"""
