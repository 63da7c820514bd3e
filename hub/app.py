"""The hub, put together: the one place that chooses folders, caches and the day.

Everything else receives what it needs. Faces (command line, site builder, server) open a
``Hub`` and ask it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from hub.config import FILE_NAME, HubConfig, load_config
from hub.config.machine import cache_dir_of, state_dir_of
from hub.config.places import content_folder, repository_around, root_of
from hub.content.change import Change
from hub.content.library import Library
from hub.content.lint.baseline import Baseline, read_baseline, write_baseline
from hub.content.lint.finding import Finding, LintRun
from hub.content.lint.judging import judge
from hub.content.lint.rule import Rule, Subject
from hub.content.lint.rules import ADJUSTABLE, RULES, refusals, rules_named
from hub.content.reading import read_library
from hub.content.remembered import PageMemory
from hub.errors import ConfigError, ContentError, Problem, did_you_mean
from hub.history import Author, EarlierVersions, History, changes_since, read_history
from hub.people import People
from hub.period import Window
from hub.report.codeowners_file import CodeownersFile, codeowners_file
from hub.site.builders import site_builder
from hub.site.wording import WORDING
from hub.trust.assessment import Assessment
from hub.trust.freshness import Evidence
from hub.trust.timeline import stale_spans

if TYPE_CHECKING:
    from hub.search.indexes import Indexes
    from hub.search.searcher import Searcher
    from hub.site.edition import Edition
    from hub.usage.measuring import HubUsage
    from hub.usage.scope import Scope

Progress = Callable[[str, int, int], None]
"""Told the stage of long work, how much of it is done and how much there is."""

USUAL_DAYS = 90
"""Days of use that a site and a review queue look back on."""


class Hub:
    """A content folder with its configuration and its history, on a given day.

    Args:
        root: Folder of ``hub.yml``.
        folder: The content folder.
        config: The configuration.
        today: The day on which everything is judged.
        is_day_chosen: Whether somebody asked for that day; a site then stays as on that day.
        cache_dir: Where to remember what git said; None remembers nothing.
        remember_pages: Whether pages may be remembered there, too, as they were read; never for
            a site.
        progress: Told how long work goes on.
    """

    def __init__(
        self,
        *,
        root: Path,
        folder: Path,
        config: HubConfig,
        today: dt.date,
        is_day_chosen: bool = False,
        cache_dir: Path | None = None,
        remember_pages: bool = False,
        progress: Progress | None = None,
    ) -> None:
        self.root = root
        self.folder = folder
        self.config = config
        self.today = today
        self.is_day_chosen = is_day_chosen
        self.people = People(config)
        self._cache_dir = cache_dir
        self._page_memory = PageMemory(cache_dir) if cache_dir and remember_pages else None
        self.progress: Progress = progress or (lambda _stage, _done, _all: None)

    @property
    def repository(self) -> Path:
        """Top folder of the repository around the pages; the root where there is none."""
        return repository_around(self.folder) or self.root

    @cached_property
    def library(self) -> Library:
        """All pages, whoever may read them."""
        library = read_library(
            self.folder,
            self.config,
            repository=self.repository,
            memory=self._page_memory,
            on_page=lambda done, all_: self.progress("files", done, all_),
        )
        if self._page_memory is not None:
            self._page_memory.save()
        return library

    @cached_property
    def history(self) -> History:
        """What git says about the pages and the texts that they include."""
        included = {
            path for page in self.library.pages.values() for path in self.library.included(page)
        }
        return read_history(
            self.folder,
            [*self.library.pages, *sorted(included - self.library.pages.keys())],
            identity=self.identity,
            cache_dir=self._cache_dir,
            progress=self.progress,
        )

    @cached_property
    def _versions(self) -> EarlierVersions:
        """Earlier versions of the pages, read when a site tells what changed."""
        return EarlierVersions(self.folder, self.root)

    def identity(self, author: Author) -> str:
        """One name for the person behind a commit's author."""
        return self.people.identity(author.name, author.email)

    def changes_since(self, revision: str) -> Change:
        """What differs between an earlier revision and the pages as they stand.

        Args:
            revision: A branch, tag or commit.

        Raises:
            HistoryError: When there is no such revision or git can't answer.
        """
        return changes_since(
            revision, self.library, folder=self.folder, root=self.root, config=self.config
        )

    @property
    def reader_key_file(self) -> Path:
        """Where the key lies with which readers are told apart: never inside the hub."""
        return state_dir_of(self.folder) / "readers.json"

    def assess(self, audience: str | None = None) -> Assessment:
        """Judge all pages, or those that exist for one audience.

        Raises:
            ConfigError: When the hub has no such audience.
        """
        library = self.library
        if audience is not None:
            self.check_audiences([audience])
            library = library.for_audience(audience)
        return Assessment(
            Evidence(
                library=library,
                history=self.history,
                config=self.config,
                people=self.people,
                today=self.today,
                is_day_chosen=self.is_day_chosen,
            )
        )

    def edition(self, audience: str) -> Edition:
        """Everything that one audience's site is made of.

        Raises:
            ConfigError: When the hub has no such audience.
            ContentError: When something could be shown to the wrong people.
        """
        # Late, because a command that shows no site need not wait for all that is in one.
        from hub.site.edition import Edition  # noqa: PLC0415 (late, as said above)

        self.check_audiences([audience])
        self.refuse_unsafe()
        return Edition(
            audience=audience,
            assessment=self.assess(audience),
            whole=self.library,
            people=self.people,
            versions=self._versions,
            uptake=self.usage.for_site(audience, self.usual_window),
        )

    @property
    def usual_window(self) -> Window:
        """The days of use that are looked at where nobody names others; the last is today."""
        return Window(self.today - dt.timedelta(days=USUAL_DAYS - 1), self.today)

    @cached_property
    def usage(self) -> HubUsage:
        """Where the use of the pages is kept, and how it is measured."""
        # Late, because most commands need no store.
        from hub.usage.measuring import HubUsage  # noqa: PLC0415 (late, as said above)

        return HubUsage(self.config.storage.events, self.root, self._usage_scope)

    def searcher(self, audience: str | None) -> Searcher:
        """Search the pages of an audience; the index is brought up to date first.

        Args:
            audience: Whose pages; None for all.

        Raises:
            ConfigError: When the hub has no such audience.
            SearchError: When the index can't be used.
        """
        from hub.search.catalogue import Catalogue  # noqa: PLC0415 (late, as in indexes)

        assessment = self.assess(audience)
        verdicts = assessment.verdicts.items()
        settings = site_builder().settings(self.root)
        catalogue = Catalogue(
            library=assessment.library,
            config=self.config,
            people=self.people,
            history=self.history,
            states={path: verdict.freshness.value for path, verdict in verdicts},
            state_labels={state.value: words.label for state, words in WORDING.items()},
            solved=self._solved(audience),
            directory_urls=settings is None or settings.directory_urls,
        )
        return self.indexes.searcher(audience, catalogue)

    @cached_property
    def indexes(self) -> Indexes:
        """Where the words of the pages are kept, to be found."""
        # Late, because most commands search nothing.
        from hub.search.indexes import Indexes  # noqa: PLC0415 (late, as said above)

        return Indexes(self.config.search, self._cache_dir, self.progress)

    def _solved(self, audience: str | None) -> dict[str, int]:
        """By page, citations and helpful votes of late, as far as they may be shown."""
        uptake = self.usage.for_site(audience, self.usual_window)
        if uptake is None:
            return {}
        return {
            use.page.path: (use.figures.citations or 0) + (use.figures.helpful or 0)
            for use in uptake.pages
        }

    def _usage_scope(self, audience: str | None, window: Window) -> Scope:
        from hub.usage.scope import Scope  # noqa: PLC0415 (late, as in usage)

        assessment = self.assess(audience)
        return Scope(
            library=assessment.library,
            config=self.config,
            window=window,
            history=self.history,
            people=self.people,
            spans=stale_spans(assessment, window),
            audience=audience,
        )

    def only_audience(self) -> str:
        """The hub's one audience.

        Raises:
            ConfigError: When there are several and nobody has said for which to build.
        """
        audiences = self.config.audiences
        if len(audiences) == 1:
            return audiences[0]
        raise ConfigError(
            Problem(
                path="",
                rule="audience",
                found=f"a site is made for one audience, and this hub has {len(audiences)}",
                expected="one of " + ", ".join(audiences),
                remedy="Name it as the plugin's audience:, in $HUB_AUDIENCE or with --audience.",
            )
        )

    def check_audiences(self, names: Sequence[str]) -> None:
        """Refuse names that are no audiences of this hub.

        Raises:
            ConfigError: With every such name.
        """
        known = self.config.audiences
        unknown = [name for name in names if name not in known]
        if unknown:
            raise ConfigError.of(
                Problem(
                    path="",
                    rule="audience",
                    found=f'there is no audience "{name}"',
                    expected="one of " + ", ".join(known),
                    remedy=did_you_mean(name, known),
                )
                for name in unknown
            )

    def lint(self, *, base: str | None = None, only: Sequence[str] = ()) -> LintRun:
        """Ask the lint rules, with paths as seen from the project's root.

        Args:
            base: Judge what differs from this revision, and not what was wrong before.
            only: Ids of the rules to ask, even where they are off; all that are on if empty.

        Raises:
            ConfigError: When a rule does not exist, or the baseline can't be read.
            HistoryError: When there is no such revision or git can't answer.
        """
        rules = rules_named(only, with_base=base is not None)
        subject = self._subject
        if base is not None:
            subject = replace(subject, change=self.changes_since(base))
        found = self._judged(subject, rules, even_off=bool(only))
        baseline = read_baseline(self.root)
        findings = baseline.set_aside(found)
        gone = 0 if base or only else baseline.gone(findings)
        return LintRun(findings=tuple(findings), pages=len(self.library.pages), gone=gone)

    def update_baseline(self) -> LintRun:
        """Make everything that lint reports today a known finding, and forget what is gone.

        Returns:
            A lint run with the new baseline.

        Raises:
            ConfigError: When the file can't be written.
        """
        found = self._judged(self._subject, RULES)
        baseline = Baseline.of(found)
        write_baseline(self.root, baseline)
        return LintRun(findings=tuple(baseline.set_aside(found)), pages=len(self.library.pages))

    def _judged(
        self, subject: Subject, rules: Iterable[Rule], *, even_off: bool = False
    ) -> list[Finding]:
        found = judge(subject, rules, even_off=even_off)
        return [replace(one, problem=self._from_root(one.problem)) for one in found]

    def in_repository(self, path: str) -> str:
        """A path as seen from the project's root, as forges know it: from the repository's."""
        if not self.root.is_relative_to(self.repository):
            return path
        return (self.root.relative_to(self.repository) / path).as_posix()

    def codeowners(self) -> CodeownersFile:
        """The repository's CODEOWNERS file, and what it should say of the pages."""
        return codeowners_file(
            self.library, self.people, folder=self.folder, repository=self.repository
        )

    def refuse_unsafe(self) -> None:
        """Refuse to go on where a site could show something to the wrong people.

        Raises:
            ContentError: With everything that forbids a build.
        """
        problems = refusals(self._subject)
        if problems:
            raise ContentError.of(map(self._from_root, problems))

    @property
    def _subject(self) -> Subject:
        return Subject(
            self.library,
            self.config,
            self.people,
            self.today,
            navigation=lambda: site_builder().navigation(self.root),
        )

    def _from_root(self, problem: Problem) -> Problem:
        if problem.path in ("", FILE_NAME) or not self.folder.is_relative_to(self.root):
            return problem
        prefix = self.folder.relative_to(self.root)
        return replace(problem, path=(prefix / problem.path).as_posix())


