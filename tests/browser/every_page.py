"""What must hold of every page, on whatever screen: reachable for all, from this host only, and whole."""

from collections.abc import Callable
from typing import Literal

import pytest

from tests.browser.visits import Variant, Visit, foreign, listed

Seen = tuple[str, dict[str, Visit]]


class EveryPage:
    """The tests of one screen in one theme; each has a file of its own, so that two workers can share the visits.

    The long tier sees each page once, an edition on each screen in one theme; the audit sees every page on both in both.
    """

    device: str
    theme: Literal["light", "dark"]
    edition = ""

    @pytest.fixture
    def seen(self, visits: Callable[[Variant], dict[str, Visit]]) -> Seen:
        """The theme, and each page as it was seen in it."""
        return self.theme, visits(Variant(self.device, self.theme, self.edition))

    def test_pages_are_shown_in_the_theme_of_the_reader(self, seen: Seen) -> None:
        theme, visits = seen
        assert {visit.measured["theme"] for visit in visits.values()} == {theme}

    def test_pages_have_no_accessibility_violation(self, seen: Seen) -> None:
        assert not (problems := listed(seen[1], lambda visit: visit.violations)), problems

    def test_pages_ask_no_other_host(self, seen: Seen, site: str) -> None:
        assert not (problems := listed(seen[1], lambda visit: foreign(visit, site))), problems

    def test_pages_give_no_console_error(self, seen: Seen) -> None:
        assert not (problems := listed(seen[1], lambda visit: visit.errors)), problems

    def test_formulas_are_all_understood(self, seen: Seen) -> None:
        problems = listed(seen[1], lambda visit: visit.measured["wrong_formulas"])
        assert not problems, problems

    def test_pages_never_scroll_sideways(self, seen: Seen) -> None:
        wide = [page for page, visit in seen[1].items() if visit.measured["page_scrolls"]]
        assert not wide, wide

    def test_pages_show_everything_inside_the_window(self, seen: Seen) -> None:
        problems = listed(seen[1], lambda visit: visit.measured["sticking_out"])
        assert not problems, problems

    def test_captions_are_never_cut_off(self, seen: Seen) -> None:
        problems = listed(seen[1], lambda visit: visit.measured["cut_captions"])
        assert not problems, problems
