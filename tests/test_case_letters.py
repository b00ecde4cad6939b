"""What a letter tells of persons, State and reply, where nothing stands under a heading of the house."""

import pytest

from assistant.case import ACCOUNT, NO_SOURCE, case_from_text
from assistant.model import Found
from assistant.submissions.words import submission_words
from index.model import Category, Part

LETTER = """To the Working Group on Arbitrary Detention

I write about my {who}. {told}

He was arrested on 4 May 2021 at home and no warrant was shown to him or to his parents, who asked for one at the door.

{reply}

Anna Morel
"""
WHO = "uncle, Pavo de la Rive, who is 61 years old and a citizen of Ardenia"
PASSED = "You sent my letter to the Government of Ardenia on 2 May 2022 and asked for its observations. "


def letter(who=WHO, told="He is a baker.", reply=""):
    return case_from_text(LETTER.format(who=who, told=told, reply=reply))


@pytest.mark.parametrize(
    ("reply", "replied"),
    [
        (PASSED + "I am told that no reply was received within the sixty days.", "no"),
        (PASSED + "It let the time limit of sixty days pass.", "no"),
        (PASSED + "The deadline passed without a word.", "no"),
        (PASSED + "To this day it has not answered.", "no"),
        ("I wrote to the Government of Ardenia and to the prosecutor. No reply was received.", None),
        (
            "The authorities gave no reason for it. The Government of Ardenia lets every time limit of its courts pass.",
            None,
        ),
        ("The Government has not replied.", "no"),
        ("Your office wrote to the Government in August. To this day there has been no answer from it.", "no"),
        ("The Government of Ardenia was asked by you in June and has let the sixty days pass.", "no"),
        ("The Government has sent you its answer on 4 May 2023, inside the time.", "yes"),
        ("The Government answered you on 5 May 2023, after the deadline.", "late"),
        ("The Government asked you for an extension of one month.", None),
        ("We asked the prosecutor for an answer. He gave no reply. The Government of Ardenia changed in June.", None),
    ],
)
def test_a_reply_that_never_came_is_told_in_passing(reply, replied):
    assert letter(reply=reply).replied == replied


@pytest.mark.parametrize(
    ("replied", "told"),
    [
        ("no", (
            "The Government hasn't answered you.", "The Government never replied to the Working Group.", "The Government left your letter unanswered.",
            "The Government failed to respond within the sixty days.", "We understand that you haven't received an answer from the Government.",
            "The Government chose not to reply to your letter.", "The Government has yet to reply to the Working Group's letter.",
            "The Government asked the Working Group for more time and then did not reply.", "The Government still owes you an answer.",
            "The Government acknowledged receipt of the Working Group's letter but never replied.", "The Government was given its sixty days. It sent nothing.",
            "You wrote to the authorities of Ardenia and they never replied to you.", "The deadline for the Government to answer you came and went.",
        )),
        ("yes", (
            "The Government told you that he had been lawfully arrested.", "You sent my letter to the Government and they wrote back on 3 July.",
            "The Government replied to the Working Group, but did not answer the question why he was arrested.",
            "The Government did answer you, but not on the torture.", "In its answer to you the Government says that he is a terrorist.",
            "The Government asked the Working Group for an extension and replied within the extended time.",
        )),
        ("late", (
            "The Government replied to you, but too late.", "The Government sent you an answer only after the sixty days were over.",
            "The Government did not reply to the Working Group within the time limit. It answered on 3 December 2020.",
            "The Government let the time limit pass and replied to you on 5 January.", "The Government's reply to you was late.",
        )),
        (None, (
            "He wrote to the Government of Ardenia and got no reply.", "The prosecutor has not answered our complaint.",
            "I do not know whether the Government has answered you.", "Has the Government answered you?", "The Government ignored the court's order.",
        )),
    ],
)  # fmt: skip
def test_a_reply_is_told_in_many_words(replied, told):
    assert {text: letter(reply=text).replied for text in told} == dict.fromkeys(told, replied)


