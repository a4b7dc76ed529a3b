"""A client's details: taken down once, put right at any time."""

from __future__ import annotations

from assessor.acts.details import details_form, record_of
from assessor.acts.forms import Filled
from assessor.client import Client
from assessor.screens.dialog import Keep
from assessor.screens.form import FormScreen


class ClientScreen(FormScreen):
    """A client's record; only the name is needed. Gives the whole record to be written."""

    CSS = f"""{FormScreen.CSS.replace("FormScreen", "ClientScreen")}
    ClientScreen .line {{ margin-top: 0; }}
    """

    def __init__(self, keep: Keep[Client], client: Client | None = None) -> None:
        self._keep_client = keep
        super().__init__(details_form(client), self._keep_record)

    def action_save(self) -> None:
        """Saves, or says first that the name is missing."""
        _, refused = self.read()
        if missing := refused.get("name", ""):
            self.refuse(missing)
            self.query_one("#name").focus()
            return
        super().action_save()

    def _keep_record(self, filled: Filled) -> str:
        return self._keep_client(record_of(self.form, filled))
