"""The key to the records: 32 random bytes, wrapped by a passphrase, in a small file beside the database.

The passphrase gives 64 bytes by scrypt (N = 2**17, r = 8, p = 1, a fresh salt each time it is set): the first
half is a pad that hides the key and is used once, the second authenticates the whole by HMAC-SHA-256. So a
wrong passphrase and a damaged file are told apart from a right one without touching the records. A
demonstration's key stands open in its file, which is what marks it as one; a real key never does.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import secrets
from pathlib import Path

from assessor.records.errors import StoreError, WrongPassphrase

FILE = "vault.json"
RECORDS = "records.db"
_N, _R, _P = 2**17, 8, 1
_MEMORY = 256 * 1024 * 1024
SHORTEST = 8


def exists(home: Path) -> bool:
    """Whether there are records to open in this folder."""
    return (home / FILE).exists()


def is_demonstration(home: Path) -> bool:
    """Whether the records in this folder are a demonstration's, which open without a passphrase."""
    return bool(_read(home).get("demonstration"))


def create(home: Path, passphrase: str | None) -> bytes:
    """Makes a new key and keeps it wrapped by the passphrase, or open for a demonstration (None).

    Returns the key; raises `StoreError` if the folder cannot be written or holds records already.
    """
    if passphrase is not None and len(passphrase) < SHORTEST:
        raise StoreError(f"the passphrase is shorter than {SHORTEST} characters; choose a longer one")
    if (home / RECORDS).exists() and not exists(home):
        raise StoreError(f"{home / FILE}: is missing, and the records beside it need it; put back a copy")
    key = secrets.token_bytes(32)
    if passphrase is None:
        body: dict[str, object] = {"demonstration": True, "key": key.hex()}
    else:
        salt = secrets.token_bytes(16)
        pad, proof = _derived(passphrase, salt)
        hidden = bytes(a ^ b for a, b in zip(key, pad, strict=True))
        body = {
            "salt": salt.hex(),
            "hidden": hidden.hex(),
            "proof": hmac.new(proof, salt + hidden, "sha256").hexdigest(),
        }
    text = json.dumps({"assessor": "vault", "version": 1} | body, indent=1)
    path = home / FILE
    try:
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
        file = _private(path)
    except FileExistsError:
        if not home.is_dir():
            raise StoreError(f"{home}: is not a folder; name one for the records") from None
        raise StoreError(f"{path}: there are records here already; they are left as they are") from None
    except OSError as error:
        raise StoreError(f"{home}: cannot make records here ({error.strerror})") from None
    try:
        with file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        path.unlink()  # half a key opens nothing, and would stand in the way of a whole one
        raise StoreError(f"{home}: cannot make records here ({error.strerror})") from None
    return key


def unlock(home: Path, passphrase: str | None) -> bytes:
    """The key; raises `WrongPassphrase`, or `StoreError` if the file is not ours or is damaged."""
    body = _read(home)
    try:
        if body.get("demonstration"):
            return bytes.fromhex(str(body["key"]))
        salt, hidden, proof = (bytes.fromhex(str(body[name])) for name in ("salt", "hidden", "proof"))
    except (KeyError, ValueError):
        raise StoreError(f"{home / FILE}: damaged; put back a copy of this file") from None
    if passphrase is None:
        raise WrongPassphrase(f"{home}: these records need their passphrase")
    pad, prover = _derived(passphrase, salt)
    if not hmac.compare_digest(hmac.new(prover, salt + hidden, "sha256").digest(), proof):
        raise WrongPassphrase("that passphrase does not open these records; try again")
    return bytes(a ^ b for a, b in zip(hidden, pad, strict=True))


def _derived(passphrase: str, salt: bytes) -> tuple[bytes, bytes]:
    whole = hashlib.scrypt(
        passphrase.encode("utf-8", "surrogatepass"), salt=salt, n=_N, r=_R, p=_P, maxmem=_MEMORY, dklen=64
    )
    return whole[:32], whole[32:]


def _read(home: Path) -> dict[str, object]:
    file = home / FILE
    try:
        body = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise StoreError(f"{home}: there are no records here") from None
    except OSError as error:
        raise StoreError(f"{file}: cannot be read ({error.strerror})") from None
    except ValueError:
        raise StoreError(f"{file}: damaged; put back a copy of this file") from None
    if not isinstance(body, dict) or body.get("assessor") != "vault":
        raise StoreError(f"{file}: not made by assessor; choose another folder")
    if body.get("version") != 1:
        raise StoreError(f"{file}: made by a newer assessor; upgrade this one")
    return body


def _private(path: Path):  # type: ignore[no-untyped-def]
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8")
