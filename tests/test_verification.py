"""Not one invented authority survives, and what is supported does."""

import re
from dataclasses import replace

import pytest

from assistant.chat.findings import Findings
from assistant.chat.plain_answer import clean
from assistant.chat.verification import Verifier
from assistant.evidence.contrary import denies
from assistant.evidence.named_authorities import Given, without_authorities
from assistant.model import Case
from index.embedding import load_embedder
from index.model import Category, Document, Kind, Paragraph, Part, Passage

STANDARD = "Anyone arrested on a criminal charge must be brought promptly before a judge, ordinarily within 48 hours."
TORTURE = (
    "A statement obtained by torture or other ill-treatment may not be used as evidence against its author or anyone else, and "
    "no one in custody may be compelled to confess or to incriminate himself or herself."
)
FACT = "On 14 May 2020, police officers came to the flat of Ms. Sarvady and took her away."

WARRANT = "She was not shown any warrant."
REPLY = "The interrogation of Ms. Sarvady was conducted with a sworn interpreter at her side."


@pytest.fixture(scope="module")
def verifier():
    told = ((4, Part.SOURCE, FACT), (5, Part.SOURCE, WARRANT), (6, Part.GOVERNMENT, REPLY))
    paragraphs = tuple(Paragraph(number, part, (), text) for number, part, text in told)
    document = Document("case", Kind.CASE, "case.txt", "0", paragraphs=paragraphs)
    case = Case(document, "Ilka Sarvady (Veldania)", "Veldania", True, ("Ilka Sarvady",), "no", ())
    given = (("302/2015", 32, STANDARD), ("305/2014", 39, TORTURE))
    passages = {
        f"{d}#{n}": Passage(f"{d}#{n}", d, n, Part.DISCUSSION, None, 1.0, t, f"Opinion No. {d}, para. {n}")
        for d, n, t in given
    }
    found = Findings(frozenset(), frozenset({("covenant", "9(3)"), ("udhr", "9")}))
    return Verifier(case, passages, (("9(3)",), ("9",)), load_embedder(), findings=found)


def test_a_supported_sentence_keeps_its_citation(verifier):
    (paragraph,) = verifier.paragraphs(
        "Anyone arrested on a criminal charge must be brought promptly before a judge. [302/2015#32] "
        "The source states that on 14 May 2020 police officers took Ms. Sarvady away (see para. 4 above)."
    )
    first, second = paragraph.sentences
    assert [c.raw for c in first.citations] == ["Opinion No. 302/2015, para. 32"] and first.unsupported is None
    assert second.case_paragraphs == (4,) and second.unsupported is None


@pytest.mark.parametrize(
    "sentence",
    [
        "Anyone arrested must be brought before a judge [999/2019#5].",
        "Anyone arrested must be brought before a judge [302/2015#33].",
        "Anyone arrested must see a judge (Opinion No. 999/2019, para. 5) [302/2015#32].",
        "Opinions No. 998/2018, para. 3; and No. 999/2019, para. 4 settle that anyone must see a judge.",
        "See also A/HRC/99/12, para. 7, on prompt judicial control.",
        "Article 6 of the Covenant requires that anyone arrested be brought before a judge [302/2015#32].",
        "Deliberation No. 77 says that anyone arrested must see a judge.",
        "General comment No. 99 (2031) says that anyone arrested must see a judge.",
        "In Miller v. Ruritania the detention was held to be unlawful.",
        "The harvest of barley was poor in that year because of the rain [302/2015#32].",
        'As the Working Group put it, "a judge must be seen at dawn" [302/2015#32].',
        "The source states that on 3 June 2019 police officers came.",
        "The source states that Mr. Ivanov was taken away.",
        "The source states that police officers came (see para. 44 above).",
        "The Working Group has consistently held that such detention is arbitrary.",
        "The prison had been without water and medicine for several weeks.",
        "Anyone arrested on a criminal charge need not be brought promptly before a judge [302/2015#32].",
        "Ms. Sarvady is a smuggler, and anyone arrested on a criminal charge must be brought promptly before a judge [302/2015#32].",
        "The Working Group finds that the detention of Ms. Sarvady was lawful.",
        "The Working Group finds that her detention is in no violation of article 9.",
        "The Working Group concludes that the detention was a consequence of her work for the harbour police.",
        "On 14 May 2020, police officers did not come to the flat of Ms. Sarvady.",
        "The police came to the flat of Ms. Sarvady in 2004.",
        "On 4 May 2020, police officers came to the flat of Ms. Sarvady and took her away.",
        "The Human Rights Committee holds that anyone arrested must be brought promptly before a judge [302/2015#32].",
        "Anyone arrested must be brought promptly before a judge under article 9 (7) of the Covenant [302/2015#32].",
        "As the Working Group put it, „a judge must be seen at dawn” [302/2015#32].",
        "As the Working Group put it, ‘a judge must be seen at dawn’ [302/2015#32].",
    ],
)
def test_what_cannot_be_shown_is_marked_and_its_citations_are_gone(verifier, sentence):
    checked = [s for p in verifier.paragraphs(sentence) for s in p.sentences]
    assert any(s.unsupported for s in checked)
    assert not any(s.citations for s in checked)
    text = " ".join(s.text for s in checked)
    for invented in (
        "999/2019",
        "998/2018",
        "A/HRC/99",
        "No. 77",
        "No. 99",
        "Article 6",
        "302/2015",
        "v. Ruritania",
        "Committee",
        "Ivanov",
        "3 June",
        "On 4 May",
        "(7)",
    ):
        assert invented not in text


