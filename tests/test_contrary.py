"""A sentence that says the contrary of what it cites, and sentences that only look as if they did: in a person's draft, and
closer in what a model writes."""

from __future__ import annotations

import pytest

from assistant.evidence.contrary import contrary, denies
from assistant.evidence.terms import close_terms
from index.model import Part
from tests.made_index import checked, index_of, opinion

RULE = "A person arrested on a criminal charge must be brought promptly before an independent judge within 48 hours."
RESERVE = "The silence of the Government does not relieve the source of the burden of proving a prima facie case."
REASONS = "An order that merely repeats the terms of the statute is unlawful even where a court has confirmed it later."
DENIED = "A person arrested on a criminal charge need not be brought promptly before an independent judge."
CITED = opinion("301/2014", (Part.DISCUSSION, f"It is recalled so. {RULE}"), (Part.GOVERNMENT, DENIED))


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        (DENIED, RULE),
        ("The silence of the Government relieves the source of the burden of proving a prima facie case.", RESERVE),
        ("An order that merely repeats the terms of the statute is lawful where a court has confirmed it later.", REASONS),
    ],
)  # fmt: skip
def test_the_same_but_for_one_negation_is_the_contrary(sentence, text):
    assert contrary(sentence, text)
    assert contrary(text, sentence)


def test_a_short_sentence_is_the_contrary_where_the_other_has_all_its_words():
    text = "A public prosecutor, who is a party to the case to come, cannot be regarded as such an officer."
    assert contrary("A public prosecutor can be regarded as such an officer.", text)
    assert not contrary("A public prosecutor can be regarded as such a judge.", text)


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        (RULE, RULE),
        # another matter in the same words
        ("A judge need not be brought from another court to hear a criminal charge.", RULE),
        # both are negated, each in its way
        ("No person may be held on a criminal charge for longer than 48 hours without being brought before a judge.", RULE),
        ("Nobody may be compelled to testify against himself or herself in criminal proceedings.",
         "It is forbidden to compel anyone to testify against himself or herself in criminal proceedings."),
        # the negation belongs to what only one of them says
        ("A person arrested on a criminal charge must be brought promptly before an independent judge, not a prosecutor.", RULE),
        ("An order that merely repeats the terms of the statute is not lawful even where a court has confirmed it later.", REASONS),
    ],
)  # fmt: skip
def test_what_agrees_or_is_another_matter_is_not(sentence, text):
    assert not contrary(sentence, text)
    assert not contrary(text, sentence)


def test_a_contrary_citation_is_a_finding_that_shows_the_sentence():
    (found,) = checked(index_of(CITED), DENIED, "Opinion No. 301/2014, para. 1.")
    assert found.status == "unsupported"
    assert found.reason == f"the paragraph cited says the contrary: “{RULE}”"
    assert [e.id for e in found.evidence] == ["301/2014#1"]


@pytest.mark.parametrize(
    ("text", "note"),
    [
        (RULE, "Opinion No. 301/2014, para. 1."),
        (RULE, "Opinion No. 301/2014, paras. 1–2."),  # of which the second is the Government's
        # the rule was not kept
        ("Mr. Velchan, arrested on a criminal charge, was not brought promptly before an independent judge within 48 hours.",
         "Opinion No. 301/2014, para. 1."),
        # a party says so, and is answered
        ("The Government submits that a person arrested on a criminal charge need not be brought promptly before an independent judge.",
         "Opinion No. 301/2014, para. 1."),
        # cited for the difference
        (DENIED, "Contrast opinion No. 301/2014, para. 1."),
    ],
)  # fmt: skip
def test_what_may_differ_raises_no_alarm(text, note):
    assert [c.status for c in checked(index_of(CITED), text, note)] == ["ok"]


def test_a_party_may_plead_the_contrary():
    assert [c.status for c in checked(index_of(CITED), DENIED, "Opinion No. 301/2014, para. 1.", part=Part.SOURCE)] == [
        "ok"
    ]


COUNSEL = "Persons deprived of liberty must be able to see counsel before the first interrogation, and at the latest within 48 hours."
USE = "A statement made in the absence of counsel may not be used as evidence, unless the prosecution proves that it was free."
EXCEPTION = "Detention before trial is the exception and must be ordered by a court in accordance with the law."
PLACES = "Detained persons are to be held only in officially recognized places, and contact may not be refused for more than a few days."
REPLY = "The Government has not shown that the measure was necessary, and neither the charge nor the verdict mentions violence."
FALSITY = (
    "The arrest is unlawful. Falsity does not in itself justify detention on the ground of what was said in public."
)


