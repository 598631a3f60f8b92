"""Dutch social neighbourhood teams 2014-2019: what four national surveys show, and do not show."""
