"""Looks for the repairs of a text: steps that each bring it nearer to one that the API server takes."""

from __future__ import annotations

import heapq
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING, NamedTuple

from kubeproof.finding import Applicability
from kubeproof.repair.assessment import Assessment
from kubeproof.repair.candidate import REPEATED_KEY, UNKNOWN_FIELD, Candidate, Situation
from kubeproof.repair.moves import candidates
from kubeproof.rules.template import is_replaced
from kubeproof.text.edit import OverlapError, apply

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kubeproof.finding import Diagnostic

_MOST_CHARACTERS = 700_000
_FEWEST_TEXTS = 20
"""How much is read in search of a text that parses: a second or so, and more only for a long text."""
_MOST_STEPS = 40
_MOST_READ = 1_000_000
_MOST_TEXTS = 20
"""How much is read, in characters or in texts, in search of a text without errors."""
_CLEAR = 0.5
_MISSING_FIELD = "KP303"
_VALUES = "KP400"
"""The first code of the rules about values; those before it are about syntax, kinds and types."""


class Step(NamedTuple):
    """A repair that was chosen.

    Attributes:
        candidate: what is done.
        target: the finding that it mends.
        before: the text and its findings before.
        after: the same after.
        applicability: how sure it is.
    """

    candidate: Candidate
    target: Diagnostic
    before: Assessment
    after: Assessment
    applicability: Applicability


@dataclass(frozen=True, slots=True, order=True)
class _State:
    """A text on the way to one that parses."""

    cost: float
    order: int
    assessment: Assessment = field(compare=False)
    steps: tuple[Step, ...] = field(compare=False)


def search(assessment: Assessment) -> list[Step]:
    """The steps that mend a text as far as it can be mended, in the order in which they are made."""
    steps = [] if assessment.parses else _readable(assessment)
    if steps:
        assessment = steps[-1].after
    given_up = {found.identity for found in assessment.errors if _is_left_to_readers(found, assessment.text)}
    left = max(_MOST_READ, _MOST_TEXTS * len(assessment.text))
    while assessment.parses and len(steps) < _MOST_STEPS and left > 0:
        target = _next(found for found in assessment.errors if found.identity not in given_up)
        if target is None:
            break
        tried = list(_tried(assessment, target))
        left -= (1 + len(tried)) * len(assessment.text)
        step = _best(assessment, target, tried)
        if step is None:
            given_up.add(target.identity)
        else:
            steps.append(step)
            assessment = step.after
    return steps


def _is_left_to_readers(found: Diagnostic, text: str) -> bool:
    """Whether a finding is about a placeholder; the name of a field never is one."""
    return found.code != UNKNOWN_FIELD and is_replaced(found, text)


def _next(errors: Iterable[Diagnostic]) -> Diagnostic | None:
    """The error to mend first: what stands in the wrong place, then what is missing, then what has a wrong value.

    The ones often follow from the others, and a server decodes an object before it looks at its values.
    """
    return min(errors, key=lambda found: (found.code >= _VALUES, found.code == _MISSING_FIELD), default=None)


def _tried(assessment: Assessment, target: Diagnostic) -> Iterator[tuple[Candidate, Assessment]]:
    """Each repair that might be right with what the text would be, those that cannot be made left out."""
    situation = Situation(assessment, target)
    for candidate in candidates(situation):
        try:
            text = apply(assessment.text, candidate.edits)
        except OverlapError:
            continue
        after = Assessment(text, assessment.scope)
        if text != assessment.text and not after.is_cut:
            yield candidate, after


def _best(assessment: Assessment, target: Diagnostic, tried: Sequence[tuple[Candidate, Assessment]]) -> Step | None:
    """The likeliest repair of one finding that leaves fewer errors; safe only if nothing else is as likely."""
    working = [(candidate, after) for candidate, after in tried if after.parses and after.rank < assessment.rank]
    if not working:
        return None
    working = [pair for pair in working if _is_mended(target, pair[1])] or working
    fewest = min(after.rank for _, after in working)
    working = sorted((pair for pair in working if pair[1].rank == fewest), key=lambda pair: pair[0].cost)
    candidate, after = working[0]
    rivals = [other for other, end in working if other.cost < candidate.cost + _CLEAR and end.values != after.values]
    unsure = bool(rivals) or _is_one_wrong(target, after)
    applicability = Applicability.UNSAFE if unsure else candidate.applicability
    return Step(candidate, target, assessment, after, applicability)


def _is_one_wrong(target: Diagnostic, after: Assessment) -> bool:
    """Whether of two fields with the same key one has a wrong value: it may be the one to leave out."""
    wrong = {found.path[-1:] for found in after.errors if found.code != REPEATED_KEY}
    return target.code == REPEATED_KEY and target.path[-1:] in wrong


def _is_mended(target: Diagnostic, after: Assessment) -> bool:
    return all(found.identity != target.identity for found in after.diagnostics)


def _readable(assessment: Assessment) -> list[Step]:
    """The cheapest steps after which a text parses; none if there are none, or several that mean different things."""
    goals = _goals(assessment)
    if not goals:
        return []
    best = min(goals, key=lambda state: (state.assessment.rank, state.cost))
    rivals = [
        state
        for state in goals
        if state.assessment.rank == best.assessment.rank
        and state.cost < best.cost + _CLEAR
        and state.assessment.values != best.assessment.values
    ]
    return [] if rivals else list(best.steps)


def _goals(assessment: Assessment) -> list[_State]:
    """States that parse, cheapest first, until those left cost clearly more than the best; none if that takes long."""
    order = count()
    waiting = [_State(0, next(order), assessment, ())]
    seen: set[str] = set()
    goals: list[_State] = []
    left = max(_MOST_CHARACTERS, _FEWEST_TEXTS * len(assessment.text))
    while waiting and not (goals and waiting[0].cost > goals[0].cost + 1):
        state = heapq.heappop(waiting)
        if state.assessment.text in seen:
            continue
        seen.add(state.assessment.text)
        if state.assessment.parses:
            goals.append(state)
            continue
        for following in _following(state, order):
            left -= len(following.assessment.text)
            if left < 0:
                return []
            heapq.heappush(waiting, following)
    return goals


def _following(state: _State, order: Iterator[int]) -> Iterator[_State]:
    before = state.assessment
    target = before.errors[0]
    for candidate, after in _tried(before, target):
        if after.parses or after.rank < before.rank:
            step = Step(candidate, target, before, after, candidate.applicability)
            yield _State(state.cost + candidate.cost, next(order), after, (*state.steps, step))