def test_what_the_case_says_needs_no_authority_and_shows_its_paragraph(verifier):
    (paragraph,) = verifier.paragraphs(
        "Police officers took Ms. Sarvady away. The Working Group finds a violation of article 9."
    )
    told, concluded = paragraph.sentences
    assert told.unsupported is None and told.case_paragraphs == (4,)
    assert concluded.unsupported is None


@pytest.mark.parametrize(
    "sentence",
    [
        "Her statement that was obtained by torture may not be used as evidence against her or anyone else [305/2014#39].",
        "The statement that Ms. Sarvady gave was obtained by torture and may not be used as evidence against her or anyone else "
        "(see para. 4 above) [305/2014#39].",
        "Her confession was obtained by torture and ill-treatment and may not be used as evidence against its author [305/2014#39].",
        "The statement was obtained by torture and may not be used as evidence [305/2014#39].",
        "When the police came, a statement was obtained by torture, which may not be used as evidence [305/2014#39].",
        "The detainee must not be held to a statement obtained by torture, nor may it be used as evidence [305/2014#39].",
        "She was arrested on a criminal charge and brought before a judge only after 48 hours (see para. 4 above) [302/2015#32].",
        "Anyone arrested on a criminal charge must be brought promptly before a judge (see para. 4 above) [302/2015#32].",
    ],
)
def test_an_authority_does_not_make_a_fact_of_what_the_case_does_not_say(verifier, sentence):
    ((checked,),) = (p.sentences for p in verifier.paragraphs(sentence))
    assert checked.unsupported and ("case" in checked.unsupported) and not checked.citations


@pytest.mark.parametrize(
    "sentence",
    [
        "Anyone arrested on a criminal charge must be brought promptly before a judge so that his or her rights are secured "
        "[302/2015#32].",
        "A statement obtained by torture may not be used as evidence against its author or anyone else [305/2014#39].",
        "Anyone who was arrested on a criminal charge must be brought promptly before a judge [302/2015#32].",
        "A statement that was obtained by torture may not be used as evidence against its author [305/2014#39].",
    ],
)
def test_a_standard_that_speaks_of_anybody_stands_without_the_case(verifier, sentence):
    ((checked,),) = (p.sentences for p in verifier.paragraphs(sentence))
    assert checked.unsupported is None and checked.citations and not checked.case_paragraphs


@pytest.mark.parametrize(
    "sentence",
    [
        "The Government admits that on 14 May 2020 police officers came to the flat of Ms. Sarvady and took her away (see para. 4 above).",
        "The Government admits that on 14 May 2020 police officers came to the flat of Ms. Sarvady and took her away.",
        "The Government concedes that she was not shown any warrant (see para. 5 above).",
        "The Government, in its reply, has expressly acknowledged that she was not shown any warrant (see para. 5 above).",
        "According to the Government, she was not shown any warrant (see para. 5 above).",
        "In the Government’s own words, she was not shown any warrant (see para. 5 above).",
        "It is admitted by the Government that she was not shown any warrant (see para. 5 above).",
        "The source states and the Government admits that she was not shown any warrant (see para. 5 above).",
        "The source states that she was not shown any warrant, and the Government confirms it (see paras. 5 and 6 above).",
        "The source states that the interrogation was conducted with a sworn interpreter at her side (see para. 6 above).",
    ],
)
def test_what_one_party_says_is_not_put_into_the_mouth_of_the_other(verifier, sentence):
    ((checked,),) = (p.sentences for p in verifier.paragraphs(sentence))
    assert checked.unsupported


