"""Every count and base that the printed figures leave open: start here."""
