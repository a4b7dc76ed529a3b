"""The employers of somebody with more than one job: each a reader of its own, and which is meant is never guessed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from assessor import taxonomy, wording
from assessor.called import given_name, name_at_the_start
from assessor.care.plan import Plan
from assessor.names import name_key, same_name

MAIN = "employer"
"""The reader that stands for the employer in the job that the plan is about."""

CHOOSING = (MAIN, *taxonomy.OTHER_EMPLOYERS)
"""Every reader that is an employer."""


class Employer(NamedTuple):
    """An employer: by which code consent and documents know it, and what it is called; ``name`` is empty if nobody
    said. ``alike`` says that another of them has this name too."""

    reader: str
    name: str
    person: str = ""
    role: str = ""
    alike: bool = False

    @property
    def title(self) -> str:
        """What it is called in a sentence, so that no other of the client's employers is called the same."""
        if self.alike:
            number = self.reader.removeprefix("other_employer")
            return f"{self.name} ({'main job' if self.reader == MAIN else f'other job {number}'})"
        if self.name:
            return self.name
        if self.role:
            return f"the employer ({self.role})"
        return "the employer in the main job" if self.reader == MAIN else "the employer in the other job"


def employers(plan: Plan) -> tuple[Employer, ...]:
    """Whoever employs the client now, that of the job that the plan is about first."""
    if plan.situation == "out_of_work":
        return ()
    work = plan.work
    own = plan.status is not None and plan.status.SelfEmployInd == "Y"
    name, person, role = (work.get(f"work.{part}", "") for part in ("employer", "person", "role"))
    first = () if own and plan.other_jobs else (Employer(MAIN, wording.one_line(name), person, wording.one_line(role)),)
    others = (
        Employer(job.employer, wording.one_line(job.name), job.person, wording.one_line(job.role))
        for job in plan.other_jobs
        if job.employer
    )
    return tuple(_told_apart((*first, *others)))


def _told_apart(there: tuple[Employer, ...]) -> Iterator[Employer]:
    for employer in there:
        yield employer._replace(
            alike=any(same_name(employer.name, other.name) for other in there if other.reader != employer.reader)
        )


def employer_of(plan: Plan, reader: str) -> Employer:
    """The employer of this reader's code, as far as the plan knows it."""
    return next((employer for employer in employers(plan) if employer.reader == reader), Employer(reader, ""))


def same_employer(earlier: Employer, today: Employer) -> bool:
    """Whether an earlier reading tells of the employer that stands today: whatever it says of its name, of the person
    there or of the job is still so."""
    pairs = ((earlier.name, today.name), (earlier.person, today.person), (earlier.role, today.role))
    return all(not was or same_name(was, stands) for was, stands in pairs)


def shared_with(plan: Plan) -> dict[str, str]:
    """Each employer that there is, and each that the client has spoken of, by its code, with its title; that of the one
    job there is has none of its own."""
    there = employers(plan)
    titles = {MAIN: "employer"} | {employer.reader: employer.title for employer in there if employer.reader != MAIN}
    if len(there) > 1 and there[0].reader == MAIN:
        titles[MAIN] = f"employer: {there[0].title}"
    spoken = (consent.reader for consent in plan.consents if consent.reader.startswith("other_employer"))
    return titles | {reader: "an earlier employer" for reader in spoken if reader not in titles}


class WhichEmployer(LookupError):
    """More than one employer could be meant, or none of them was; the message asks which."""


def employer_meant(plan: Plan, named: str = "") -> str:
    """The code of the employer that is meant: the one there is, or the one that is ``named``, by its code, its name or
    its number in their order. Raises `WhichEmployer` where that does not say which."""
    there = employers(plan)
    wanted = wording.one_line(named).strip()
    if not wanted:
        if len(there) < 2:  # with none it is for consent to say why nothing goes
            return there[0].reader if there else MAIN
        raise WhichEmployer(f"there is more than one employer: {_listed(there)}. Say which, by its name or number")
    if wanted == MAIN or wanted in (employer.reader for employer in there):
        return wanted
    numbered = enumerate(there, start=1)
    fitting = [employer for number, employer in numbered if wanted == str(number) or _is_called(employer, wanted)]
    if not fitting:
        found = f"there is {_listed(there)}" if there else "none is known"
        raise WhichEmployer(f"no employer is called {named!r}; {found}")
    not_named = [employer for employer in there if not employer.name]
    if len(fitting) > 1 or (not_named and same_name(wanted, fitting[0].name)):
        codes = wording.listed((employer.reader for employer in there), "or")
        raise WhichEmployer(
            f"{named!r} could be more than one employer, as far as their names are known: {_listed(there)}. Say which, "
            f"by {f'its code, {codes}' if wanted.isdecimal() else 'its number'}"
        )
    return fitting[0].reader


def _is_called(employer: Employer, wanted: str) -> bool:
    return same_name(wanted, employer.name) or same_name(wanted, employer.title)


def _listed(there: tuple[Employer, ...]) -> str:
    return wording.listed(f"{number} {employer.title}" for number, employer in enumerate(there, start=1))


def consented_to(plan: Plan, reader: str) -> str:
    """A reader as it stands in a sentence: by its name where there is more than one employer, else "the employer"."""
    if reader in CHOOSING and len(employers(plan)) > 1:
        return employer_of(plan, reader).title
    return f"the {taxonomy.SHARED_WITH[reader]}"


def whom_shared(plan: Plan, reader: str) -> str:
    """An employer by its name, on a paper of the client's that may hold it; empty where "your employer" says it."""
    if plan.guarded or reader not in CHOOSING or len(employers(plan)) < 2:
        return ""
    employer = employer_of(plan, reader)
    title = wording.capital(employer.title)
    return title if employer.name else title.replace("The ", "Your ", 1)


def your_employer(plan: Plan) -> str:
    """The employer who is a party of the plan, to the client, in the middle of a sentence: that of the main job, by its
    name where there is another too."""
    there = employers(plan)
    main = next((employer for employer in there if employer.reader == MAIN), None)
    if main is None or len(there) < 2 or plan.guarded:
        return "your employer"
    return main.title if main.name else main.title.replace("the ", "your ", 1)


def is_another_party(plan: Plan, reader: str) -> bool:
    """Whether "employer" as a party of a step is, or may be, another employer than this one: it is that of the job that
    the plan is about."""
    return reader != MAIN and len(employers(plan)) > 1


def others_named(plan: Plan, reader: str, words: str) -> bool:
    """Whether words name an employer other than this one, or the person there."""
    others = (employer for employer in employers(plan) if employer.reader != reader)
    people = ((other.name, name_at_the_start(wording.one_line(other.person))) for other in others)
    names = (name for employer, person in people for name in (employer, person, given_name(person)))
    folded = f" {name_key(words)} "
    return any(key and f" {key} " in folded for key in map(_without_article, names))


def _without_article(name: str) -> str:
    return name_key(name).removeprefix("the ")
