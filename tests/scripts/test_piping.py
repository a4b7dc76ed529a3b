"""Texts with names in them: what cannot be filled in is refused when it is read, not in front of a client."""

from __future__ import annotations

import pytest

from assessor.scripts.conditions import Name
from assessor.scripts.piping import BLANK, Piped, PipingError

NAMES = {
    "job": Name("job", "text", place=0),
    "client.called": Name("client.called", "text"),
    "client.name": Name("client.name", "text"),
}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("No names here.", ()),
        ("{{ job }}", ("job",)),
        ("{{ job_words }} and {{ client.called }}", ("client", "job_words")),
        ("{% if job %}at {{ job }}{% endif %}", ("job",)),
        ("{{ barriers.caring }}", ("barriers",)),
    ],
)
def test_a_text_knows_the_names_in_it(text: str, names: tuple[str, ...]) -> None:
    assert Piped(text, NAMES).names == names


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{{ jobb }}", "the text names 'jobb', which is not there; did you mean 'job'?"),
        ("{{ jobb_words }}", "the text names 'jobb_words', which is not there"),
        ("{{ client.nam }}", "client has no 'nam'; did you mean 'name'?"),
        ("{{ client.__class__ }}", "client has no '__class__'"),
        ("{{ adviser.called }}", "adviser has no 'called'"),
        ("{{ barriers.carng }}", "barriers has no 'carng'; did you mean 'caring'?"),
        ("{{ job ", "the text cannot be filled in: unexpected end of template"),
        ("{% if job %}", "the text cannot be filled in: Unexpected end of template"),
        ("{{ job | nope }}", "the text cannot be filled in: No filter named 'nope'"),
        ("{{ ''.__class__.__mro__ }}", "the text cannot be filled in: access to attribute '__class__'"),
        ("{{ job.__class__ }}", "job has no '__class__'"),
        ("{{ 1 / 0 }}", "the text cannot be filled in: division by zero"),
        ("{{ range(3) }}", "the text names 'range', which is not there"),
        ("{{ self.x }}", "the text names 'self', which is not there"),
        ("{% include 'x' %}", "the text cannot be filled in"),
    ],
)
def test_a_text_that_cannot_be_filled_in_is_refused(text: str, message: str) -> None:
    with pytest.raises(PipingError) as refused:
        Piped(text, NAMES)
    assert str(refused.value).startswith(message)


@pytest.mark.parametrize("words", ["{{ 7*7 }}", "{% raw %}", "<b>&amp;</b>", "[/b]", "a\nb"])
def test_what_is_put_in_is_put_in_as_it_is(words: str) -> None:
    assert Piped("“{{ job }}”", NAMES).fill(lambda name: words) == f"“{words}”"


def test_what_is_not_known_reads_as_an_ellipsis_and_counts_as_false() -> None:
    piped = Piped("{% if job %}at{% else %}not at{% endif %} {{ job }}", NAMES)
    assert piped.fill(lambda name: BLANK) == "not at …"
