"""Records that are never changed once made."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Frozen(BaseModel):
    """A record that refuses unknown fields and is never changed once made."""

    model_config = ConfigDict(frozen=True, extra="forbid")
