"""Opinions without headings, corrigenda, and texts in another language: what they are, and whose words they hold."""

from __future__ import annotations

from datetime import date

from index.model import AUTHORITY_PARTS, Category, Document, Kind, Part
from index.parsing import parse
from index.plain_text import read_text

HEAD = (
    "OPINION No. 12/2008 (INVENTED STATE)",
    "Communication: addressed to the Government on 1 March 2008.",
    "Concerning: Mr. Aro Belin and Ms. Mila Aster.",
    "The State is not a party to the International Covenant on Civil and Political Rights.",
)
BODY = (
    "The Working Group was established by resolution 1991/42 of the Commission on Human Rights.",
    "The Working Group believes that it is in a position to render an opinion on the facts and circumstances of the case.",
    "According to the source, Mr. Belin, a journalist, was arrested on 3 May 2007.",
    "He was held for forty days in a military barracks.",
    "The source argues that the Working Group considers military courts incompetent to try civilians.",
    "In its reply, the Government states that Mr. Belin was arrested for espionage.",
    "The accused was given a fair hearing before an independent court.",
    "The Working Group considers that this point needs no answer.",
    "Nobody has shown why a journalist should be tried by officers.",
    "The Working Group takes note of the information provided by the Government that the trial was public.",
    "The Working Group finds that the Government has not explained why counsel was refused to Mr. Belin.",
    "In the present case, the Working Group considers that the trial violated article 10 of the Universal Declaration.",
    "In the light of the foregoing, the Working Group renders the following opinion:\n\n"
    "The deprivation of liberty of Mr. Aro Belin is arbitrary, being in contravention of articles 9 and 10 of the "
    "Universal Declaration of Human Rights, and falls within category III of the categories applicable to it.",
    "Consequent upon the opinion rendered, the Working Group requests the Government to remedy the situation.",
)


def older(*body: str, head: tuple[str, ...] = HEAD) -> Document:
    numbered = (f"{number}. {text}" for number, text in enumerate(body, 1))
    text = "\n\n".join([*head, *numbered, "Adopted on 9 May 2008."])
    return parse(read_text(text), file="older.txt", digest="0" * 64)


def authority(document: Document) -> list[int]:
    return [p.number for p in document.paragraphs if p.part in AUTHORITY_PARTS]


def test_opinion_without_headings_is_an_opinion() -> None:
    document = older(*BODY)
    assert (document.kind, document.number, document.adopted) == (Kind.OPINION, "12/2008", date(2008, 5, 9))
    assert (document.state, document.state_party) == ("Invented State", False)
    assert document.persons == ("Mr. Aro Belin", "Ms. Mila Aster")
    assert document.disposition is not None
    assert (document.disposition.outcome, document.disposition.categories) == ("arbitrary", (Category.III,))
    assert document.disposition.udhr == ("9", "10")
    assert all(p.headings == () for p in document.paragraphs)


def test_opinion_without_headings_or_blank_lines() -> None:
    lines = [*HEAD, *(f"{number}. {text}" for number, text in enumerate(BODY, 1)), "Adopted on 9 May 2008"]
    document = parse(read_text("\n".join(lines)), file="older.txt", digest="0" * 64)
    apart = older(*BODY)
    assert document.adopted == apart.adopted
    assert [(p.part, p.text.split()) for p in document.paragraphs] == [
        (p.part, p.text.split()) for p in apart.paragraphs
    ]


def test_only_what_is_surely_its_own_reasoning_is_authority() -> None:
    document = older(*BODY)
    parts = [p.part for p in document.paragraphs]
    assert parts[:2] == [Part.PREAMBLE] * 2
    assert parts[2:5] == [Part.SOURCE] * 3
    assert parts[5:7] == [Part.GOVERNMENT] * 2
    assert authority(document) == [11, 12]
    assert parts[12:] == [Part.DISPOSITION] * 2
    assert any("surely the Working Group’s reasoning are paragraphs 11, 12" in w for w in document.warnings)