@pytest.mark.parametrize(
    ("replied", "answers"),
    [
        ("no", (
            "The Government never replied.", "It hasn't answered.", "No response was received.", "None.", "The source is not aware of any reply.",
            "By note verbale the Permanent Mission presents its compliments and acknowledges receipt of the communication.",
            "By note verbale of 3 May 2020 the Permanent Mission acknowledged receipt. It has not commented on the allegations since.",
            "The Government requested more time on 3 May 2020 and did not reply thereafter.",
        )),
        ("yes", (
            "The Government replied in part: it says that he was lawfully arrested, and does not answer the allegation of torture.",
            "He was lawfully arrested. The lawyer has not answered the letters of the court.",
            "The Government explained that it had not answered the family's letters because they were abusive. He was lawfully held.",
            "The note verbale of 3 July 2020 says that he was lawfully convicted.",
        )),
        ("late", ("The Government did not reply in time. In its late reply it states that he was tried fairly.",
                  "The Government submitted its response on 3 December 2020, that is, late. It denies everything.")),
    ],
)  # fmt: skip
def test_a_note_without_substance_is_no_reply(replied, answers):
    text = "Communication from the source\n\n1. He was held.\n\nResponse from the Government\n\n2. {}\n"
    assert {a: case_from_text(text.format(a)).replied for a in answers} == dict.fromkeys(answers, replied)


@pytest.mark.parametrize(
    ("answer", "replied"),
    [
        ("On 19 May 2023, that is, after the time limit, the Permanent Mission sent a note. In it, the Government states that he "
         "is treated well.", "late"),
        ("The Government asked for an extension after the expiry of the time limit, which was refused. It has submitted no "
         "observations since.", "no"),
        ("The Government asked for an extension on 3 May 2023 and replied on 19 May 2023. It states that he is free.", "yes"),
        ("The reply is dated 3 May 2023. The Government denies the allegations; there was no reply to the letters of the "
         "family because none arrived.", "yes"),
    ],
)  # fmt: skip
def test_what_stands_under_the_government_s_heading_is_no_reply_by_itself(answer, replied):
    text = f"Communication from the source\n\n1. He was held.\n\nResponse from the Government\n\n2. {answer}\n"
    assert case_from_text(text).replied == replied


def test_the_person_and_the_state_of_a_letter_are_found():
    case = letter(reply=PASSED)
    assert (case.persons, case.state) == (("Pavo de la Rive",), "Ardenia")
    assert case.title == "Communication concerning Pavo de la Rive (Ardenia)"


def test_nobody_is_taken_for_the_person_concerned_without_being_introduced():
    case = letter(who="uncle", told="The Ministry of Justice knows of it, and so does Judge Karl Brenn.")
    assert case.persons == () and case.title == "pasted text"


@pytest.mark.parametrize(
    ("opening", "persons", "state"),
    [
        ("Concerning: Ms. Lucía Quiroga Ibáñez\n\nState: Republic of Tarapaya", ("Lucía Quiroga Ibáñez",), "Republic of Tarapaya"),
        ("Communication on behalf of ʿAbd al-Raḥmān ibn Yūsuf (also known as \"Abu Yusuf\") and Gulnara Temirovna Asan-de la Cruz",
         ("ʿAbd al-Raḥmān ibn Yūsuf", "Gulnara Temirovna Asan-de la Cruz"), None),
        ("COMMUNICATION CONCERNING FOUR MEMBERS OF A UNION (KASTORIA)", (), "Kastoria"),
        ("Complaint in the case of Jan Kowal", ("Jan Kowal",), None),
        ("Re: Detention of Mr. Jan Kowal and Ms. Ewa Kowal in the Republic of Ardenia", ("Jan Kowal", "Ewa Kowal"),
         "Republic of Ardenia"),
    ],
)  # fmt: skip
def test_labels_and_opening_lines_name_persons_and_state(opening, persons, state):
    case = case_from_text(
        f"{opening}\n\nSubmissions from the source\n\n1. They were held.\n\n2. No warrant was shown.\n"
    )
    assert (case.persons, case.state) == (persons, state)


