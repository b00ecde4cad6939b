"""What drafters say, as it is understood: many ways to ask for the same, and what must be asked back."""

import time

import pytest

from assistant.changes.request_lists import read_lists, request_lists
from assistant.changes.requests import Act, understand
from assistant.changes.several import understood, understood_of
from assistant.changes.spelling import put_right
from assistant.issues import issue_register
from index.errors import BadInput
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
    ("shroter please", Act.SHORTEN, {}),
    ("pls shorten §45", Act.SHORTEN, {"paragraph": 45}),
    ("shorten paragraph forty-five", Act.SHORTEN, {"paragraph": 45}),
    ("shorten 45", Act.SHORTEN, {"paragraph": 45}),
    ("shorten paras. 45-47", Act.SHORTEN, {"paragraph": 45, "further": (46, 47)}),
    ("shorten categories II and III", Act.SHORTEN, {"category": Category.II, "also": (Category.III,)}),
    ("I would be grateful if you could shorten the section on category III", Act.SHORTEN, {"category": Category.III}),
    ("can you please to make shorter the paragraph 45", Act.SHORTEN, {"paragraph": 45}),
    ("the paragraph 45 must be shorter", Act.SHORTEN, {"paragraph": 45}),
    ("could you tighten the counsel paragraph?", Act.SHORTEN, {"subject": "counsel"}),
    ("would you mind shortening para. 45", Act.SHORTEN, {"paragraph": 45}),
    ("make category I half as long", Act.SHORTEN, {"category": Category.I, "share": 0.5}),
    ("para. 46 is superfluous", Act.REMOVE, {"paragraph": 46}),
    ("we don't need para. 46", Act.REMOVE, {"paragraph": 46}),
    ("the paragraph on counsel can go", Act.REMOVE, {"subject": "counsel"}),
    ("paragraph 46 to be deleted", Act.REMOVE, {"paragraph": 46}),
    ("this paragraph 46 delete it", Act.REMOVE, {"paragraph": 46}),
    ("bin para46", Act.REMOVE, {"paragraph": 46}),
    ("remove the last two paragraphs", Act.REMOVE, {"ordinal": -1, "ordinals": (-2,)}),
    (
        "delete the first three paragraphs of cat II",
        Act.REMOVE,
        {"category": Category.II, "ordinal": 1, "ordinals": (2, 3)},
    ),
    ("make it less categorical", Act.SOFTEN, {}),
    ("please be more cautious in category II", Act.SOFTEN, {"category": Category.II}),
    ("soften para. 45", Act.SOFTEN, {"paragraph": 45}),
    ("tone it down", Act.SOFTEN, {}),
    ("don't be so categorical in para. 45", Act.SOFTEN, {"paragraph": 45}),
    ("turn para. 45 into a question", Act.SOFTEN, {"paragraph": 45}),
    ("be firmer", Act.FIRM, {}),
    ("less cautious in category I, please", Act.FIRM, {"category": Category.I}),
    ("don't soften para. 45", None, {"paragraph": 45}),
    ("shorten the paragraph on conditional release", Act.SHORTEN, {"subject": "conditional release"}),
    ("only cite deliberations", Act.LIMIT, {"kind": "deliberation"}),
    ("no deliberations", Act.LIMIT, {"kind": "opinion"}),
    ("I do not want deliberations", Act.LIMIT, {"kind": "opinion"}),
    ("cite only opinions from 2018 on", Act.LIMIT, {"kind": "opinion", "since": 2018}),
    ("only authorities older than 2020", Act.LIMIT, {"until": 2019}),
    ("nothing older than 2015", Act.LIMIT, {"since": 2015}),
    ("don't cite anything after 2019", Act.LIMIT, {"until": 2019}),
    ("don't cite 301/2014 anywhere", Act.LIMIT, {"authority": "301/2014"}),
    ("avoid 301/2014 and 305/2014", Act.LIMIT, {"authority": "301/2014", "others": ("305/2014",)}),
    ("replace 301/2014 everywhere", Act.LIMIT, {"authority": "301/2014"}),
    ("remove the citation of 301/2014 in para. 45", Act.LIMIT, {"authority": "301/2014", "paragraph": 45}),
    ("lift the limits", Act.LIMIT, {}),
    ("fewer citations in para. 45", Act.FEWER, {"paragraph": 45}),
    ("max 2 citations per sentence", Act.FEWER, {"most": 2}),
    ("replace the authority in para. 45", Act.USE, {"paragraph": 45}),
    ("find something better than 301/2014 for para. 45", Act.USE, {"paragraph": 45, "instead": "301/2014"}),
    ("para. 45 needs a more recent authority", Act.ADD, {"paragraph": 45, "newer": True}),
    ("find me another authority for para. 45", Act.ADD, {"paragraph": 45}),
    ("move para. 45 before para. 43", Act.MOVE, {"paragraph": 45, "side": "before"}),
    ("put paragraph 45 at the end of category II", Act.MOVE, {"paragraph": 45, "side": "last"}),
    ("move the counsel paragraph before the bail one", Act.MOVE, {"subject": "counsel", "side": "before"}),
    ("move paragraph 40 before 38", Act.MOVE, {"paragraph": 40, "side": "before"}),
    ("move para. 45 up", Act.MOVE, {"paragraph": 45, "side": "up"}),
    ("swap paras. 44 and 45", Act.SWAP, {"paragraph": 44}),
    ("exchange para. 44 with para. 45", Act.SWAP, {"paragraph": 44}),
    (
        "replace deliberation 32 by an opinion in para. 45",
        Act.USE,
        {"paragraph": 45, "instead": "del-32", "kind": "opinion"},
    ),
    ("make it 10% shorter", Act.SHORTEN, {"share": 0.9}),
    ("make the conclusion of category I conditional", Act.SOFTEN, {"category": Category.I, "ordinal": -1}),
    ("I would prefer if para. 40 came after para. 41", Act.MOVE, {"paragraph": 40, "side": "after"}),
    ("could we have something on bail?", Act.SHOW, {"subject": "bail"}),
    ("take away para. 45", Act.REMOVE, {"paragraph": 45}),
    ("show me para. 45", Act.READ, {"paragraph": 45}),
    ("why do you cite 301/2014?", Act.RESTS, {"authority": "301/2014"}),
    ("where does fn 12 come from?", Act.RESTS, {"footnote": 12}),
    ("oops", Act.UNDO, {}),
    ("what can you do?", Act.HELP, {}),
    ("29 too long", Act.SHORTEN, {"paragraph": 29}),
    ("45-47 are too long", Act.SHORTEN, {"paragraph": 45, "further": (46, 47)}),
    ("pls del para 63 + 64", Act.REMOVE, {"paragraph": 63, "further": (64,)}),
    ("please to do shorter the paragraph number 29", Act.SHORTEN, {"paragraph": 29}),
    ("is it possible to make category V more short?", Act.SHORTEN, {"category": Category.V}),
    ("shorten parag 29", Act.SHORTEN, {"paragraph": 29}),
    ("remove both last paragraphs", Act.REMOVE, {"ordinal": -1, "ordinals": (-2,)}),
    ("shorten the second to last paragraph of category III", Act.SHORTEN, {"category": Category.III, "ordinal": -2}),
    ("shorten the section on fair trial", Act.SHORTEN, {"category": Category.III}),
    ("shorten the legal basis part", Act.SHORTEN, {"category": Category.I}),
    ("remove the last paragraph under discrimination", Act.REMOVE, {"category": Category.V, "ordinal": -1}),
    ("shorten the concluding remarks", Act.SHORTEN, {"part": "concluding"}),
    ("drop the one citing deliberation 31", Act.REMOVE, {"citing": "del-31"}),
    ("shorten the 301/2014 paragraph", Act.SHORTEN, {"citing": "301/2014"}),
    ("don't cite more than one opinion per footnote", Act.FEWER, {"most": 1}),
    ("cite nothing older than 2016 in para. 47", Act.LIMIT, {"paragraph": 47, "since": 2016}),
    ("instead of 301/2014 cite something else in para. 35", Act.USE, {"paragraph": 35, "instead": "301/2014"}),
    ("in paragraph 29 put authority more old than 2018", Act.ADD, {"paragraph": 29, "until": 2017}),
    ("what is the second footnote of para. 59?", Act.RESTS, {"paragraph": 59, "piece": 2}),
    ("list the authorities", Act.AUTHORITIES, {}),
    ("which authorities are cited in para. 47?", Act.AUTHORITIES, {"paragraph": 47}),
    ("what is missing?", Act.MISSING, {}),
    ("is it complete?", Act.MISSING, {}),
    ("what must I still decide?", Act.OPEN, {}),
    ("which questions are left open in category III?", Act.OPEN, {"category": Category.III}),
    ("where is it weak?", Act.WEAK, {}),
    ("what are the weaknesses of category I?", Act.WEAK, {"category": Category.I}),
    ("which sentences have no authority?", Act.BARE, {}),
    ("are there any unsupported sentences in para. 45?", Act.BARE, {"paragraph": 45}),
    ("what did the Government say on counsel?", Act.SAID, {"subject": "counsel"}),
    ("what does the source say about para. 36", Act.SAID, {"paragraph": 36}),
    ("why category II?", Act.STANDS, {"category": Category.II}),
    ("why not category V?", Act.STANDS, {"category": Category.V}),
    ("how sure are you about para. 45?", Act.STANDS, {"paragraph": 45}),
    ("what is the source for para. 45?", Act.RESTS, {"paragraph": 45}),
    ("who cites No. 301/2014?", Act.RESTS, {"authority": "301/2014"}),
    ("trim III by a third", Act.SHORTEN, {"category": Category.III, "share": 0.67}),
    ("be less categorical in V", Act.SOFTEN, {"category": Category.V}),
    ("can I shorten II and III", Act.SHORTEN, {"category": Category.II, "also": (Category.III,)}),
    ("tone down 57", Act.SOFTEN, {"paragraph": 57}),
    ("57 goes too far", Act.SOFTEN, {"paragraph": 57}),
    ("is 43 safe?", Act.STANDS, {"paragraph": 43}),
    ("do we need para 61?", Act.STANDS, {"paragraph": 61}),
    ("did the govt reply at all?", Act.SAID, {}),
    ("read me 36", Act.READ, {"paragraph": 36}),
    ("forget that last change", Act.UNDO, {}),
    ("no more than three cites per footnote", Act.FEWER, {"most": 3}),
    ("replace 305/2014 by sth newer in 48", Act.USE, {"paragraph": 48, "instead": "305/2014", "newer": True}),
    (
        "use 318/2018 para 47 in 48 instead of 305/2014",
        Act.USE,
        {"paragraph": 48, "authority": "318/2018#47", "instead": "305/2014"},
    ),
    ("add two more authorities to 33", Act.ADD, {"paragraph": 33, "times": 2}),
    ("cut 28 by half pls", Act.SHORTEN, {"paragraph": 28, "share": 0.5}),
    ("is anything unsupported", Act.BARE, {}),
    ("turn the question in 47 into a finding", Act.FIRM, {"paragraph": 47}),
    ("soften the one on appeal", Act.SOFTEN, {"subject": "appeal"}),
    ("shorten the counsel para, it's too long", Act.SHORTEN, {"subject": "counsel"}),
    ("shorten 47 to 57 but keep the questions", Act.SHORTEN, {"paragraph": 47, "further": tuple(range(48, 58))}),
    ("you don't need to shorten para. 45", None, {"paragraph": 45}),
    ("make it sing", None, {}),
    ("make it better", None, {}),
    ("please think about category II", None, {"category": Category.II}),
]


