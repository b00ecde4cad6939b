"""What stands beside an opinion's number is true of that opinion."""

from __future__ import annotations

import pytest

from index.model import Part
from tests.made_index import checked, index_of, opinion

HELD = (Part.DISCUSSION, "Mr. Velchan was held without the review of a court, which no law permits.")
INDEX = index_of(
    opinion(
        "301/2014", HELD, title="Opinion No. 301/2014 concerning Radomir Velchan (Karsovia)", session="seventy-first"
    ),
    opinion("302/2015", HELD, state="Veldania", persons=("Ilian Dorvath", "Vera Dorvath")),
    opinion("35/2018", HELD, state="Türkiye", persons=("Ayşe Çelik",)),
    opinion("37/2018", HELD, state="Angola", persons=("Jordan Almeida",)),
    opinion("36/2018", HELD, state="Democratic People's Republic of Korea", persons=("Kim Ok",)),
)
TEXT = "Nobody is held without the review of a court, which no law permits."


@pytest.mark.parametrize(
    ("note", "reason", "suggestion"),
    [
        (
            "Opinion No. 301/2014 (Veldania), adopted on 18 November 2014, para. 1.",
            "the State of that opinion is Karsovia, not Veldania",
            "Opinion No. 301/2014 (Karsovia), adopted on 18 November 2014, para. 1",
        ),
        (
            "See opinion No. 301/2014 (France).",
            "the State of that opinion is Karsovia, not France",
            "Opinion No. 301/2014 (Karsovia)",
        ),
        (
            "Opinion No. 301/2014 concerning Radomir Velchan (Veldania), para. 1.",
            "the State of that opinion is Karsovia, not Veldania",
            "Opinion No. 301/2014 concerning Radomir Velchan (Karsovia), para. 1",
        ),
        (
            "Opinion No. 301/2014, adopted on 8 November 2014, para. 1.",
            "the date of adoption of that opinion is 18 November 2014, not 8 November 2014",
            "Opinion No. 301/2014, adopted on 18 November 2014, para. 1",
        ),
        (
            "Opinion No. 301/2014 of 18 November 2015.",
            "the date of adoption of that opinion is 18 November 2014, not 18 November 2015",
            "Opinion No. 301/2014 of 18 November 2014",
        ),
        (
            "Opinion No. 301/2014 concerning Mr. Ilian Dorvath (Karsovia), para. 1.",
            "the person of that opinion is Radomir Velchan, not Mr. Ilian Dorvath",
            "Opinion No. 301/2014 concerning Radomir Velchan (Karsovia), para. 1",
        ),
        (
            "Opinion No. 301/2014 concerning Ilian Dorvath (Veldania), para. 1.",
            "the State of that opinion is Karsovia, not Veldania; the person of that opinion is Radomir Velchan, not Ilian Dorvath",
            "Opinion No. 301/2014 concerning Radomir Velchan (Karsovia), para. 1",
        ),
        (
            "Opinion No. 301/2014 (Karsovia, 8 November 2014), para 1.",
            "the date of adoption of that opinion is 18 November 2014, not 8 November 2014",
            "Opinion No. 301/2014 (Karsovia, 18 November 2014), para. 1",
        ),
        (
            "Opinion No. 301/2014, adopted at its seventy-second session, para. 1.",
            "the session of that opinion is seventy-first, not seventy-second",
            "Opinion No. 301/2014, adopted at its seventy-first session, para. 1",
        ),
        (
            "Opinion No. 301/2014 (Freedonia), para. 1.",
            "the State of that opinion is Karsovia, not Freedonia",
            "Opinion No. 301/2014 (Karsovia), para. 1",
        ),
        (
            "Opinion No. 301/2014, para. 1 (Veldania).",
            "the State of that opinion is Karsovia, not Veldania",
            "Opinion No. 301/2014, para. 1 (Karsovia)",
        ),
        (
            "Opinion No. 301/2014 concerning Ms. Velchan, para. 1.",
            "the title of the person of that opinion is Mr, not Ms",
            "Opinion No. 301/2014 concerning Mr. Velchan, para. 1",
        ),
        (
            "Opinion No. 36/2018 (Republic of Korea), para. 1.",
            "the State of that opinion is Democratic People's Republic of Korea, not Republic of Korea",
            "Opinion No. 36/2018 (Democratic People's Republic of Korea), para. 1",
        ),
    ],
)
def test_what_is_not_true_of_the_opinion_is_reported(note, reason, suggestion):
    (found,) = checked(INDEX, TEXT, note)
    assert (found.status, found.reason, found.suggestion) == ("malformed", reason, suggestion)


@pytest.mark.parametrize(
    "note",
    [
        "Opinion No. 301/2014 (Karsovia), adopted on 18 November 2014, para. 1.",
        "Opinion No. 301/2014 concerning Mr. Velchan (Karsovia), para. 1.",
        "Opinion No. 301/2014 concerning Radomir Velchan, adopted on 18 November 2014.",
        "Opinion No. 35/2018 (Turkey), para. 1.",
        "Opinion No. 35/2018 concerning Ayse Celik (Turkiye), para. 1.",
        "Opinion No. 36/2018 (North Korea), para. 1.",
        "Opinion No. 37/2018 (Jordan), para. 1.",
        "Opinion No. 301/2014, adopted at its seventy-first session, para. 1.",
        "Opinion No. 301/2014 (Velchan v. Karsovia), para. 1.",
        "Opinion No. 301/2014 (emphasis added), para. 1.",
        "Opinion No. 301/2014 (Advance Edited Version), para. 1.",
        "Opinion No. 301/2014, which the Council considered at its forty-second session.",
        "Opinion No. 302/2015 concerning Ms. Vera Dorvath and another (Veldania), para. 1.",
        "Opinion No. 301/2014 (on pretrial detention), para. 1.",
        "Opinion No. 301/2014 concerning the detention of journalists, para. 1.",
        "Opinion No. 301/2014 (Karsovia), para. 1; and opinion No. 302/2015 (Veldania), para. 1.",
        "Opinions No. 301/2014 (Karsovia) and No. 302/2015 (Veldania).",
        "Opinion No. 301/2014, in which a law adopted on 3 May 2010 was examined.",
    ],
)
def test_another_spelling_or_a_short_name_raises_no_alarm(note):
    assert {c.status for c in checked(INDEX, TEXT, note)} == {"ok"}


def test_it_is_noticed_in_running_text_too():
    text = "In opinion No. 301/2014 (Veldania), adopted on 18 November 2014, nobody was to be held without review."
    (found,) = checked(INDEX, text)
    assert (found.status, found.suggestion) == ("malformed", "Opinion No. 301/2014 (Karsovia)")