def test_several_persons_are_those_whom_one_account_introduces():
    told = (
        "This communication concerns Nikos Arvanas, 52, president of the Dock Workers' Union, Markos Lambros, a crane operator, "
        "and Dimitra K., a schoolgirl aged 16."
    )
    case = case_from_text(
        f"Submissions from the source\n\n1. {told}\n\n2. A certificate was drawn up by Fanta Koroma, a doctor.\n"
    )
    assert case.persons == ("Nikos Arvanas", "Markos Lambros", "Dimitra K.")


def test_the_government_is_no_state():
    told = "I write about my cousin, Jan Kowal, a baker.\n\nHe lives in Lund, Republic of Ardenia."
    assert case_from_text(f"{told}\n\nThe Government has not answered.").state != "The Government"


def test_a_form_asks_for_the_parts_of_a_name_and_numbers_its_questions():
    form = "1. Family name: Kowal\n\n2. First name: Jan\n\n3. Country: Ardenia (a party since 1979)\n\n4. Date of arrest: 3 May 2021\n"
    case = case_from_text(form)
    assert (case.persons, case.state) == (("Jan Kowal",), "Ardenia")


def test_a_letter_introduces_persons_by_an_age_in_brackets_or_by_saying_for_whom_it_is():
    named = "We are relatives of two people in the State of Ardenia Minor: Mr. Jan Kowal (24 years, student) and Ms. Ewa Lis (born 1960)."
    case = case_from_text(f"Dear Sirs,\n\n{named}\n\nThey were taken away.")
    assert (case.persons, case.state) == (("Jan Kowal", "Ewa Lis"), "Ardenia Minor")
    assert case_from_text("I write for Mrs. Ewa Lis and her two children.\n\nThey are held.").persons == ("Ewa Lis",)


def test_an_honorific_is_no_part_of_the_name():
    text = "Opinion concerning Ms. Irena Vašková (Moravonia)\n\nCommunication from the source\n\n1. She was held.\n\n2. No warrant."
    assert case_from_text(text).persons == ("Irena Vašková",)


@pytest.mark.parametrize(
    ("said", "party"),
    [
        ("Ardenia ratified the Covenant in 1988.", True),
        ("Ardenia has neither signed nor ratified the International Covenant on Civil and Political Rights.", False),
        ("Ardenia acceded to the Covenant in 1996, and to the Convention against Torture in 2001.", True),
        ("Article 9 of the Covenant was breached.", None),
    ],
)
def test_the_source_may_say_whether_the_state_has_joined_the_covenant(said, party):
    assert letter(told=said, reply=PASSED).state_party is party


def test_a_typed_footnote_is_nobody_s_paragraph():
    text = "Allegations by the source\n\nShe wrote a book¹ of 12 m².\n\nObservations of the Government\n\nIt is banned.\n\n¹ Third edition.\n"
    case = case_from_text(text)
    assert [(p.part, p.text) for p in case.document.paragraphs] == [
        (Part.SOURCE, "She wrote a book of 12 m²."),
        (Part.GOVERNMENT, "It is banned."),
    ]
    note = case.document.paragraphs[0].footnotes[0]
    assert (note.mark, note.text, note.offset) == ("1", "Third edition.", 16)


@pytest.mark.parametrize(
    ("told", "date"),
    [
        ("He was stopped by a patrol on 17.06.2021.", "arrest: 17.06.2021"),
        ("She was arrested on 2022-01-17.", "arrest: 2022-01-17"),
        ("On January 14th, 2022, he was taken away.", "arrest: January 14th, 2022"),
        ("Mr. Rive, born on 30 April 1990, was detained on 2 June 2023.", "arrest: 2 June 2023"),
        ("In its comments of 20 July 2023, the source says that he was before a judge on 8 September 2021.", "judge: 8 September 2021"),
        ("He was not brought before any judge until 2 March 2023.", "judge: 2 March 2023"),
        ("Others blocked the quay on 2 June 2022; none was arrested.", None),
    ],
)  # fmt: skip
def test_the_date_of_an_event_is_its_own(told, date):
    found = case_from_text(f"Submissions from the source\n\n1. {told}\n\n2. No more is known.\n").dates
    assert found == ((Found(date, 1),) if date else ())