@pytest.mark.parametrize(
    "sentence",
    [
        "The source states that she was not shown any warrant (see para. 5 above).",
        "The source states, and the Government has not contested, that she was not shown any warrant (see para. 5 above).",
        "The source states, and the Government denies, that she was not shown any warrant (see para. 5 above).",
        "The Government states that the interrogation was conducted with a sworn interpreter at her side (see para. 6 above).",
        "The source states that she was not shown any warrant, while the Government maintains that the interrogation was "
        "conducted with a sworn interpreter at her side (see paras. 5 and 6 above).",
        "She was not shown any warrant (see para. 5 above).",
    ],
)
def test_what_a_party_says_may_be_ascribed_to_it(verifier, sentence):
    ((checked,),) = (p.sentences for p in verifier.paragraphs(sentence))
    assert checked.unsupported is None and checked.case_paragraphs


@pytest.mark.parametrize(
    ("named", "kept"),
    [
        ("article 9", "article 9"),
        ("article 9 (3)", "article 9 (3)"),
        ("article 9 (47)", None),
        ("article 9 (7) and article 14 (12)", None),
        ("articles 9 (3) and 14 (5)", "articles 9 (3) and 14 (5)"),
        ("articles 9 (3) and 14 (8)", None),
        ("article 31", None),
        ("article 318 (3)", "article 318 (3)"),
    ],
)
def test_an_article_named_without_its_instrument_must_be_in_one_of_the_two(named, kept):
    given = Given({"9", "14"}, {"9"}, "She was charged under article 318 (3) of the Criminal Code.", ())
    text, removed = without_authorities(f"This concerns {named}.", given)
    assert removed == (kept is None)
    assert kept is None or kept in text
    assert kept or not re.search(r"\d", text)


def test_a_draft_that_makes_no_finding_lets_a_model_make_none(verifier):
    strict = Verifier(verifier._case, verifier._given, (("9",), ("9",)), verifier._embedder, findings=Findings())
    (paragraph,) = strict.paragraphs("The Working Group finds a violation of article 9.")
    assert paragraph.sentences[0].unsupported == "makes a finding that the draft does not make"


@pytest.mark.parametrize(
    "sentence",
    [
        "The Working Group finds a violation of article 9 (1) of the Covenant [302/2015#32].",
        "The Working Group finds a violation of article 9 (1) of the Covenant.",
        "The Working Group finds a violation of article 9 (3) of the Covenant and article 8 of the Universal Declaration [302/2015#32].",
        "Article 9 (3) of the Covenant was violated [302/2015#32].",
        "The arrest breached article 9 (3) of the Covenant [302/2015#32].",
        "The authorities violated article 9 (3) of the Covenant [302/2015#32].",
        "The Working Group concludes that the detention is arbitrary, falling within category V [302/2015#32].",
        "Subject to the answers to the questions stated above, the Working Group concludes that the detention is arbitrary, falling "
        "within category V.",
        "The Working Group is satisfied that Ms. Sarvady was not shown any warrant (see para. 5 above).",
        "The Working Group considers that the deprivation of liberty lacked any legal basis [302/2015#32].",
    ],
)
def test_a_finding_is_one_that_the_draft_makes_with_or_without_a_citation(verifier, sentence):
    ((checked,),) = (p.sentences for p in verifier.paragraphs(sentence))
    assert checked.unsupported and not checked.citations


def test_a_finding_that_the_draft_makes_stands_and_one_under_a_condition_keeps_it(verifier):
    under = Findings(frozenset({Category.I}), frozenset({("covenant", "9(3)")}))
    open_ = Verifier(verifier._case, verifier._given, (("9",), ("9",)), verifier._embedder,
                     findings=Findings(conditional=under))  # fmt: skip
    firm = "The Working Group finds a violation of article 9 (3) of the Covenant."
    condition = "Subject to the answers to the questions stated above, the Working Group concludes that the detention is arbitrary, "
    condition += "falling within category I."
    assert verifier.sentence(firm).unsupported is None
    assert open_.sentence(firm).unsupported and open_.sentence(condition).unsupported is None


