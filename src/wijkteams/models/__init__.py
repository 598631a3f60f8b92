"""Regression models: a specification goes in, a tidy table comes out."""
