"""The key to the records: 32 random bytes, wrapped by a passphrase, in a small file beside the database.

The passphrase gives 64 bytes by scrypt (N = 2**17, r = 8, p = 1, a fresh salt each time it is set): the first
half is a pad that hides the key and is used once, the second authenticates salt and hidden key by HMAC-SHA-256. So a
wrong passphrase and a damaged file are told apart from a right one without touching the records. An accent is one
letter or two by the keyboard it is typed on: a passphrase is wrapped by its composed form (NFC), and tried in each. A
demonstration's key stands open in its file, which is what marks it as one; a real key never does.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import secrets
import stat
import unicodedata
from pathlib import Path

from assessor.records.errors import StoreError, WrongPassphrase
from assessor.records.files import open_private

VAULT_FILE = "vault.json"
RECORDS_FILE = "records.db"
SHORTEST = 8
_N, _R, _P = 2**17, 8, 1
_MEMORY = 256 * 1024 * 1024
_KEY_BYTES = 32
_PARTS = {"salt": 16, "hidden": _KEY_BYTES, "proof": 32}
"""The parts of a real key's file, and how many bytes each has."""
_MOST_BYTES = 16 * 1024  # a vault has some 300


def exists(home: Path) -> bool:
    """Whether there are records to open in this folder; raises `StoreError` where that cannot be seen."""
    try:
        return (home / VAULT_FILE).exists()
    except OSError as error:
        raise StoreError(f"{home}: cannot be read ({error.strerror})") from None


def is_demonstration(home: Path) -> bool:
    """Whether the records in this folder are a demonstration's, which open without a passphrase."""
    return bool(_read(home).get("demonstration"))


def create_key(home: Path, passphrase: str | None) -> bytes:
    """Makes a new key and keeps it wrapped by the passphrase, or open for a demonstration (None).

    Returns the key; raises `StoreError` if the folder cannot be written or holds records already.
    """
    if passphrase is not None and len(passphrase) < SHORTEST:
        raise StoreError(f"the passphrase is shorter than {SHORTEST} characters; choose a longer one")
    if (home / RECORDS_FILE).exists() and not exists(home):
        raise StoreError(f"{home / VAULT_FILE}: is missing, and the records beside it need it; put back a copy")
    key = secrets.token_bytes(_KEY_BYTES)
    body = {"assessor": "vault", "version": 1} | _wrapped(key, passphrase)
    path = home / VAULT_FILE
    try:
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
        file = open_private(path)
    except FileExistsError:
        if not home.is_dir():
            raise StoreError(f"{home}: is not a folder; name one for the records") from None
        raise StoreError(f"{path}: there are records here already; they are left as they are") from None
    except OSError as error:
        raise StoreError(f"{home}: cannot make records here ({error.strerror})") from None
    try:
        with file:
            file.write(json.dumps(body, indent=1).encode("ascii"))
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        path.unlink()  # half a key opens nothing, and would stand in the way of a whole one
        raise StoreError(f"{home}: cannot make records here ({error.strerror})") from None
    return key


def _wrapped(key: bytes, passphrase: str | None) -> dict[str, object]:
    if passphrase is None:
        return {"demonstration": True, "key": key.hex()}
    salt = secrets.token_bytes(_PARTS["salt"])
    pad, prover = _derived(unicodedata.normalize("NFC", passphrase), salt)
    hidden = _exclusive_or(key, pad)
    return {
        "salt": salt.hex(),
        "hidden": hidden.hex(),
        "proof": hmac.new(prover, salt + hidden, "sha256").hexdigest(),
    }


def unlock(home: Path, passphrase: str | None) -> bytes:
    """The key; raises `WrongPassphrase`, or `StoreError` if the file is not ours or is damaged."""
    body = _read(home)
    try:
        if body.get("demonstration"):
            return _part(body, "key", _KEY_BYTES)
        salt, hidden, proof = (_part(body, name, size) for name, size in _PARTS.items())
    except ValueError:
        raise _damaged(home) from None
    if passphrase is None:
        raise WrongPassphrase(f"{home}: these records need their passphrase")
    for spelled in _spellings(passphrase):
        pad, prover = _derived(spelled, salt)
        if hmac.compare_digest(hmac.new(prover, salt + hidden, "sha256").digest(), proof):
            return _exclusive_or(hidden, pad)
    raise WrongPassphrase("that passphrase does not open these records; try again")


def _spellings(passphrase: str) -> tuple[str, ...]:
    """The same passphrase as it may have been kept: composed, as it is now; as it was typed; and taken apart, as one
    may have been typed elsewhere into records of before. Without an accent they are one, and only one is tried."""
    composed, apart = (unicodedata.normalize(form, passphrase) for form in ("NFC", "NFD"))
    return tuple(dict.fromkeys((composed, passphrase, apart)))


def _derived(passphrase: str, salt: bytes) -> tuple[bytes, bytes]:
    derived = hashlib.scrypt(
        passphrase.encode("utf-8", "surrogatepass"), salt=salt, n=_N, r=_R, p=_P, maxmem=_MEMORY, dklen=64
    )
    return derived[:32], derived[32:]


def _exclusive_or(left: bytes, right: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(left, right, strict=True))


def _part(body: dict[str, object], name: str, size: int) -> bytes:
    """A part of the file as bytes; raises ValueError if it is missing, no text, or of another length."""
    digits = body.get(name)
    if not isinstance(digits, str) or len(part := bytes.fromhex(digits)) != size:
        raise ValueError(name)
    return part


def _read(home: Path) -> dict[str, object]:
    """What the vault's file holds, its mark and version looked at; raises `StoreError`, whatever is in the file."""
    file = home / VAULT_FILE
    try:
        if not stat.S_ISREG(file.stat().st_mode):  # a pipe would be waited for
            raise StoreError(f"{file}: cannot be read (it is no file)")
        with file.open("rb") as stream:
            content = stream.read(_MOST_BYTES + 1)
    except FileNotFoundError:
        raise StoreError(f"{home}: there are no records here") from None
    except OSError as error:
        raise StoreError(f"{file}: cannot be read ({error.strerror})") from None
    try:
        if len(content) > _MOST_BYTES:
            raise ValueError("too long")
        body = json.loads(content.decode("utf-8"), object_pairs_hook=_once_each)
    except (ValueError, RecursionError):  # JSON nested some thousand deep is no ValueError
        raise _damaged(home) from None
    if not isinstance(body, dict) or body.get("assessor") != "vault":
        raise StoreError(f"{file}: not made by assessor; choose another folder")
    if type(version := body.get("version")) is not int or not isinstance(body.get("demonstration", False), bool):
        raise _damaged(home)
    if version != 1:
        raise StoreError(f"{file}: made by a newer assessor; upgrade this one")
    return body


def _once_each(pairs: list[tuple[str, object]]) -> dict[str, object]:
    if len({name for name, _ in pairs}) < len(pairs):
        raise ValueError("a name stands there twice")
    return dict(pairs)


def _damaged(home: Path) -> StoreError:
    return StoreError(f"{home / VAULT_FILE}: damaged; put back a copy of this file")
