"""What drafters say, as it is understood: many ways to ask for the same, and what must be asked back."""

import time

import pytest

from assistant.changes.requests import Act, understand
from index.model import Category

ASKED = [
    ("can you make this shorter?", Act.SHORTEN, {}),
    ("shorter please", Act.SHORTEN, {}),
    ("make category II more concise", Act.SHORTEN, {"category": Category.II}),
    ("cut category III to half", Act.SHORTEN, {"category": Category.III, "share": 0.5}),
    ("halve category III", Act.SHORTEN, {"category": Category.III, "share": 0.5}),
    ("please cut category III by a third", Act.SHORTEN, {"category": Category.III, "share": 0.67}),
    ("trim para 45", Act.SHORTEN, {"paragraph": 45}),
    ("this is too long", Act.SHORTEN, {}),
    ("could you tighten up paragraph 45 a bit?", Act.SHORTEN, {"paragraph": 45}),
    ("reduce category I to 60 per cent", Act.SHORTEN, {"category": Category.I, "share": 0.6}),
    ("shorten the paragraph on no warrant", Act.SHORTEN, {"subject": "no warrant"}),
    ("shorten the last paragraph of category II", Act.SHORTEN, {"category": Category.II, "ordinal": -1}),
    ("it's too wordy", Act.SHORTEN, {}),
    ("I'd like it shorter", Act.SHORTEN, {}),
    (
        "swap the reference to 305/2014 para 24 for 301/2014 para 40",
        Act.USE,
        {"authority": "301/2014#40", "instead": "305/2014#24"},
    ),
    (
        "replace 305/2014 para. 24 with 301/2014 para. 40",
        Act.USE,
        {"authority": "301/2014#40", "instead": "305/2014#24"},
    ),
    ("substitute 301/2014#40 for 305/2014#24", Act.USE, {"authority": "301/2014#40", "instead": "305/2014#24"}),
    (
        "use opinion 301/2014 paragraph 40 rather than 305/2014 paragraph 24",
        Act.USE,
        {"authority": "301/2014#40", "instead": "305/2014#24"},
    ),
    ("use para. 40 of No. 301/2014 instead", Act.USE, {"authority": "301/2014#40"}),
    ("I'd prefer para 40 of 301/2014 instead", Act.USE, {"authority": "301/2014#40"}),
    (
        "cite No. 301/2014, para. 40 in place of No. 305/2014, para. 24",
        Act.USE,
        {"authority": "301/2014#40", "instead": "305/2014#24"},
    ),
    (
        "change the citation of 305/2014 to 301/2014, para. 40 in para. 67",
        Act.USE,
        {"authority": "301/2014#40", "instead": "305/2014", "paragraph": 67},
    ),
    (
        "rely on deliberation No. 32, para. 3 instead in paragraph 30",
        Act.USE,
        {"authority": "del-32#3", "paragraph": 30},
    ),
    ("put something more recent in", Act.ADD, {"newer": True}),
    ("put something more recent in para. 45 first", Act.ADD, {"paragraph": 45, "newer": True}),
    ("add something newer", Act.ADD, {"newer": True}),
    ("cite a more recent opinion", Act.ADD, {"newer": True}),
    ("add a newer authority to para. 45", Act.ADD, {"paragraph": 45, "newer": True}),
    ("back this up with a more recent authority", Act.ADD, {"newer": True}),
    ("add an authority from 2019 or later", Act.ADD, {"since": 2019}),
    ("add an opinion adopted after 2018 on counsel", Act.ADD, {"subject": "counsel", "since": 2019}),
    ("include another authority on no warrant", Act.ADD, {"subject": "no warrant"}),
    ("add a precedent since 2017 in category I", Act.ADD, {"category": Category.I, "since": 2017}),
    ("can you cite a deliberation on emergency as well?", Act.ADD, {"subject": "emergency"}),
    ("add 301/2014 para 40 to para 45", Act.ADD, {"authority": "301/2014#40", "paragraph": 45}),
    ("drop the last paragraph", Act.REMOVE, {"ordinal": -1}),
    ("delete paragraph 45", Act.REMOVE, {"paragraph": 45}),
    ("get rid of para. 45", Act.REMOVE, {"paragraph": 45}),
    ("take out the first paragraph of category II", Act.REMOVE, {"category": Category.II, "ordinal": 1}),
    ("strike para 52", Act.REMOVE, {"paragraph": 52}),
    ("remove the paragraph on counsel", Act.REMOVE, {"subject": "counsel"}),
    ("leave out para. 60 please", Act.REMOVE, {"paragraph": 60}),
    ("go back", Act.UNDO, {}),
    ("undo", Act.UNDO, {}),
    ("undo that", Act.UNDO, {}),
    ("take it back", Act.UNDO, {}),
    ("revert the last change", Act.UNDO, {}),
    ("back one step", Act.UNDO, {}),
    ("never mind", Act.UNDO, {}),
    ("undo the last two", Act.UNDO, {"times": 2}),
    ("take back the last 3 changes", Act.UNDO, {"times": 3}),
    ("what does footnote 7 rest on?", Act.RESTS, {"footnote": 7}),
    ("what does para. 36 rest on?", Act.RESTS, {"paragraph": 36}),
    ("shorten cat III", Act.SHORTEN, {"category": Category.III}),
    ("shorten category three", Act.SHORTEN, {"category": Category.III}),
    ("delete the 3rd paragraph of category II", Act.REMOVE, {"category": Category.II, "ordinal": 3}),
    (
        "add 301/2014#40 and 305/2014#24 to para. 45",
        Act.ADD,
        {"authority": "301/2014#40", "others": ("305/2014#24",), "paragraph": 45},
    ),
    ("go back to the previous version", Act.UNDO, {}),
    ("redo", Act.REDO, {}),
    ("do it again", Act.REDO, {}),
    ("put it back", Act.REDO, {}),
    ("what did you change?", Act.HISTORY, {}),
    ("what have you done so far?", Act.HISTORY, {}),
    ("show me the changes", Act.HISTORY, {}),
    ("history", Act.HISTORY, {}),
    ("list all changes", Act.HISTORY, {}),
    ("start over", Act.RESTART, {}),
    ("begin again", Act.RESTART, {}),
    ("undo everything", Act.RESTART, {}),
    ("back to the original draft", Act.RESTART, {}),
    ("go back to the first version", Act.RESTART, {}),
    ("answer the Government's national security argument", Act.ANSWER, {"subject": "national security"}),
    ("respond to the Government's claim of national security", Act.ANSWER, {"subject": "national security"}),
    ("deal with the Government's point about national security", Act.ANSWER, {"subject": "national security"}),
    ("rebut the national security defence", Act.ANSWER, {"subject": "national security"}),
    ("add a reply to the Government's argument on national security", Act.ANSWER, {"subject": "national security"}),
    ("what about the Government's national security argument?", Act.ANSWER, {"subject": "national security"}),
    (
        "address the State's justification of national security in category II",
        Act.ANSWER,
        {"category": Category.II, "subject": "national security"},
    ),
    (
        "give me the standard paragraph on no warrant for a State not party to the Covenant",
        Act.SHOW,
        {"subject": "no warrant"},
    ),
    ("what is the standard paragraph on no warrant?", Act.SHOW, {"subject": "no warrant"}),
    ("I need the usual wording on no warrant", Act.SHOW, {"subject": "no warrant"}),
    ("show me what we say on no warrant", Act.SHOW, {"subject": "no warrant"}),
    ("find authority on no warrant before 2019", Act.SHOW, {"subject": "no warrant", "until": 2018}),
    ("show opinions between 2015 and 2018 on counsel", Act.SHOW, {"subject": "counsel", "since": 2015, "until": 2018}),
    ("cite an opinion from 2015 to 2018", Act.ADD, {"since": 2015, "until": 2018}),
    ("add an authority of 2018 on counsel", Act.ADD, {"subject": "counsel", "since": 2018, "until": 2018}),
    ("what about bail?", Act.SHOW, {"subject": "bail"}),
    ("show authorities counsel", Act.SHOW, {"subject": "counsel"}),
    ("find forced confessions", Act.SHOW, {"subject": "forced confessions"}),
    ("what's the boilerplate on remedies", Act.SHOW, {"subject": "remedies"}),
    ("add it", Act.INSERT, {}),
    ("put that in", Act.INSERT, {}),
    ("use that", Act.INSERT, {}),
    ("yes, add that one to category I", Act.INSERT, {"category": Category.I}),
    ("insert the standard paragraph on counsel", Act.INSERT, {"subject": "counsel"}),
    ("add a paragraph on counsel in category III", Act.INSERT, {"category": Category.III, "subject": "counsel"}),
    ("don't remove para. 45", None, {"paragraph": 45}),
    ("do not shorten anything", None, {}),
    ("use No. 301/2014 instead", Act.USE, {"authority": "301/2014"}),
    ("make it sing", None, {}),
    ("make it better", None, {}),
    ("please think about category II", None, {"category": Category.II}),
]