def test_no_article_of_the_covenant_is_found_for_a_state_that_has_not_joined_it(verifier):
    outside = Verifier(replace(verifier._case, state_party=False), verifier._given, ((), ("9",)), verifier._embedder,
                       findings=Findings(frozenset(), frozenset({("udhr", "9")})))  # fmt: skip
    for named in (
        "article 9 (3) of the Covenant",
        "article 9, paragraph 3, of the Covenant",
        "Art. 9 (3) ICCPR",
        "article 9 (3)",
    ):
        checked = outside.sentence(f"The Working Group finds a violation of {named}.")
        assert checked.unsupported and "9" not in checked.text
    assert (
        outside.sentence("The Working Group finds a violation of article 9 of the Universal Declaration.").unsupported
        is None
    )


@pytest.mark.parametrize(
    ("sentence", "passage", "contrary"),
    [
        (
            "Restrictions may extend to counsel.",
            "Restrictions are limited in time. They may never extend to counsel.",
            True,
        ),
        (
            "Detention is to be the rule and not the exception.",
            "Detention is to be the exception and not the rule.",
            True,
        ),
        ("Detention is the exception and not the rule.", "Detention is to be the exception and not the rule.", False),
        ("A guard may listen but not watch.", "A guard may watch but not listen.", True),
        ("No one may be compelled to confess.", "No one may be compelled to confess or to testify.", False),
        ("That exception is to be construed broadly.", "That exception is to be construed narrowly.", True),
        ("The detention was unlawful.", "The detention was lawful and brief.", True),
        (
            "The reasons must include the facts.",
            "The person must be told the reasons: not the law alone, but the facts.",
            False,
        ),
        ("An arrest without a warrant is admissible.", "An arrest without a warrant is admissible in the act.", False),
    ],
)
def test_the_contrary_of_a_clause_is_seen(sentence, passage, contrary):
    assert denies(sentence, passage) is contrary


def test_markup_and_scripts_do_not_survive():
    text = clean("# Title\n<script>alert(1)</script>**Bold** &lt;img src=x onerror=y&gt; \u202ehidden")
    assert "<" not in text and "alert" not in text and "#" not in text and "*" not in text and "\u202e" not in text


COUNSEL = (
    "Consultations with counsel may take place within the sight but not within the hearing of officials, and the papers of the "
    "defence are privileged. Ms. Vasarik was questioned for 11 days without any lawyer, in a house without official existence."
)
REASONS = (
    "Protection does not depend on the merit, good taste or accuracy of what is said. Commitment on the basis of an impairment "
    "is excluded, even if every formality of the health statute has been observed."
)
LATE = (
    (
        4,
        Part.SOURCE,
        "On 9 May 2020, a test taken at the school was negative. Ms. Sarvady was driven to the hall on 14 May.",
    ),
    (
        5,
        Part.SOURCE,
        "Detention for two months was ordered on 30 May, and counsel, Emeric Dossa, was turned away on 19 May.",
    ),
    (
        6,
        Part.GOVERNMENT,
        "All who were inside the square had refused to disperse, and 14 police officers were injured.",
    ),
)


