"""The vault: the right passphrase opens it, nothing else does, and what is wrong is said with the path."""

from __future__ import annotations

import errno
import json
import os
import stat
import sys
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from assessor.records import vault
from assessor.records.errors import StoreError, WrongPassphrase
from tests.records.on_disk import create_store, open_store
from tests.records.samples import entry

RIGHT = "seven green boats"
HEAD = b'{"assessor": "vault", "version": 1, '
OPEN = HEAD + b'"demonstration": true, '

BROKEN: dict[str, bytes] = {
    "a list nested deep": b"[" * 100_000,
    "a mapping nested deep": b'{"a":' * 100_000,
    "a part nested deep": HEAD + b'"salt": ' + b"[" * 5_000 + b"]" * 5_000 + b"}",
    "very long": HEAD + b'"salt": "' + b"00" * 1_000_000 + b'"}',
    "spaces without end": b" " * 1_000_000,
    "zeros": bytes(300),
    "invalid UTF-8": HEAD[:-1] + b'"salt": "\xff"}',
    "a surrogate as bytes": HEAD + b'"salt": "\xed\xa0\x80"}',
    "UTF-16": HEAD.decode().encode("utf-16"),
    "a mark of byte order": b"\xef\xbb\xbf" + OPEN + b'"key": "' + b"00" * 32 + b'"}',
    "a number of thousands of digits": HEAD + b'"salt": ' + b"1" * 5_000 + b"}",
    "a version that is no number": b'{"assessor": "vault", "version": NaN}',
    "a version without end": b'{"assessor": "vault", "version": 1e999}',
    "a version that is true": b'{"assessor": "vault", "version": true}',
    "a version with a point": b'{"assessor": "vault", "version": 1.0}',
    "a version in quotes": b'{"assessor": "vault", "version": "1"}',
    "a mark that is text": HEAD + b'"demonstration": "no"}',
    "a mark that is a number": HEAD + b'"demonstration": 1}',
    "a name twice": OPEN + b'"key": "' + b"00" * 32 + b'", "demonstration": false}',
    "two vaults in one": (OPEN + b'"key": "' + b"00" * 32 + b'"}') * 2,
}
"""Files that are not as any vault was written, by what is broken in them."""

OF_A_WRONG_SIZE: dict[str, bytes] = {
    "a key that is short": OPEN + b'"key": "00"}',
    "a key that is a number": OPEN + b'"key": 11111111}',
    "a key that is a list": OPEN + b'"key": ["00"]}',
    "parts that are numbers": HEAD + b'"salt": 10, "hidden": 10, "proof": 10}',
    "a hidden key that is short": HEAD + b'"salt": "%s", "hidden": "00", "proof": "%s"}' % (b"00" * 16, b"00" * 32),
    "a long salt": HEAD + b'"salt": "%s", "hidden": "%s", "proof": "%s"}' % (b"00" * 500, b"00" * 32, b"00" * 32),
    "half of a character": HEAD + rb'"salt": "\ud800", "hidden": "\udfff", "proof": "00"}',
    "digits of another script": HEAD + '"salt": "٠٠", "hidden": "٠٠", "proof": "٠٠"}'.encode(),
}


@pytest.fixture
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """A passphrase that takes no quarter of a second to try."""
    monkeypatch.setattr(vault, "_N", 2**10)


def changed(home: Path, **changes: object) -> None:
    file = home / vault.VAULT_FILE
    file.write_text(json.dumps(json.loads(file.read_text(encoding="utf-8")) | changes), encoding="utf-8")


