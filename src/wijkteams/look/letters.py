"""The one typeface of figures and pages; `typeface/README.md` says where it comes from."""

from pathlib import Path

TYPEFACE = "Wijkteams Sans"
FONTS = Path(__file__).resolve().parent / "typeface"
BOLD = 600