@pytest.mark.parametrize(("text", "act", "expected"), ASKED)
def test_a_request_is_understood(text, act, expected):
    found = understand(put_right(text, frozenset()))
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
        "further",
        "also",
        "ordinals",
        "kind",
        "most",
        "side",
        "citing",
        "part",
        "piece",
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
        ("shorten p. 45", "what is meant by 45?"),
        ("cut 100 words from category II", "what is meant by 100?"),
        ("shorten the rest", "what is meant by 'the rest'?"),
        ("shorten the paragraph that repeats itself", "which paragraph is meant?"),
        ("remove footnote 7", "say which authority is not to be cited"),
        ("use recent opinions only", "from which year on?"),
        ("revert to version 1", "how many changes are meant?"),
        ("undo several changes", "how many changes"),
        ("add a citation of the Nelson Mandela Rules to para. 38", "is an instrument"),
        ("cut para. 45", "is para. 45 to be shortened or removed?"),
        ("cut the conclusion of category III", "is that paragraph to be shortened or removed?"),
        ("shorten that paragraph", "which paragraph is meant?"),
        ("use para. 40 instead", "para. 40 of which opinion?"),
        ("use something else instead", "which paragraph is to be used?"),
        ("replace 305/2014 para. 24", "which paragraph is to be used?"),
        ("use 301/2014 para 40 or 305/2014 para 24", "several authorities are named"),
        ("replace 301/2014#40 with 305/2014#24 or 306/2018#58", "several authorities are named"),
        ("put category III before II", "the order of categories"),
        ("swap categories II and III", "the order of categories"),
        ("move category II to the end", "the order of categories"),
        ("move the discrimination stuff before fair trial", "the order of categories"),
        ("remove the second footnote of para. 59", "is not changed by itself"),
        ("remove all footnotes from para. 35", "is not changed by itself"),
        ("shorten the second sentence in para. 47", "is not changed by itself"),
        ("shorten para. 29 to two sentences", "what is meant by 'two sentences'?"),
        ("remove the paragraph before the last one", "what is meant by 'before'?"),
        ("drop the country visit", "what is meant by 'country visit'?"),
        ("no opinions against Karsovia", "what is meant by 'against Karsovia'?"),
        ("shorten 301/2014", "what is meant by No. 301/2014 there?"),
        ("soften para. 29 since 2016", "what is meant by 2016 there?"),
        ("add a reference to article 9 of the Covenant in para. 29", "is an instrument"),
        ("cite the Mandela Rules in para. 62", "is an instrument"),
        ("remove GC 35 from 28", "is an instrument"),
        ("add GC 34 para 25 to para 41", "is an instrument"),
        ("drop the bit about the warning slips in 44", "is not changed by itself"),
        ("shorten everything except the counsel and the appeal paragraph", "what is meant by"),
    ],
)
def test_what_could_mean_two_things_is_asked_back(text, asked_back):
    assert asked_back in understand(text).doubt


