import pytest

from assistant.case import case_from_text
from assistant.composing.outcome import decide

CASE = """1. The communication was transmitted to the Government of Veldania on 4 May 2021. The Government replied on 2 July 2021.
Communication from the source
2. Ilka Sarvady was arrested on 1 March 2020. The source claims that no warrant was shown.
Response from the Government
3. {answer}
Further comments from the source
4. In its comments of 2 August 2021, the source {comments}.
"""
DETAILED = (
    "A warrant of 28 February 2020, of which a copy is annexed, was shown at 9.15 a.m. and bears her signature. The register "
    "has her before the judge on 2 March 2020 at 10 a.m. The minutes of 3 March and the recording of 5 March are enclosed."
)


@pytest.mark.parametrize(
    ("answer", "comments", "reason"),
    [
        (DETAILED, "does not contest the copy", "The Government answers"),
        (DETAILED, "insists on all that it has said", "The Government answers"),  # and it has told more than the source
        ("The Government rejects all allegations, which are without any foundation in fact or in law, and recalls that its "
         "courts are independent.", "does not contest the law", "The submissions do not carry"),
        ("She was set free on 3 June 2021.", "is glad of it", "The submissions do not carry"),
        ("She was set free on 3 June 2021.", "does not oppose the closing of the case", "The person has been released"),
    ],
)  # fmt: skip
def test_reason_of_the_outcome_where_no_issue_is_spotted(answer, comments, reason):
    case = case_from_text(CASE.format(answer=answer, comments=comments))
    assert decide(case, ()).reasons[0].startswith(reason)
