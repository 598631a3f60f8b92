"""Tests of the book's mechanisms."""