@pytest.mark.parametrize(
    ("text", "beside"),
    [
        ("move para. 45 before para. 43", ("before", 43, None, "")),
        ("put para. 45 at the end of category II", ("last", None, Category.II, "")),
        ("put para. 45 first", ("first", None, None, "")),
        ("the paragraph on counsel should come after the one on bail", ("after", None, None, "bail")),
        ("swap paras. 44 and 45", (None, 45, None, "")),
    ],
)
def test_the_place_to_which_a_paragraph_is_moved(text, beside):
    found = understand(text)
    assert (found.side, found.beside.paragraph, found.beside.category, found.beside.subject) == beside


@pytest.mark.parametrize(
    ("text", "instead"),
    [
        ("translate it into French", "spelling, language and layout"),
        ("rewrite para. 45", "sentences are not reworded"),
        ("elaborate", "nothing is made longer by itself"),
        ("in 33 the govt should speak before the source", "the source speaks first"),
        ("strengthen para. 45", "what is to be stronger?"),
        ('replace "Ms. Sarvady" with "the applicant"', "names, dates and facts"),
        ("change arbitrary to not arbitrary", "follows from the submissions"),
        ("bring back para. 45", "comes back with undo"),
        ("export to Word", "saved as a file"),
        ("he was arrested on 3 May not 4 May", "names, dates and facts"),
        ("put the Government's view first in para. 51", "the source speaks first"),
        ("say the Working Group found torture", "follows from the submissions"),
        ("keep only categories I and III", "draft again with those alone"),
        ("remove all the open questions in cat III", "a question stands until it is decided"),
        ("add at the end of 48: the lawyer was never admitted.", "names, dates and facts"),
        ('say "she" instead of Ms. Sarvady', "names, dates and facts"),
    ],
)
def test_what_no_rule_can_do_says_what_to_ask_instead(text, instead):
    found = understand(text)
    assert found.act is None and found.doubt is None and instead in found.beyond


