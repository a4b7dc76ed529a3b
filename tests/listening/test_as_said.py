"""What is cut of somebody's words is cut between words, and never loses a denial."""

from __future__ import annotations

from assessor.listening.as_said import cut_honestly


def test_a_cut_is_made_between_words_and_keeps_what_denies() -> None:
    short = "I could hit him, but I never would"
    assert cut_honestly(short, 80) == short
    plain = cut_honestly("and the rota changed " * 20, 80)
    assert plain.endswith(" …")
    assert set(plain.split()) <= {"and", "the", "rota", "changed", "…"}
    assert len(plain) <= 83
    denied = "I think of hurting him at work when he shouts across the whole of the shop floor at me, but I never would"
    assert cut_honestly(denied, 80) == denied
    assert "never would" in cut_honestly(denied + " and then the bus came" * 20, 80)
    assert len(cut_honestly("x" * 500, 80)) < 90
