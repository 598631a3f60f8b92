"""What figures and pages look like: their colours and their letters."""