def test_what_is_spared_is_not_what_is_meant():
    for text, paragraph, category in (
        ("shorten all but para. 45", 45, None),
        ("shorten everything except category I", None, Category.I),
    ):
        found = understand(text)
        assert found.act is Act.SHORTEN and found.paragraph is None and found.category is None
        assert (found.spared.paragraph, found.spared.category) == (paragraph, category)


@pytest.mark.parametrize(
    ("text", "acts"),
    [
        ("shorten para. 45 and remove para. 46", [(Act.SHORTEN, 45), (Act.REMOVE, 46)]),
        ("remove para. 46; shorten para. 45", [(Act.REMOVE, 46), (Act.SHORTEN, 45)]),
        ("Shorten para. 45. Remove para. 46. Thanks!", [(Act.SHORTEN, 45), (Act.REMOVE, 46)]),
        ("1) shorten para. 45 2) remove para. 46", [(Act.SHORTEN, 45), (Act.REMOVE, 46)]),
        ("shorten para. 45 & remove para. 46", [(Act.SHORTEN, 45), (Act.REMOVE, 46)]),
        ("remove paras. 45 and 46", [(Act.REMOVE, 45), (Act.REMOVE, 46)]),
        ("delete para. 45, para. 46", [(Act.REMOVE, 45), (Act.REMOVE, 46)]),
        ("no opinions older than 2016, and no deliberations", [(Act.LIMIT, None), (Act.LIMIT, None)]),
        ("sorry, undo that please", [(Act.UNDO, None)]),
        ("only opinions since 2016, and max two citations per sentence", [(Act.LIMIT, None), (Act.FEWER, None)]),
        ("remove para. 43, and also the paragraph on appeal", [(Act.REMOVE, 43), (Act.REMOVE, None)]),
        ("shorten the bail and the interpreter paragraphs", [(Act.SHORTEN, None), (Act.SHORTEN, None)]),
        ("para. 43 is not needed, delete please", [(Act.REMOVE, 43)]),
        ("in para. 47, please replace the authority with a more recent one", [(Act.USE, 47)]),
        ("remove paras. 29-31 except para. 30", [(Act.REMOVE, 29), (Act.REMOVE, 31)]),
        ("what is missing and where is it weak?", [(Act.MISSING, None), (Act.WEAK, None)]),
        ("add an authority on arrest and use of force", [(Act.ADD, None)]),
        ("say in para. 45 that he fell and cut his hand", [(None, 45)]),
        ("shorten para. 45 and make it firmer", [(Act.SHORTEN, 45), (Act.FIRM, 45)]),
        ("add an authority to para. 45 and shorten it", [(Act.ADD, 45), (Act.SHORTEN, 45)]),
        ("move para. 45 to the end and shorten it", [(Act.MOVE, 45), (Act.SHORTEN, 45)]),
        ("make para 48 half as long and add an opinion from 2020", [(Act.SHORTEN, 48), (Act.ADD, 48)]),
        ("para. 45 is weak, add something newer", [(Act.ADD, 45)]),
        ("57 goes too far, make it a question", [(Act.SOFTEN, 57)]),
        ("say in para. 45 that he was late, and shorten it", [(None, 45)]),
        ("too long. trim III by a third", [(Act.SHORTEN, None)]),
        ("remove para. 45, and soften the one on appeal", [(Act.REMOVE, 45), (Act.SOFTEN, None)]),
    ],
)
def test_a_message_is_as_many_requests_as_it_asks_for(text, acts):
    assert [(r.act, r.paragraph) for r in understood(text)] == acts


