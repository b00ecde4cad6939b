"""The register of instruments."""

from __future__ import annotations

from datetime import date

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


@pytest.mark.parametrize(
    ("target", "first", "last"),
    [
        ("mandela_rules", "2015-12-17", "2015-12-17"),
        ("document:A/HRC/19/57", "2011-12-26", "2011-12-26"),
        ("other:UNHCR Detention Guidelines", "2012-01-01", "2012-12-31"),
        ("general_comment:HRC:35", "2014-01-01", "2014-12-31"),
    ],
)
def test_when_an_authority_was_adopted(target, first, last):
    assert register().adopted(target) == (date.fromisoformat(first), date.fromisoformat(last))


def test_what_has_no_date():
    assert register().adopted("methods_of_work") is None
    assert register().adopted("general_comment:HRC:99") is None


def test_every_date_of_the_register_can_be_read():
    undated = [target for target in register().instruments if register().adopted(target) is None]
    assert undated == ["methods_of_work"]