@pytest.fixture(scope="module")
def contested(verifier):
    """A case to which the Government replied late."""
    document = Document(
        "case", Kind.CASE, "case.txt", "0", paragraphs=tuple(Paragraph(n, p, (), t) for n, p, t in LATE)
    )
    case = Case(document, "Ilka Sarvady (Veldania)", "Veldania", True, ("Ilka Sarvady",), "late", ())
    given = {
        f"{d}#{n}": Passage(f"{d}#{n}", d, n, Part.DISCUSSION, None, 1.0, t, f"Opinion No. {d}, para. {n}")
        for d, n, t in (("320/2019", 42, COUNSEL), ("302/2015", 32, STANDARD), ("del-31", 3, REASONS))
    }
    questions = ("Was a warrant issued by a judicial authority and shown at the time of the arrest?",)
    return Verifier(case, given, (("9(3)",), ("9",)), verifier._embedder, findings=Findings(), questions=questions)


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        # what happened to others, told of the persons of this case
        ("Ms. Sarvady was questioned for 11 days without any lawyer [320/2019#42].", "says nothing of it"),
        ("Veldania questioned its detainees for 11 days without any lawyer [320/2019#42].", "says nothing of it"),
        # a clause beside one that is said
        ("Anyone arrested on a criminal charge must be brought promptly before a judge, and whoever spreads rumours forfeits it "
         "[302/2015#32].", "a part of it"),
        ("Anyone arrested on a criminal charge must be brought promptly before a judge; an epidemic suspends courts altogether "
         "[302/2015#32].", "a part of it"),
        ("Anyone arrested on a criminal charge must be brought promptly before a judge unless domestic law so provides "
         "[302/2015#32].", "a part of it"),
        # denied in another place
        ("Consultations with counsel may take place within the hearing of officials [320/2019#42].", "the contrary"),
        ("Anyone arrested on a criminal charge must barely be brought promptly before a judge [302/2015#32].", "the contrary"),
        ("Commitment on the basis of an impairment is excluded unless every formality of the health statute has been observed "
         "[del-31#3].", "the contrary"),
        # what is invoked without a number
        ("In a landmark ruling it was held that anyone arrested must be brought promptly before a judge [302/2015#32].",
         "authority that was not given"),
        ("The travaux préparatoires confirm that anyone arrested must be brought promptly before a judge [302/2015#32].",
         "authority that was not given"),
        ("Anyone arrested must be brought promptly before a judge (see source 3) [302/2015#32].", "authority that was not given"),
        ("Anyone arrested must be brought promptly before a judge (p-3) [302/2015#32].", "authority that was not given"),
        ("Anyone arrested must be brought promptly before a judge, n. 12 [302/2015#32].", "authority that was not given"),
        ("Anyone arrested must be brought promptly before a judge $^{12}$ [302/2015#32].", "authority that was not given"),
        ("Anyone arrested must be brought promptly before a judge \\footnote{Velchan} [302/2015#32].", "authority that was not given"),
        ("As was held, 「a judge must be seen at dawn」 [302/2015#32].", "word for word"),
        ("As was held, ‹a judge must be seen at dawn› [302/2015#32].", "word for word"),
        # facts
        ("The source states that a test taken at the school was positive (see para. 4 above).", "says “positive” where para. 4"),
        ("The source states that detention for three months was ordered on 30 May (see para. 5 above).", "says “three” where para. 5"),
        ("The source states that detention for two months was ordered on 30 May 2019 (see para. 5 above).", "figure"),
        ("The source states that Mr. Dossa was driven to the hall on 14 May (see para. 4 above).", "does not say that"),
        ("The source states that detention was ordered on 30 May under article 9 (see para. 5 above).", "does not say that"),
        ("Every serious authority agrees that anyone arrested must be brought promptly before a judge [302/2015#32].",
         "authority that was not given"),
        # whose words they are
        ("All who were inside the square had refused to disperse (see para. 6 above).", "as a fact what the Government states"),
        ("It is beyond dispute that all who were inside the square had refused to disperse (see para. 6 above).", "as proven"),
        ("Both parties agree that detention for two months was ordered on 30 May (see para. 5 above).", "does not say that"),
        ("The Working Group has verified that a test taken at the school was negative (see para. 4 above).", "as proven"),
        ("The Working Group requests the Government to release Ms. Sarvady without delay.", "finding"),
    ],
)  # fmt: skip
def test_what_sounds_right_and_is_not_is_marked(contested, sentence, reason):
    checked = [s for p in contested.paragraphs(sentence) for s in p.sentences]
    assert [s for s in checked if s.unsupported and reason in s.unsupported], [s.unsupported for s in checked]
    assert not any(s.citations for s in checked if s.unsupported)


@pytest.mark.parametrize(
    "sentence",
    [
        "Protection does not depend on accuracy or good taste [del-31#3].",
        "Consultations with counsel may take place within the sight but not within the hearing of officials [320/2019#42].",
        "As the Working Group has held, anyone arrested on a criminal charge must be brought promptly before a judge [302/2015#32].",
        "The source states that detention for two months was ordered on 30 May 2020 (see para. 5 above).",
        "The source states that a test taken at the school was negative (see para. 4 above).",
        "The Government states that all who were inside the square had refused to disperse (see para. 6 above).",
        "The question to be decided is whether a warrant was issued by a judicial authority and shown at the time of the arrest.",
    ],
)
def test_what_is_said_so_stands(contested, sentence):
    ((checked,),) = (p.sentences for p in contested.paragraphs(sentence))
    assert checked.unsupported is None


