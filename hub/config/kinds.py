"""The kinds of pages, decided by the folder a page stands in."""

from __future__ import annotations

from enum import Enum


class Kind(Enum):
    """What a page is, decided by the folder it stands in."""

    SOP = "sop"
    FAQ = "faq"
    DECISION = "decision"
    LESSON = "lesson"
    PATH = "path"
    PAGE = "page"

    @classmethod
    def of(cls, path: str) -> Kind:
        """The kind of the page at ``path``, relative to the content folder."""
        folder, slash, _ = path.partition("/")
        return _FOLDERS.get(folder, cls.PAGE) if slash else cls.PAGE

    @property
    def label(self) -> str:
        """The word that readers see."""
        return {"sop": "SOP", "faq": "FAQ"}.get(self.value, self.value.capitalize())


_FOLDERS = {
    "sops": Kind.SOP,
    "faqs": Kind.FAQ,
    "decisions": Kind.DECISION,
    "lessons": Kind.LESSON,
    "paths": Kind.PATH,
}
