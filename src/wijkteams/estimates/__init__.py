"""What the published shares can tell: intervals, changes, verdicts, bounds. Nothing here is drawn or worded.

Reading order: `counts` (what can have been counted), `rule` (when a finding stands), `levels` and `changes` (shares of one
survey, and from one to the next), `claims` (what was said, judged), `association` (type of team against shortfall).
"""