def test_of_several_persons_the_one_is_not_told_of_the_other(contested):
    both = replace(contested._case, persons=("Ilka Sarvady", "Emeric Dossa"))
    own = Verifier(both, contested._given, ((), ()), contested._embedder, findings=Findings())
    told = "The source states that Ms. {} was driven to the hall on 14 May (see para. 4 above)."
    assert own.sentence(told.format("Sarvady")).unsupported is None
    assert own.sentence(told.format("Dossa")).unsupported


def test_a_government_that_has_not_replied_has_said_nothing(contested):
    silent = replace(contested._case, replied="no", document=replace(contested._case.document, paragraphs=tuple(
        Paragraph(n, p, (), "The Working Group regrets that the Government has not replied." if p is Part.GOVERNMENT else t)
        for n, p, t in LATE)))  # fmt: skip
    own = Verifier(silent, contested._given, (("9(3)",), ("9",)), contested._embedder, findings=Findings())
    sentence = "The Government admitted before the Working Group that it had not replied."
    assert own.sentence(sentence).unsupported == "tells of a statement of the Government, which has made none"
    assert own.sentence("The Government has not replied.").unsupported is None


RULE = "anyone arrested on a criminal charge must be brought promptly before a judge"


@pytest.mark.parametrize(
    "sentence",
    [
        # words that invoke what has no number
        f"In its opinion concerning a harbour clerk the Working Group held that {RULE} [302/2015#32].",
        f"In another opinion the Working Group held that {RULE} [302/2015#32].",
        f"At its ninety-first session the Working Group held that {RULE} [302/2015#32].",
        f"The so-called clerk judgment settled that {RULE} [302/2015#32].",
        f"{RULE.capitalize()}, as the Working Group’s opinions say [302/2015#32].",
        f"{RULE.capitalize()}, according to roman law [302/2015#32].",
        f"{RULE.capitalize()}, according to all constitutions [302/2015#32].",
        f"As halloran writes, {RULE} [302/2015#32].",
        f"{RULE.capitalize()}, see halloran [302/2015#32].",
        f"{RULE.capitalize()}, cf. the clerk's case [302/2015#32].",
        # bodies and instruments in small letters, or shortened
        f"the human rights committee has held that {RULE} [302/2015#32].",
        f"The Human Rights Committee in Womah v. Ruritania held that {RULE} [302/2015#32].",
        f"The European Court in Womah held that {RULE} [302/2015#32].",
        f"the european court has held that {RULE} [302/2015#32].",
        f"The special rapporteur has said that {RULE} [302/2015#32].",
        f"The echr requires that {RULE} [302/2015#32].",
        f"The convention against torture requires that {RULE} [302/2015#32].",
        f"The mandela rules require that {RULE} [302/2015#32].",
        f"Under principle 11, {RULE} [302/2015#32].",
        f"Under rule sixty-one, {RULE} [302/2015#32].",
        # marks and brackets
        f"{RULE.capitalize()}† [302/2015#32].",
        f"{RULE.capitalize()} (id.) [302/2015#32].",
        f"{RULE.capitalize()} (idem) [302/2015#32].",
        f"{RULE.capitalize()} (per curiam) [302/2015#32].",
        f"{RULE.capitalize()} [302/2015#32](halloran).",
        f"{RULE.capitalize()} 【999/2019#5】 [302/2015#32].",
        f"{RULE.capitalize()} {{999/2019#5}} [302/2015#32].",
        f"{RULE.capitalize()} (999／2019＃5) [302/2015#32].",
        f"{RULE.capitalize()} [1] [302/2015#32].",
        # letters, figures and entities dressed as others
        f"{RULE.capitalize()} [З02/2O15#32].",
        f"{RULE.capitalize()}, as in Nо. 999/2О19 [302/2015#32].",
        f"{RULE.capitalize()}, as in No. ９９９／２０１９ [302/2015#32].",
        f"{RULE.capitalize()}, as in No. 999&sol;2019 [302/2015#32].",
        f"{RULE.capitalize()}, as in No. &amp;#57;99/2019 [302/2015#32].",
        f"{RULE.capitalize()}, as in \u202eNo. 9102/999\u202c [302/2015#32].",
        f"{RULE.capitalize()}, as the Hu\u200bman Ri\u2060ghts Comm\u00adittee says [302/2015#32].",
        # in a quotation
        f"“{RULE.capitalize()} (Opinion No. 999/2019)” [302/2015#32].",
        "It was said that “anyone arrested must see a judge [999/2019#5]” [302/2015#32].",
        f"“{RULE.capitalize()}” (Halloran, 2019) [302/2015#32].",
    ],
)  # fmt: skip
def test_an_authority_dressed_up_is_marked_and_its_name_is_gone(verifier, sentence):
    checked = [s for p in verifier.paragraphs(sentence) for s in p.sentences]
    assert all(s.unsupported and not s.citations for s in checked if re.search(r"[^\W\d_]{4}", s.text))
    left = re.compile(
        r"999|9102|2019|halloran|womah|its opinion|cf\.|session|so-called|constitutions|roman|committee|european|rapporteur|echr|convention|mandela"
        r"|\b11\b|sixty|†|\bid\b|idem|curiam|2O15",
        re.I,
    )
    assert not any(left.search(f"{s.text} {s.unsupported}") for s in checked), checked


