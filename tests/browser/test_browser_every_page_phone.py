"""Every page on a phone."""

import pytest

from tests.browser.every_page import EveryPage

pytestmark = pytest.mark.check


class TestPhone(EveryPage):
    device, theme, edition = "phone", "dark", "nl"
