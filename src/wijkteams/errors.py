"""The one exception for bad input: its text is all that a user needs to see."""


class InputError(ValueError):
    """Input that breaks a rule.

    The message names file, row, column, value and rule. Where the workflow meets this exception it prints the message
    alone; any other exception is a defect of ours and is printed with its traceback.
    """
