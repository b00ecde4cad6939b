"""The register of instruments."""

from __future__ import annotations

import pytest

from index.register import register


@pytest.mark.parametrize(
    ("target", "pinpoint", "expected"),
    [
        ("covenant", "14(3)(d)", True),
        ("covenant", "9(6)", False),
        ("covenant", "7(2)", False),
        ("covenant", "54", False),
        ("udhr", "31", False),
        ("body_of_principles", "39", True),
        ("mandela_rules", "123", False),
        ("general_comment:HRC:35", "68", True),
        ("general_comment:HRC:35", "69", False),
        ("general_comment:HRC:8", "3", None),
        ("document:A/HRC/19/57", "68", None),
    ],
)
def test_provisions(target, pinpoint, expected):
    assert register().has_pinpoint(target, pinpoint) is expected


def test_states():
    assert register().state_party("the Russian Federation") is True
    assert register().state_party("China") is False
    assert register().state_party("Ruritania") is None


def test_no_state_is_in_both_lists():
    assert not register()._parties & register()._others


def test_labels():
    assert register().label("general_comment:HRC:35") == "Human Rights Committee, general comment No. 35 (2014)"
    assert register().exists("covenant") and not register().exists("general_comment:HRC:99")
    assert register().impossible("general_comment:HRC:99")