@pytest.mark.parametrize(
    "id", ["302/2015＃32", "３０２／２０１５#32", "302/2015#3\u200b2", " 302/2015#32 ", "302/2015#32\u202e"]
)
def test_an_id_that_was_given_is_known_in_other_figures(verifier, id):
    checked = verifier.sentence(clean(f"{RULE.capitalize()} [{id}]."))
    assert checked.unsupported is None and [c.source for c in checked.citations] == ["302/2015#32"]


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("Anyone arrested on a criminal charge must be brought promptly before a prosecutor [302/2015#32].",
         "says “prosecutor” where paragraph 302/2015#32 says “judge”"),
        ("A statement obtained by torture may not be used as evidence against its interrogator or anyone else [305/2014#39].",
         "says “interrogator” where paragraph 305/2014#39 says “author”"),
        ("The source states that on 14 May 2020 police officers went to the flat of Ms. Sarvady.", None),
        ("On 14 May 2020, soldiers came to the flat of Ms. Sarvady and took her away (see para. 4 above).",
         "says “soldiers” where para. 4 of the case says “police officers”"),
        ("On 14 May 2020, soldiers came to the flat of Ms. Sarvady and took her away.",
         "says “soldiers” where para. 4 of the case says “police officers”"),
        ("The Government states that the interrogation of Ms. Sarvady was conducted with a sworn advocate at her side.",
         "says “advocate” where para. 6 of the case says “interpreter”"),
    ],
)  # fmt: skip
def test_a_word_exchanged_for_another_is_named_with_the_other(verifier, sentence, reason):
    assert verifier.sentence(sentence).unsupported == reason


@pytest.mark.parametrize(
    "sentence",
    [
        # a name before or after a rule, a test, a case
        f"The halloran rule is that {RULE} [302/2015#32].",
        f"The harbour clerk principle is that {RULE} [302/2015#32].",
        f"It is elmsworth's rule that {RULE} [302/2015#32].",
        f"The rule in kestrel bay is that {RULE} [302/2015#32].",
        f"Under the presumption of venn, {RULE} [302/2015#32].",
        f"Under the doctrine of prompt presentation in benning, {RULE} [302/2015#32].",
        f"In the leading case, dravik, {RULE} [302/2015#32].",
        f"The Sarvady doctrine is that {RULE} [302/2015#32].",
        f"What has come to be called the ashgrove standard is that {RULE} [302/2015#32].",
        f"In accordance with the principle first stated in marrowby, {RULE} [302/2015#32].",
        # a name that is called
        f"As was held in quellmark, {RULE} [302/2015#32].",
        f"Following the line taken in orrin, {RULE} [302/2015#32].",
        f"As in the matter of tolland, {RULE} [302/2015#32].",
        f"On the authority of the wexcombe judgment, {RULE} [302/2015#32].",
        # who tells, that is not known
        f"Whoever has read penhallow knows that {RULE} [302/2015#32].",
        f"Learned drafters, among them professor ambry, agree that {RULE} [302/2015#32].",
        f"It is trite law that {RULE} [302/2015#32].",
        f"As the bench at cromarty put it, {RULE} [302/2015#32].",
        f"{RULE.rstrip('.')}, as the tribunal of oderberg once put it [302/2015#32].",
        f"The maxim of old lindqvist has it that {RULE} [302/2015#32].",
        f"Practice at cromarty has shown that {RULE} [302/2015#32].",
    ],
)
def test_a_name_in_small_letters_is_known_by_where_it_stands(verifier, sentence):
    checked = [s for p in verifier.paragraphs(sentence) for s in p.sentences]
    assert [s.unsupported for s in checked] == ["names an authority that was not given"]
    left = re.compile(
        r"halloran|clerk|elmsworth|kestrel|venn|benning|dravik|Sarvady|ashgrove|marrowby|quellmark|orrin|tolland|wexcombe|penhallow|ambry"
        r"|trite|cromarty|lindqvist|oderberg"
    )
    assert not any(left.search(s.text) for s in checked)