@pytest.mark.parametrize(
    ("text", "act", "paragraphs", "category"),
    [
        ("don't touch para. 29, shorten the rest", Act.SHORTEN, (29,), None),
        ("leave 48 alone and cut everything else down", Act.SHORTEN, (48,), None),
        ("keep 48 and 50 as they are and halve everything else", Act.SHORTEN, (48, 50), None),
        ("keep category II as it is, shorten the others", Act.SHORTEN, (), Category.II),
        ("shorten everything but leave 29 and 30 alone", Act.SHORTEN, (29, 30), None),
        ("soften the rest but don't touch para. 29", Act.SOFTEN, (29,), None),
    ],
)
def test_what_is_left_alone_may_be_named_first_or_last(text, act, paragraphs, category):
    (found,) = understood(text)
    assert found.act is act and found.doubt is None and found.paragraph is None and found.category is None
    assert (paragraphs or (None,)) == (found.spared.paragraph, *found.spared.further)
    assert found.spared.category is category


def test_the_remarks_before_the_categories_may_be_left_alone():
    (found,) = understood("leave the intro alone, halve everything else")
    assert (found.act, found.share, found.part, found.doubt) == (Act.SHORTEN, 0.5, None, None)
    assert found.spared.part == "preliminary"


@pytest.mark.parametrize("text", ["leave out para. 45, shorten the rest", "shorten 28 and leave the rest"])
def test_what_the_rest_is_must_be_said(text):
    assert "what is meant by 'the rest'?" in understood(text)[-1].doubt


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("keep category II, shorten the others", "categories"),
        ("leave I as is, tighten the other categories", "categories"),
        ("halve all categories except III", "categories"),
        ("keep category II, shorten everything else", None),
        ("don't touch para. 29, shorten the others", None),
        ("shorten the intro", "preliminary"),
    ],
)
def test_the_others_of_a_category_are_the_other_categories(text, part):
    (found,) = understood(text)
    assert found.act is Act.SHORTEN and found.doubt is None and found.part == part and found.category is None