def open_hub(
    *,
    content: Path | None,
    start: Path,
    today: dt.date,
    is_day_chosen: bool = False,
    use_cache: bool = True,
    remember_pages: bool = False,
    progress: Progress | None = None,
) -> Hub:
    """Find a hub's parts and put them together.

    Args:
        content: The content folder; None takes the one that ``hub.yml`` names, or the usual.
        start: Folder from which to look upwards for ``hub.yml``.
        today: The day on which everything is judged.
        is_day_chosen: Whether somebody asked for that day; a site then stays as on that day.
        use_cache: Whether what git said may be remembered between runs.
        remember_pages: Whether pages may be remembered, too, as they were read; never for a site.
        progress: Told how long work goes on.

    Raises:
        ConfigError: When ``hub.yml`` has mistakes or the content folder does not exist.
    """
    root = root_of((content or start).resolve())
    config = load_config(root, rules=ADJUSTABLE)
    folder = content_folder(
        content, root, config, of_builder=lambda: site_builder().content_folder(root)
    )
    cache_dir = cache_dir_of(folder) if use_cache else None
    return Hub(
        root=root,
        folder=folder,
        config=config,
        today=today,
        is_day_chosen=is_day_chosen,
        cache_dir=cache_dir,
        remember_pages=remember_pages,
        progress=progress,
    )
