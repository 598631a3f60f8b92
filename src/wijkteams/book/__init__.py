"""Publish: numbers for the prose, figures and tables with their citations, and the checks on the book.

Only the subpackage `sphinxext` knows Sphinx. Nothing here draws or estimates.
"""
