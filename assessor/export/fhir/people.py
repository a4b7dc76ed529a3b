"""The people: the client, the advisers, whoever reviewed the plan, the therapist. Only what the records have."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from assessor import taxonomy
from assessor.care.case import Case
from assessor.care.plan import Plan
from assessor.export.fhir.codes import concept
from assessor.export.fhir.parts import Ids, Resource, compact, fhir_string, line
from assessor.journal import Entry, Reviewed


@dataclass(frozen=True)
class People:
    """Who is who in one case, and how a resource speaks of them."""

    case: Case

    @cached_property
    def ids(self) -> Ids:
        """The names of the case's resources."""
        return Ids(self.case.id)

    @cached_property
    def plan(self) -> Plan:
        """The plan as it may leave."""
        return self.case.plan.to_leave()

    @cached_property
    def written(self) -> tuple[Entry, ...]:
        """The entries that made the plan what it is, reviews apart."""
        return tuple(e for e in self.case.entries if e.act.alters_what_is_read and not isinstance(e.act, Reviewed))

    @cached_property
    def advisers(self) -> tuple[str, ...]:
        """Whoever wrote it, the first of them first."""
        return tuple(dict.fromkeys(entry.by for entry in self.written if line(entry.by)))

    @property
    def reviewer(self) -> str:
        """Who signed it; empty while it is a draft."""
        return self.case.standing.reviewer if self.case.standing.state == "signed" else ""

    @property
    def client(self) -> Resource:
        """A reference to the client."""
        return self.ids.to("Patient")

    def adviser(self, name: str) -> Resource:
        """A reference to an adviser or reviewer by name."""
        return self.ids.to("Practitioner", name) if name in (*self.advisers, self.reviewer) else _named(name)

    @property
    def therapist(self) -> Resource:
        """A reference to the therapist; in words where the records have no name."""
        return self.ids.to("Therapist") if line(self.case.client.therapist) else _named("therapist")

    def party(self, party: str) -> Resource:
        """A reference to whoever is to do something."""
        if party == "client":
            return self.client
        if party == "adviser" and self.case.call:
            return self.adviser(self.case.call.by)
        return self.therapist if party == "therapist" else _named(taxonomy.PARTIES.get(party, party))

    def resources(self) -> Iterator[Resource]:
        """The client and everybody else who is known by name."""
        client = self.case.client
        names = [{"text": line(client.name)}]
        if line(client.called) and line(client.called) != line(client.name):
            names.append({"use": "usual", "text": line(client.called)})
        reference_type = concept(text="Reference of the employment support service")
        yield compact(
            resourceType="Patient",
            id=self.ids.of("Patient"),
            identifier=[{"type": reference_type, "value": line(client.reference)}] if line(client.reference) else [],
            name=[name for name in names if name["text"]],
            telecom=[{"system": "phone", "value": fhir_string(client.telephone)}] if line(client.telephone) else [],
            birthDate=client.born and client.born.isoformat(),
        )
        for name in dict.fromkeys(filter(None, (*self.advisers, self.reviewer))):
            yield _practitioner(self.ids.of("Practitioner", name), name)
        if line(client.therapist):
            yield _practitioner(self.ids.of("Therapist"), client.therapist)


def _practitioner(name_of: str, name: str) -> Resource:
    return {"resourceType": "Practitioner", "id": name_of, "name": [{"text": line(name)}]}


def _named(name: str) -> Resource:
    return compact(display=line(name))