@pytest.mark.parametrize(
    ("text", "most", "whole"),
    [
        ("max 3 per para", 3, True),
        ("no more than two cites a paragraph in category I", 2, True),
        ("2 authorities per paragraph max", 2, True),
        ("at most 3 citations in each paragraph", 3, True),
        ("max 2 per sentence", 2, False),
        ("at most 1 authority in each sentence of para 30", 1, False),
    ],
)
def test_citations_are_counted_by_sentence_or_by_paragraph(text, most, whole):
    (found,) = understood(text)
    assert (found.act, found.most, found.whole, found.doubt) == (Act.FEWER, most, whole, None)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("renumber from 45", 45),
        ("start numbering at 45", 45),
        ("begin with para. 45", 45),
        ("number the paragraphs from 60", 60),
    ],
)
def test_the_number_with_which_a_draft_begins(text, number):
    (found,) = understood(text)
    assert (found.act, found.number, found.paragraph, found.doubt) == (Act.NUMBER, number, None, None)


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [("only pre-2016 authorities in category II", None, 2015), ("only post-2018 opinions", 2019, None)],
)
def test_years_before_and_after_in_one_word(text, since, until):
    (found,) = understood(text)
    assert (found.act, found.since, found.until) == (Act.LIMIT, since, until)


@pytest.mark.parametrize(
    "text", ["replace para 40 with one on freedom of assembly", "swap 40 for one on freedom of assembly"]
)
def test_a_paragraph_replaced_by_another_goes_for_it(text):
    (found,) = understood(text)
    assert (found.act, found.subject, found.paragraph) == (Act.INSERT, "freedom of assembly", None)
    assert (found.side, found.beside.paragraph, found.doubt) == ("instead", 40, None)
    assert "one paragraph is replaced at a time" in understood("replace paras. 40 and 41 with one on bail")[0].doubt


@pytest.mark.parametrize(
    ("text", "act", "paragraphs", "piece", "side"),
    [
        ("merge 29 and 30", Act.MERGE, (29, 30), None, None),
        ("combine para. 29 with para. 30", Act.MERGE, (29, 30), None, None),
        ("join 31 with 47 please", Act.MERGE, (31, 47), None, None),
        ("split 48 before the finding", Act.SPLIT, (48,), None, "before"),
        ("break 50 up after its second sentence", Act.SPLIT, (50,), 2, None),
        ("drop the last sentence of 45", Act.REMOVE, (45,), -1, None),
        ("delete sentence 2 of para. 48", Act.REMOVE, (48,), 2, None),
    ],
)
def test_sentences_are_dropped_and_paragraphs_merged_and_split(text, act, paragraphs, piece, side):
    (found,) = understood(text)
    named = (found.paragraph, *found.further)
    assert (found.act, named, found.piece, found.side, found.doubt) == (act, paragraphs, piece, side, None)


@pytest.mark.parametrize(
    "text", ["36 is too thin, expand", "expand 36", "flesh out para. 36", "36 needs more substance"]
)
def test_a_paragraph_that_says_too_little_is_expanded(text):
    (found,) = understood(text)
    assert (found.act, found.paragraph, found.doubt) == (Act.EXPAND, 36, None)


