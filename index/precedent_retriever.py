"""The search as a LangChain retriever, for chains of others; a module of its own, since the library takes long to load."""

from __future__ import annotations

from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document as LangChainDocument
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from index.corpus import Corpus
from index.model import Filters, Passage
from index.retrieval import search


class PrecedentRetriever(BaseRetriever):
    """The same search as a LangChain retriever."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    corpus: Corpus
    k: int = 10
    filters: Filters = Filters()

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[LangChainDocument]:
        return [_langchain(p) for p in search(self.corpus, query, self.k, self.filters)]


def _langchain(passage: Passage) -> LangChainDocument:
    metadata: dict[str, Any] = {
        "document": passage.document,
        "paragraph": passage.paragraph,
        "part": passage.part.value,
        "category": passage.category.value if passage.category else None,
        "citation": passage.citation,
        "score": passage.score,
        "adopted": passage.adopted.isoformat() if passage.adopted else None,
    }
    return LangChainDocument(id=passage.id, page_content=passage.text, metadata=metadata)