def flipped(digits: str) -> str:
    """The same hexadecimal digits with one bit of the middle byte the other way round."""
    whole = bytearray.fromhex(digits)
    whole[len(whole) // 2] ^= 1
    return whole.hex()


def test_the_key_comes_back_at_the_cost_that_is_shipped(tmp_path: Path) -> None:
    """At its full cost, the passphrase that made a vault gives the key that was made."""
    assert (vault._N, vault._R, vault._P) == (2**17, 8, 1)
    key = vault.create_key(tmp_path, RIGHT)
    assert len(key) == 32
    assert vault.unlock(tmp_path, RIGHT) == key


@pytest.mark.usefixtures("cheap")
class TestPassphrase:
    """Only the passphrase itself opens the vault, to the letter."""

    @pytest.mark.parametrize(
        "right", [RIGHT, "  spaces  ", "naïve café 🔑", "\x00\x1b[31m..", "\ud83dhalf...", "x" * 10_000]
    )
    def test_the_right_one_gives_the_key(self, tmp_path: Path, right: str) -> None:
        assert vault.create_key(tmp_path, right) == vault.unlock(tmp_path, right)

    @pytest.mark.parametrize("wrong", ["", "Seven green boats", "seven green boats ", "seven green boat", None])
    def test_any_other_is_refused_as_a_wrong_passphrase(self, tmp_path: Path, wrong: str | None) -> None:
        vault.create_key(tmp_path, RIGHT)
        with pytest.raises(WrongPassphrase, match="passphrase"):
            vault.unlock(tmp_path, wrong)

    @pytest.mark.parametrize("short", ["", "1234567", "🔑" * 7])
    def test_one_shorter_than_eight_characters_is_refused_and_nothing_is_made(self, tmp_path: Path, short: str) -> None:
        home = tmp_path / "records"
        with pytest.raises(StoreError, match="shorter than 8 characters"):
            vault.create_key(home, short)
        assert not home.exists()

    def test_two_vaults_of_one_passphrase_have_nothing_in_common(self, tmp_path: Path) -> None:
        keys = [vault.create_key(tmp_path / name, RIGHT) for name in "ab"]
        files = [json.loads((tmp_path / name / vault.VAULT_FILE).read_text(encoding="utf-8")) for name in "ab"]
        assert keys[0] != keys[1]
        assert all(files[0][part] != files[1][part] for part in ("salt", "hidden", "proof"))

    def test_neither_key_nor_passphrase_stands_in_the_file(self, tmp_path: Path) -> None:
        key = vault.create_key(tmp_path, RIGHT)
        kept = (tmp_path / vault.VAULT_FILE).read_bytes()
        assert RIGHT.encode() not in kept
        assert key.hex().encode() not in kept
        assert key not in kept

    def test_a_passphrase_is_not_needed_for_a_demonstration(self, tmp_path: Path) -> None:
        key = vault.create_key(tmp_path, None)
        assert vault.is_demonstration(tmp_path)
        assert vault.unlock(tmp_path, None) == vault.unlock(tmp_path, "anything at all") == key

    def test_a_real_vault_is_no_demonstration(self, tmp_path: Path) -> None:
        vault.create_key(tmp_path, RIGHT)
        assert not vault.is_demonstration(tmp_path)


@pytest.mark.usefixtures("cheap")
class TestFile:
    """A vault file that cannot be used says so with its path, and is left as it is."""

    @pytest.mark.parametrize(
        ("content", "said"),
        [
            (b"", "damaged"),
            (b"{", "damaged"),
            (b'{"assessor": "vault", "version": 1, "salt": "00"', "damaged"),
            (b"\xff\xfe\x00", "damaged"),
            (b"[]", "not made by assessor"),
            (b"null", "not made by assessor"),
            (b'"vault"', "not made by assessor"),
            (b'{"keys": []}', "not made by assessor"),
            (b'{"assessor": "something else", "version": 1}', "not made by assessor"),
            (b'{"assessor": "vault"}', "damaged"),
            (b'{"assessor": "vault", "version": 2, "key": "x"}', "newer assessor; upgrade"),
            (b'{"assessor": "vault", "version": 1}', "damaged"),
            (b'{"assessor": "vault", "version": 1, "demonstration": true}', "damaged"),
            (b'{"assessor": "vault", "version": 1, "demonstration": true, "key": "xyz"}', "damaged"),
            (b'{"assessor": "vault", "version": 1, "salt": "00", "hidden": "zz", "proof": "00"}', "damaged"),
            (b'{"assessor": "vault", "version": 1, "salt": 1.5, "hidden": [], "proof": null}', "damaged"),
        ],
    )
    def test_a_file_that_is_damaged_or_not_ours(self, tmp_path: Path, content: bytes, said: str) -> None:
        file = tmp_path / vault.VAULT_FILE
        file.write_bytes(content)
        with pytest.raises(StoreError) as caught:
            vault.unlock(tmp_path, RIGHT)
        assert not isinstance(caught.value, WrongPassphrase)
        assert str(file) in str(caught.value)
        assert said in str(caught.value)
        assert file.read_bytes() == content

    @pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN)
    def test_a_file_that_no_vault_ever_was_is_damaged_to_every_question(self, tmp_path: Path, content: bytes) -> None:
        file = tmp_path / vault.VAULT_FILE
        file.write_bytes(content)
        for question in (lambda: vault.unlock(tmp_path, RIGHT), lambda: vault.is_demonstration(tmp_path)):
            with pytest.raises(StoreError, match="damaged; put back a copy of this file") as caught:
                question()
            assert not isinstance(caught.value, WrongPassphrase)
            assert str(file) in str(caught.value)
        assert file.read_bytes() == content

    @pytest.mark.parametrize("content", OF_A_WRONG_SIZE.values(), ids=OF_A_WRONG_SIZE)
    def test_a_part_that_is_no_text_or_of_another_length_is_damage_and_no_wrong_passphrase(
        self, tmp_path: Path, content: bytes
    ) -> None:
        (tmp_path / vault.VAULT_FILE).write_bytes(content)
        with pytest.raises(StoreError, match="damaged; put back a copy of this file") as caught:
            vault.unlock(tmp_path, RIGHT)
        assert not isinstance(caught.value, WrongPassphrase)

    @pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such pipes")
    def test_a_pipe_in_its_place_is_not_waited_for(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / vault.VAULT_FILE)
        with pytest.raises(StoreError, match="cannot be read"):
            vault.unlock(tmp_path, RIGHT)

    def test_a_folder_that_may_not_be_looked_into_is_said(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refuse(*_: object, **__: object) -> bool:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

        monkeypatch.setattr(Path, "exists", refuse)
        with pytest.raises(StoreError, match="cannot be read") as caught:
            vault.exists(tmp_path)
        assert str(tmp_path) in str(caught.value)

    def test_no_file(self, tmp_path: Path) -> None:
        assert not vault.exists(tmp_path)
        with pytest.raises(StoreError, match="there are no records here") as caught:
            vault.unlock(tmp_path, RIGHT)
        assert str(tmp_path) in str(caught.value)

    def test_a_folder_in_its_place(self, tmp_path: Path) -> None:
        (tmp_path / vault.VAULT_FILE).mkdir()
        with pytest.raises(StoreError, match="cannot be read") as caught:
            vault.unlock(tmp_path, RIGHT)
        assert str(tmp_path / vault.VAULT_FILE) in str(caught.value)

    @pytest.mark.parametrize("part", ["salt", "hidden", "proof"])
    def test_one_bit_changed_in_any_part_opens_nothing(self, tmp_path: Path, part: str) -> None:
        vault.create_key(tmp_path, RIGHT)
        body: dict[str, Any] = json.loads((tmp_path / vault.VAULT_FILE).read_text(encoding="utf-8"))
        changed(tmp_path, **{part: flipped(body[part])})
        with pytest.raises(WrongPassphrase):
            vault.unlock(tmp_path, RIGHT)

    def test_only_its_owner_can_read_it(self, tmp_path: Path) -> None:
        """On POSIX file and new folder are for their owner alone; Windows keeps a person's own folders private."""
        home = tmp_path / "new" / "records"
        vault.create_key(home, RIGHT)
        modes = (stat.S_IMODE((home / vault.VAULT_FILE).stat().st_mode), stat.S_IMODE(home.stat().st_mode))
        assert os.name != "posix" or modes == (0o600, 0o700)


@pytest.mark.usefixtures("cheap")
class TestMaking:
    """A vault is made whole where there is none, and otherwise nothing is touched."""

    def test_one_that_is_there_is_never_replaced(self, tmp_path: Path) -> None:
        key = vault.create_key(tmp_path, RIGHT)
        with pytest.raises(StoreError, match="records here already") as caught:
            vault.create_key(tmp_path, "another passphrase")
        assert str(tmp_path / vault.VAULT_FILE) in str(caught.value)
        assert vault.unlock(tmp_path, RIGHT) == key

    def test_records_that_have_lost_their_vault_are_not_given_another(self, tmp_path: Path) -> None:
        """A fresh key would open nothing, and would stand where the copy of the old one belongs."""
        (tmp_path / "records.db").write_bytes(b"encrypted")
        with pytest.raises(StoreError, match="put back a copy") as caught:
            vault.create_key(tmp_path, RIGHT)
        assert str(tmp_path / vault.VAULT_FILE) in str(caught.value)
        assert not vault.exists(tmp_path)

    def test_a_file_where_the_folder_should_be(self, tmp_path: Path) -> None:
        home = tmp_path / "file"
        home.write_text("mine", encoding="utf-8")
        for place in (home, home / "below"):
            with pytest.raises(StoreError) as caught:
                vault.create_key(place, RIGHT)
            assert str(place) in str(caught.value)
            assert "already" not in str(caught.value)
        assert home.read_text(encoding="utf-8") == "mine"

    @pytest.mark.parametrize(
        ("call", "error", "said"),
        [
            ("mkdir", errno.EACCES, "Permission denied"),
            ("open", errno.EROFS, "Read-only file system"),
            ("fsync", errno.ENOSPC, "No space left on device"),
        ],
    )
    def test_a_place_that_cannot_be_written_is_left_without_half_a_vault(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, error: int, said: str
    ) -> None:
        def refuse(*_: object, **__: object) -> None:
            raise OSError(error, os.strerror(error))

        with monkeypatch.context() as patched:
            patched.setattr(Path if call == "mkdir" else os, call, refuse)
            with pytest.raises(StoreError, match="cannot make records here") as caught:
                vault.create_key(tmp_path, RIGHT)
        assert str(tmp_path) in str(caught.value)
        assert said in str(caught.value)
        assert vault.create_key(tmp_path, RIGHT) == vault.unlock(tmp_path, RIGHT)


@pytest.mark.usefixtures("cheap")
class TestWithRecords:
    """Vault and records belong together."""

    def test_records_open_with_their_passphrase_alone(self, tmp_path: Path) -> None:
        store = create_store(tmp_path, RIGHT)
        store.append("case", [entry("1")])
        store.close()
        for wrong in ("another passphrase", None):
            with pytest.raises(WrongPassphrase):
                open_store(tmp_path, wrong)
        store = open_store(tmp_path, RIGHT)
        assert [kept.id for kept in store.journal("case")] == ["1"]
        assert not store.demonstration
        store.close()

    def test_a_demonstrations_vault_does_not_open_real_records(self, tmp_path: Path) -> None:
        create_store(tmp_path / "real", RIGHT).close()
        create_store(tmp_path / "demo", None).close()
        kept = (tmp_path / "real" / "records.db").read_bytes()
        (tmp_path / "demo" / vault.VAULT_FILE).replace(tmp_path / "real" / vault.VAULT_FILE)
        with pytest.raises(StoreError) as caught:
            open_store(tmp_path / "real", None)
        assert str(tmp_path / "real" / "records.db") in str(caught.value)
        assert (tmp_path / "real" / "records.db").read_bytes() == kept

    def test_a_real_key_written_open_into_the_vault_makes_no_demonstration_of_it(self, tmp_path: Path) -> None:
        """The mark within the encrypted records must agree; the file beside them can say what it likes."""
        create_store(tmp_path, RIGHT).close()
        changed(tmp_path, demonstration=True, key=vault.unlock(tmp_path, RIGHT).hex())
        with pytest.raises(StoreError, match="do not belong together") as caught:
            open_store(tmp_path, None)
        assert str(tmp_path) in str(caught.value)

    def test_a_demonstrations_mark_taken_off_its_vault_opens_nothing(self, tmp_path: Path) -> None:
        create_store(tmp_path, None).close()
        changed(tmp_path, demonstration=False)
        with pytest.raises(StoreError):
            open_store(tmp_path, None)

    @pytest.mark.parametrize("key", ["00", "00" * 33])
    def test_an_open_key_of_another_length_opens_nothing(self, tmp_path: Path, key: str) -> None:
        create_store(tmp_path, None).close()
        changed(tmp_path, key=key)
        with pytest.raises(StoreError) as caught:
            open_store(tmp_path, None)
        assert str(tmp_path) in str(caught.value)


COMPOSED, APART = "caf\u00e9 horse battery", "cafe\u0301 horse battery"


@pytest.mark.parametrize("made", [COMPOSED, APART], ids=["composed", "apart"])
@pytest.mark.parametrize("typed", [COMPOSED, APART], ids=["composed", "apart"])
@pytest.mark.parametrize("before", [False, True], ids=["now", "before"])
def test_an_accent_opens_however_a_keyboard_spells_it(
    tmp_path: Path, made: str, typed: str, before: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        if before:  # as a vault was made when a passphrase was taken as it was typed
            patched.setattr(unicodedata, "normalize", lambda _, text: text)
        key = vault.create_key(tmp_path / "records", made)
    assert vault.unlock(tmp_path / "records", typed) == key
    with pytest.raises(WrongPassphrase):
        vault.unlock(tmp_path / "records", "cafe horse battery")