@pytest.mark.parametrize(
    ("text", "act", "state", "paragraph", "subject"),
    [
        ("cite a Veldania case", Act.ADD, "Veldania", None, ""),
        ("add a case from Karsovia to 47", Act.ADD, "Karsovia", 47, ""),
        ("something on Karsovia", Act.SHOW, "Karsovia", None, ""),
        ("find me a case against Karsovia on counsel", Act.SHOW, "Karsovia", None, "counsel"),
        ("what did Karsovia say in that case?", None, None, None, ""),
    ],
)
def test_a_case_of_a_state_is_asked_for(text, act, state, paragraph, subject):
    (found,) = understood_of(text, {"Karsovia", "Veldania"})
    assert (found.act, found.state, found.paragraph, found.subject) == (act, state, paragraph, subject)


def test_a_remark_behind_the_subject_is_none_of_it():
    (found,) = understood("add an authority on counsel to 47 that the source would not like")
    assert (found.act, found.subject, found.paragraph) == (Act.ADD, "counsel", 47)
    (found,) = understood("add an authority on interpretation to 50, something from 2018 on if there is one")
    assert (found.act, found.subject, found.paragraph, found.since) == (Act.ADD, "interpretation", 50, 2018)


def test_a_footnote_may_be_named_before_the_question_and_a_category_before_its_opinions():
    (found,) = understood("fn 20 - where does that come from")
    assert (found.act, found.footnote) == (Act.RESTS, 20)
    (found,) = understood("only category III opinions in 52")
    assert (found.act, found.kind, found.under, found.category, found.paragraph) == (
        Act.LIMIT,
        "opinion",
        Category.III,
        None,
        52,
    )


def test_what_the_government_says_may_stand_before_the_wish_to_answer_it():
    (found,) = understood("the Gov says she had a lawyer – reply to that")
    assert found.act is Act.ANSWER and "lawyer" in found.subject


def test_what_drafters_call_an_issue_is_an_issue_of_the_register():
    assert {id for _, id in request_lists().called} <= set(issue_register())


def test_what_points_back_means_the_category_named_before():
    (found,) = understood("category II is too long, cut it by a third")
    assert (found.act, found.category, round(found.share, 2)) == (Act.SHORTEN, Category.II, 0.67)
    last = understood("shorten category II, remove the last paragraph")[-1]
    assert "or of the whole draft?" in last.doubt


def test_two_paragraphs_named_by_their_issues_are_swapped():
    (found,) = understood("swap the counsel and the appeal paragraph")
    assert (found.act, found.subject, found.beside.subject) == (Act.SWAP, "counsel", "appeal")
    (both,) = understood("move the interpreter and the counsel paragraph to the end")
    assert "more than one paragraph is named" in both.doubt


def test_a_question_does_not_stand_beside_a_change():
    assert "stands alone" in understood("shorten para. 45 and what is missing?")[0].doubt


def test_a_step_back_stands_alone():
    (request,) = understood("shorten category II, then undo")
    assert "stands alone" in request.doubt


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("shorten paragrph 45", "shorten paragraph 45"),
        ("drop the last paragaph", "drop the last paragraph"),
        ("add an authorty on no warant", "add an authority on no warrant"),
        ("delet para. 45", "delete para. 45"),
        ("udno", "undo"),
        ("Plese shorten catgory II", "Please shorten category II"),
        ("add an authority on Warant", "add an authority on Warant"),  # it may be a name
        ("say that “no warant” was shown", "say that “no warant” was shown"),
        ("use 301/2014#4O", "use 301/2014#4O"),
        ("removed, removing, removes", "removed, removing, removes"),
        ("thank you for the draft", "thank you for the draft"),
    ],
)
def test_a_misspelt_word_is_put_right_and_nothing_else(typed, meant):
    assert put_right(typed, frozenset()) == meant


def test_a_word_of_the_case_is_no_misspelling():
    assert put_right("add an authority on the warran", frozenset({"warran"})) == "add an authority on the warran"


def test_a_list_that_cannot_be_read_is_told_in_a_line():
    with pytest.raises(BadInput, match=r"^prompts/requests\.toml cannot be read: .*; correct the entry named$"):
        read_lists("commands = 3")


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
