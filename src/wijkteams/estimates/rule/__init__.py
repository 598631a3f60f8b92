"""The rule of the verdicts, and where a claim puts a share."""