@pytest.mark.parametrize(("text", "act", "expected"), ASKED)
def test_a_request_is_understood(text, act, expected):
    found = understand(text)
    fields = (
        "authority",
        "instead",
        "paragraph",
        "category",
        "subject",
        "since",
        "until",
        "newer",
        "share",
        "ordinal",
        "footnote",
        "others",
    )
    given = {key: value for key in fields if (value := getattr(found, key)) not in (None, "", False, ())}
    if found.times > 1:
        given["times"] = found.times
    if "share" in given:
        given["share"] = round(given["share"], 2)
    assert (found.act, given, found.doubt) == (act, expected, None)


@pytest.mark.parametrize(
    ("text", "asked_back"),
    [
        ("remove paras. 45 and 46", "more than one paragraph is named"),
        ("delete para. 45, para. 46", "more than one paragraph is named"),
        ("shorten categories II and III", "more than one category is named"),
        ("shorten para. 45 and remove para. 46", "more than one change"),
        ("undo several changes", "how many changes"),
        ("add a citation of the Nelson Mandela Rules to para. 38", "is an instrument"),
        ("move the counsel paragraph before the bail one", "the order of categories and paragraphs"),
        ("cut para. 45", "is para. 45 to be shortened or removed?"),
        ("shorten that paragraph", "which paragraph is meant?"),
        ("use para. 40 instead", "para. 40 of which opinion?"),
        ("use something else instead", "which paragraph is to be used?"),
        ("replace 305/2014 para. 24", "which paragraph is to be used?"),
        ("use 301/2014 para 40 or 305/2014 para 24", "several authorities are named"),
        ("replace 301/2014#40 with 305/2014#24 or 306/2018#58", "several authorities are named"),
        ("put category III before II", "the order of categories and paragraphs"),
        ("move paragraph 40 before 38", "the order of categories and paragraphs"),
        ("swap categories II and III", "the order of categories and paragraphs"),
    ],
)
def test_what_could_mean_two_things_is_asked_back(text, asked_back):
    assert asked_back in understand(text).doubt


def test_a_text_of_any_length_is_read_in_no_time():
    for text in (
        "please " * 50_000,
        "and then " * 50_000,
        "use 301/2014 " * 50_000,
        "a" * 500_000,
        "para. " * 100_000,
        "(" * 500_000,
    ):
        started = time.process_time()  # other work on this machine does not count
        understand(text)
        assert time.process_time() - started < 1.0