def test_a_party_that_speaks_of_the_working_group_is_no_authority() -> None:
    for last in (
        "For the source, the Working Group finds such trials unlawful.",
        "The Working Group must find the detention arbitrary.",
        "The Working Group cannot examine the case.",
        "The Working Group considers in its constant jurisprudence that military courts may not try civilians.",
        "The Working Group notes that, according to the source, he was beaten.",
        "The Working Group notes that officers beat him.",
        "As reported, the Working Group finds that officers beat him.",
        "The Working Group finds that, as claimed, no warrant was shown.",
        "The Working Group considers him a spy, as the prosecutor said.",
        "The Working Group finds as follows.\n\nHe was beaten by officers.",
        "The Working Group has considered such courts incompetent.",
        "The Working Group observes, in the Government’s view, the rights of all.",
    ):
        document = older(*BODY[:7], last, *BODY[12:])
        assert document.kind is Kind.OPINION
        assert authority(document) == [], last
        assert any("none of it is authority" in w for w in document.warnings)


def test_own_reasoning_may_have_items_and_speak_of_opinion() -> None:
    for last in (
        "The Working Group concludes that the trial was unfair:\n\n(a) There was no counsel;\n\n(b) There was no judge.",
        "The Working Group is of the view that detention for a peaceful opinion violates article 19 of the Covenant.",
    ):
        assert authority(older(*BODY[:7], last, *BODY[12:])) == [8]


def test_words_before_any_party_speaks_are_no_reasoning() -> None:
    assert authority(older(*BODY[:2], *BODY[12:])) == []


def test_a_request_for_an_opinion_is_none() -> None:
    asked = "The source requests that the Working Group renders the following opinion: the detention is arbitrary."
    document = older(*BODY[:6], asked)
    assert document.kind is Kind.CASE
    assert authority(document) == []


def test_corrigendum_does_not_pass_for_the_opinion() -> None:
    head = ("A/HRC/WGAD/2018/30/Corr.1", "Opinion No. 30/2018 concerning Aro Belin (Invented State)", "Corrigendum")
    document = older("Paragraph 12", "For three years read four years.", head=head)
    assert (document.kind, document.number) == (Kind.CASE, None)
    assert "a corrigendum to A/HRC/WGAD/2018/30, not that document itself" in document.warnings
    whole = older(*BODY, head=(*HEAD, "Corrigendum"))
    assert (whole.kind, whole.number) == (Kind.CASE, None)


FRENCH = (
    "Le Groupe de travail sur la détention arbitraire a été créé par la Commission dans sa résolution 1991/42.",
    "Conformément à ses méthodes de travail, il a transmis au Gouvernement une communication le 6 février 2018.",
    "Le requérant a été arrêté à son domicile par des agents des services de sécurité, qui n’ont présenté aucun mandat "
    "d’arrêt et ne lui ont pas expliqué les motifs de son arrestation ni permis de voir son avocat ou sa famille.",
    "Compte tenu de ce qui précède, le Groupe de travail rend l’avis suivant : la privation de liberté est arbitraire.",
)
SPANISH = (
    "El Grupo de Trabajo sobre la Detención Arbitraria fue establecido por la Comisión de Derechos Humanos, que prorrogó "
    "y aclaró su mandato. Conforme a sus métodos de trabajo, transmitió al Gobierno una comunicación, y este no respondió.",
    "El detenido fue arrestado en su casa por agentes que no mostraron ninguna orden ni le explicaron los motivos de la "
    "detención, y permaneció incomunicado durante cuarenta días sin ver a su abogado ni a su familia en el cuartel.",
)
RUSSIAN = (" ".join(["Рабочая группа по произвольным задержаниям была учреждена Комиссией по правам человека."] * 9),)


def test_text_in_another_language_says_so() -> None:
    said = "the text is not in English; only English documents are understood"
    for body in (FRENCH, SPANISH, RUSSIAN):
        assert older(*body, head=()).warnings[0] == said
    assert said not in older(*BODY).warnings
    assert said not in older(*BODY, *FRENCH, *SPANISH).warnings  # an English opinion that quotes at length
    assert said not in older("Privé de liberté.", head=()).warnings  # too short to tell
