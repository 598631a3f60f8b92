"""Shares of one survey: intervals, coverage, nonresponse, answers given together."""