@pytest.mark.parametrize(
    ("sentence", "evidence"),
    [
        ("The general rule is that liberty comes first.", ""),
        ("As the Working Group has found, liberty comes first.", ""),
        ("As the guard at the harbour put it, liberty comes first.", "A guard stood at the harbour."),
        ("Liberty comes first, as the Working Group has found.", ""),
        ("Under the principle of proportionality, detention must be necessary.", ""),
        ("The presumption of innocence was not respected in that case, however.", ""),
        ("The rule of silence binds the guards.", "Silence binds all guards."),
        ("The harbour rule is that no boat leaves.", "The rule of the harbour forbids it."),
        ("As was held in the provincial court, no boat leaves.", "The court of the province held so."),
        ("The Working Group has held that detention must be necessary.", ""),
        ("Since 8 October 2018 no boat has left.", ""),
        ("A longer delay requires that counsel be heard.", "A longer delay is exceptional."),
    ],
)
def test_ordinary_words_and_those_that_it_rests_on_name_nothing(sentence, evidence):
    assert without_authorities(sentence, Given((), (), "", (evidence,))) == (sentence, False)


def test_a_word_of_all_that_was_read_names_no_rule_but_may_stand_elsewhere():
    given = Given((), (), "", ("No boat leaves.",), common={"harbour"})
    assert without_authorities("The harbour rule is that no boat leaves.", given)[1]
    assert not without_authorities("Under harbour law no boat leaves.", given)[1]
    assert without_authorities("Under halloran no boat leaves.", given)[1]


@pytest.mark.parametrize(
    "tail",
    [
        # nothing but a name, after whatever mark
        *(f"{mark}halloran" for mark in (", ", "; ", ": ", " — ", " - ", " | ", " {", " /", " ~", " @", "^")),
        ", arrêt halloran",
        # in other languages and scripts
        " (avis no 12)",
        ", avis nº 12/2019",
        ", délibération no 9",
        ", observation générale no 35",
        ", dictamen núm. 12",
        ", opinión número 12",
        ", observación general núm. 35",
        ", мнение халлоран",
        ", 意见第12号",
        # a number in words, a link in HTML
        " twelve / two thousand nineteen",
        " <a href='x'>halloran</a>",
    ],
)
def test_what_is_set_behind_a_sentence_is_no_part_of_it(verifier, tail):
    case = replace(
        verifier._case, title="Ilka Sarvady (Veldania), 9 12 35 2019"
    )  # figures of the case hide no authority
    own = Verifier(case, verifier._given, (("9(3)",), ("9",)), verifier._embedder, findings=Findings())
    checked = [s for p in own.paragraphs(f"{RULE.capitalize()}{tail} [302/2015#32].") for s in p.sentences]
    assert checked and all(s.unsupported and not s.citations for s in checked)
    assert tail.startswith(" <a") or not re.search(
        r"halloran|12|35|avis|opini|мнение|意见|twelve", " ".join(s.text for s in checked)
    )


def test_a_quotation_of_several_sentences_is_checked_in_each(verifier):
    whole = f"“{STANDARD[:-1]} [302/2015#32]. {TORTURE}” [305/2014#39]"
    said = f"“{RULE.capitalize()}. Anyone arrested on a criminal charge must see a judge. {RULE.capitalize()}” [302/2015#32]."
    middle = [s for p in verifier.paragraphs(said) for s in p.sentences][1]
    assert middle.text.startswith("“") and "word for word" in middle.unsupported
    both = [s for p in verifier.paragraphs(whole) for s in p.sentences]
    assert [(s.text[0], s.text[-1], s.unsupported) for s in both] == [("“", "”", None)] * 2
    open_ = verifier.paragraphs(f"“{RULE.capitalize().replace('promptly', 'speedily')} [302/2015#32].")
    assert "word for word" in open_[0].sentences[0].unsupported