def test_a_charge_that_was_never_brought_is_none():
    text = "Submissions from the source\n\n1. He has never been charged with any offence.\n\n2. She was charged with theft.\n"
    assert [c.text for c in case_from_text(text).charges] == ["charged with theft"]


def test_a_letter_argues_where_it_tells():
    case = letter(told="He stood on the bridge with a placard, and this is why he is in prison.")
    assert case.pleaded == (Category.II,)
    assert letter(told="He owes money to the bank, and this is why he is in prison.").pleaded == ()


def test_a_law_ends_before_the_next_is_named():
    text = "Submissions from the source\n\n1. He was tried under section 317 of the Penal Code and Act No. 412/2005.\n\n2. No more.\n"
    assert [p.text for p in case_from_text(text).provisions] == ["section 317 of the Penal Code"]


def test_numbers_in_brackets_are_those_of_paragraphs():
    text = "Submissions from the source\n\n[1] He was held.\n\n[2] No warrant was shown.\n\n[3] He is ill.\n"
    paragraphs = case_from_text(text).document.paragraphs
    assert [(p.number, p.text) for p in paragraphs] == [
        (1, "He was held."),
        (2, "No warrant was shown."),
        (3, "He is ill."),
    ]


def test_the_words_by_which_a_case_is_read_are_whole():
    assert all(getattr(submission_words(), name) for name in type(submission_words()).model_fields)


UNDIVIDED = (
    "Dear Working Group,\n\nI write about my brother Ilka Sarvady of Dolmo in Veldania.\n\nHe was taken on 3 May 2020 by the police. "
    "No warrant was shown.\n\n{}\n\nThe Government says that he was lawfully arrested and that a judge decided on 5 May 2020.\n"
)


@pytest.mark.parametrize(
    "heading",
    ["Response from the Government", "What the Government says", "From the Government's answer of 2 March 2020 (our summary)",
     "What came back from the authorities"],
)  # fmt: skip
def test_before_the_government_s_heading_the_source_speaks_though_no_heading_says_so(heading):
    case = case_from_text(UNDIVIDED.format(heading))
    assert [p.part for p in case.document.paragraphs] == [Part.SOURCE, Part.SOURCE, Part.GOVERNMENT]
    assert case.replied == "yes" and ACCOUNT in case.document.warnings


def test_what_the_source_says_to_the_answer_may_be_headed_in_plain_words():
    case = case_from_text(UNDIVIDED.format("What they wrote") + "\nWhat I say to it\n\nHe never saw the judge.\n")
    assert [p.part for p in case.document.paragraphs][2:] == [Part.GOVERNMENT, Part.COMMENTS]


def test_the_preamble_of_an_opinion_is_no_account():
    text = (
        "1. In accordance with its methods of work, the Working Group transmitted a communication to the Government.\n\n"
        "Response from the Government\n\n2. The arrest was lawful, the Government states.\n"
    )
    case = case_from_text(text)
    assert [p.part for p in case.document.paragraphs] == [Part.PREAMBLE, Part.GOVERNMENT]
    assert NO_SOURCE in case.document.warnings


@pytest.mark.parametrize(
    ("told", "state"),
    [
        ("The communication was sent to the Government of Ardenia. The Government did not reply.", "Ardenia"),
        (
            "The communication was sent to the Government of St. Orla and Ardenia. It did not reply.",
            "St. Orla and Ardenia",
        ),
    ],
)
def test_a_full_stop_ends_the_name_of_a_state(told, state):
    assert case_from_text(f"{told}\n\nMs. Ada Ferrin was arrested on 3 May 2020.").state == state