@pytest.mark.parametrize(
    ("sentence", "passage"),
    [
        # the same words, denied
        ("A statement made in the absence of counsel may be used as evidence.", USE),
        ("A statement made in the presence of counsel may not be used as evidence, unless the prosecution proves that it was free.", USE),
        ("Detention before trial is no longer the exception and must be ordered by a court.", EXCEPTION),
        ("Falsity justifies detention on the ground of what was said in public.", FALSITY),
        ("The Government has shown that the measure was necessary.", REPLY),
        ("Both the charge and the verdict mention violence.", REPLY),
        # contraries
        ("Detention before trial is the rule and must be ordered by a court in accordance with the law.", EXCEPTION),
        ("Detention before trial must be ordered by a court in violation of the law.", EXCEPTION),
        ("Forty-eight hours are ordinarily enough, and any longer delay must remain absolutely ordinary.",
         "Forty-eight hours are ordinarily enough, and any longer delay must remain absolutely exceptional."),
        # what may, must and need not be done
        ("Detention before trial may be ordered by a court in accordance with the law.", EXCEPTION),
        ("Detention before trial need not be ordered by a court in accordance with the law.", EXCEPTION),
        ("Detention before trial is prohibited from being ordered by a court in accordance with the law.", EXCEPTION),
        # time, quantity and condition
        ("Persons deprived of liberty must be able to see counsel after the first interrogation.", COUNSEL),
        ("Persons deprived of liberty must be able to see counsel before the first interrogation, and at the latest within 72 hours.",
         COUNSEL),
        ("Persons deprived of liberty must be able to see counsel before the first interrogation, and at the latest within 48 days.",
         COUNSEL),
        ("A statement made in the absence of counsel may not be used as evidence, even if the prosecution proves that it was free.", USE),
        ("A statement made in the absence of counsel may be used as evidence, unless the prosecution proves that it was free.", USE),
        # a restriction left out
        ("Detained persons are to be held in officially recognized places.", PLACES),
        # who it is
        ("The source has not shown that the measure was necessary.", REPLY),
    ],
)  # fmt: skip
def test_a_model_may_not_change_what_it_takes_over(sentence, passage):
    assert denies(sentence, passage)


@pytest.mark.parametrize(
    ("sentence", "passage"),
    [
        *((passage, passage) for passage in (COUNSEL, USE, EXCEPTION, PLACES, REPLY, FALSITY)),
        # clauses left out
        ("Persons deprived of liberty must be able to see counsel before the first interrogation.", COUNSEL),
        ("A statement made in the absence of counsel may not be used as evidence.", USE),
        ("Contact may not be refused for more than a few days.", PLACES),
        ("Falsity does not justify detention on the ground of what was said in public.", FALSITY),
        # the same in other words
        ("A statement made in the absence of counsel may be used as evidence only if the prosecution proves that it was free.", USE),
        ("A statement made in the absence of counsel cannot be used as evidence, unless the prosecution proves that it was free.", USE),
        ("Persons deprived of liberty must be able to see counsel prior to the first interrogation, and at the latest within "
         "forty-eight hours.", COUNSEL),
        ("Detained persons may be held only in officially recognized places.", PLACES),
        ("Detained persons are to be held solely in officially recognized places.", PLACES),
        ("Falsity does not automatically justify detention on the ground of what was said in public.", FALSITY),
        ("Detention before trial is exceptional and shall be ordered by a court in accordance with the law.", EXCEPTION),
        ("The measure was not shown by the Government to be necessary.", REPLY),
        ("Forty-eight hours are ordinarily sufficient, and a longer delay must be absolutely exceptional.",
         "Forty-eight hours are normally sufficient, and any longer delay must be absolutely exceptional."),
        # double negation
        ("No person may be detained on such a ground without a reasonable justification.",
         "Detention on such a ground calls for a reasonable justification."),
        ("Public authorities must refrain from prejudging the outcome of a trial.",
         "All public authorities must not prejudge the outcome of a trial."),
        # another word of the same beginning, and numbers of provisions
        ("Detention in the context of migration is a measure of last resort.",
         "Detention for the purposes of immigration control is a measure of last resort."),
        ("The right is protected by articles 9 and 14 of the Covenant.", "The right is protected by articles 3, 9 and 14 of the Covenant."),
    ],
)  # fmt: skip
def test_a_model_may_shorten_and_reword(sentence, passage):
    assert not denies(sentence, passage)


def test_what_another_sentence_of_the_paragraph_says_is_no_contrary():
    told = "The accused may be questioned without counsel. That rule has changed: the accused may not be questioned without counsel."
    assert not denies("The accused may be questioned without counsel.", told)


@pytest.mark.parametrize(
    ("sentence", "terms"),
    [
        ("No one may be compelled to confess.", [("modal", "must", False), ("compel", "", True), ("confes", "", False)]),
        ("The State need not wait forty-eight hours.",
         [("group 12", "the government", False), ("modal", "need_not", False), ("wait", "", True), ("figure", "48", False),
          ("group 3", "hour", False)]),
        ("Release is possible only where bail is paid without delay.",
         [("releas", "", False), ("possib", "", True), ("condition", "unless", False), ("bail", "", False), ("paid", "", False),
          ("delai", "", True)]),
    ],
)  # fmt: skip
def test_what_is_read_closely(sentence, terms):
    groups = {"hour": "group 3", "the government": "group 12"}
    read = [(groups.get(t.value, t.stem), t.value, t.negated) for t in close_terms(sentence, "")]
    assert read == terms
