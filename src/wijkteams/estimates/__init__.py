"""Intervals for every value of the series: what a rounded share of a half-answered survey can be."""
