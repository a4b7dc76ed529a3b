"""The measures of the house, on sources of a few lines."""

from __future__ import annotations

from textwrap import dedent

import pytest

from tools.house import Allowed, Measure, measured_complexity, measured_faces, measured_homonyms, measured_names
from tools.measures import (
    Module,
    NameCollector,
    act_classes,
    acts_constructed,
    complexities,
    cycles,
    homonyms,
    import_graph,
    is_face,
    unnamed,
)

JOURNAL = """
    class Answered: ...
    class Noted: ...
    class Client: ...
    Act = Annotated[Answered | Noted, Field(discriminator="act")]
"""
ACTS = frozenset({"Answered", "Noted"})


def module(text: str, name: str = "assessor.m", is_package: bool = False) -> Module:
    return Module.parse(name, dedent(text), is_package)


def names(text: str) -> NameCollector:
    return NameCollector().collect([module(text)])


# ---- homonyms


@pytest.mark.parametrize(
    "definition",
    ["def f(): ...", "async def f(): ...", "class f: ...", "f = 1", "f: int = 1", "f = g = 1", "f, g = 1, 2"],
)
def test_a_public_name_that_two_modules_define_is_a_homonym(definition: str) -> None:
    two = [module(definition, "assessor.a"), module("def f(): ...", "assessor.b")]
    assert homonyms(two) == {"f": ("assessor.a", "assessor.b")}


@pytest.mark.parametrize(
    "text",
    [
        "from x import f",
        "import f",
        "def g():\n    f = 1",
        "class G:\n    f = 1",
        "x.f = 1",
    ],
)
def test_a_name_that_a_module_imports_or_keeps_within_a_function_or_class_is_none(text: str) -> None:
    assert homonyms([module(text, "assessor.a"), module("f = 1", "assessor.b")]) == {}


def test_a_private_name_is_no_homonym() -> None:
    assert homonyms([module("_f = 1", "assessor.a"), module("_f = 2", "assessor.b")]) == {}


def test_a_name_that_one_module_defines_twice_is_no_homonym() -> None:
    assert homonyms([module("f = 1\nf = 2")]) == {}


# ---- names


@pytest.mark.parametrize(
    ("text", "assigned"),
    [
        ("def f():\n    a = 1", ["a"]),
        ("def f():\n    a, (b, *c) = x", ["a", "b", "c"]),
        ("def f():\n    for a in x: ...", ["a"]),
        ("def f():\n    [a for a in x]", ["a"]),
        ("def f():\n    with x as a: ...", ["a"]),
        ("def f():\n    if a := x: ...", ["a"]),
        ("def f():\n    try: ...\n    except E as a: ...", ["a"]),
        ("def f():\n    match x:\n        case [a, *b]: ...", ["a", "b"]),
        ("def f(self):\n    self.a = 1", ["a"]),
        ("def f():\n    lambda a: a", []),
        ("a = 1", []),
        ("class C:\n    a: int\n    b = 1", []),
        ("def f():\n    class C:\n        a = 1", []),
    ],
)
def test_what_a_function_binds_and_what_attribute_is_set_are_names_assigned(text: str, assigned: list[str]) -> None:
    assert names(text).assigned == assigned


def test_arguments_are_counted_apart_and_self_is_none_of_them() -> None:
    assert names("class C:\n    def f(self, a, *b, c=1, **d): return lambda e: e").arguments == [*"abcde"]


def test_the_share_of_vague_names_is_told_with_the_words() -> None:
    source = "def f(said):\n    one = 1\n    one = 2\n    line = 3\n    note = 4"
    assigned, arguments = measured_names([module(source)])
    assert (assigned.figure, assigned.holds, assigned.places) == ("50.0 %", False, ("one: 2",))
    assert (arguments.figure, arguments.places) == ("100.0 %", ("said: 1",))


def test_two_vague_names_in_a_hundred_are_let_stand_and_three_are_not() -> None:
    def of(vague: int) -> Measure:
        lines = [f"    {'one' if place < vague else 'line'} = 1" for place in range(100)]
        return next(measured_names([module("def f():\n" + "\n".join(lines))]))

    assert of(2).holds
    assert not of(3).holds


# ---- complexity


@pytest.mark.parametrize(
    ("body", "complexity"),
    [
        ("pass", 1),
        ("if a: pass", 2),
        ("if a: pass\n    elif b: pass\n    else: pass", 3),
        ("return a if b else c", 2),
        ("return a and b or c", 3),
        ("for a in b: pass\n    else: pass", 3),
        ("while a: pass", 2),
        ("try: pass\n    except A: pass\n    except B: pass\n    else: pass", 4),
        ("return [a for a in b if a if b]", 4),
        ("assert a", 2),
        ("match a:\n        case 1: pass\n        case 2: pass\n        case _: pass", 3),
        ("match a:\n        case 1: pass\n        case 2: pass", 3),
        ("with a: pass", 1),
        ("def g():\n        if a: pass", 1),
        ("return lambda: a if b else c", 2),
    ],
)
def test_complexity_is_one_more_than_the_decisions_of_a_function(body: str, complexity: int) -> None:
    assert complexities(module(f"def f():\n    {body}"))["f"] == complexity


def test_functions_go_by_their_qualified_names() -> None:
    source = "class C:\n    def f(self):\n        def g():\n            if a: pass\nif x:\n    def h(): ..."
    assert complexities(module(source)) == {"C.f": 1, "C.f.g": 2, "h": 1}


def test_a_function_past_the_limit_is_held_only_with_its_reason() -> None:
    source = [module("def f():\n" + "    if a: pass\n" * 20)]
    assert measured_complexity(source, Allowed()).places == ("assessor.m:f: 21",)
    assert measured_complexity(source, Allowed(complex={"assessor.m:f": "one table"})).holds


# ---- what is let stand


def test_homonyms_are_held_only_with_a_reason_each() -> None:
    two = [module("f = g = 1", "assessor.a"), module("f = g = 1", "assessor.b")]
    assert measured_homonyms(two, Allowed({"f": "why", "g": "why"})).holds
    assert measured_homonyms(two, Allowed({"f": "why"})).places == ("g: assessor.a, assessor.b",)


def test_more_than_fifteen_homonyms_are_not_held_whatever_their_reasons() -> None:
    source = "\n".join(f"f{number} = 1" for number in range(16))
    two = [module(source, "assessor.a"), module(source, "assessor.b")]
    assert not measured_homonyms(two, Allowed({f"f{number}": "why" for number in range(16)})).holds


def test_what_is_let_stand_and_is_no_longer_there_is_told() -> None:
    assert measured_homonyms([], Allowed({"f": "why"})).places == ("f: let stand, and is no longer there",)


# ---- imports


@pytest.mark.parametrize(
    "text",
    [
        "import assessor.b",
        "from assessor.b import f",
        "from assessor import b",
        "from . import b",
        "from .b import f",
        "def f():\n    from assessor.b import g",
        "if x:\n    import assessor.b",
        "try:\n    import assessor.b\nexcept ImportError: ...",
    ],
)
def test_a_module_imports_another_wherever_and_however_it_is_written(text: str) -> None:
    graph = import_graph([module(text, "assessor.a"), module("", "assessor.b"), module("", "assessor", True)])
    assert "assessor.b" in graph["assessor.a"]


def test_an_import_for_the_type_checker_alone_is_none() -> None:
    text = "if TYPE_CHECKING:\n    import assessor.b"
    assert import_graph([module(text, "assessor.a"), module("", "assessor.b")])["assessor.a"] == set()


def test_dots_are_counted_from_the_package_in_its_own_file() -> None:
    room = module("from .b import f", "assessor.room", is_package=True)
    assert import_graph([room, module("", "assessor.room.b")])["assessor.room"] == {"assessor.room.b"}


def test_modules_that_import_each_other_are_a_cycle_each_set_once() -> None:
    graph = {"a": {"b"}, "b": {"c"}, "c": {"a", "d"}, "d": set(), "e": {"a"}, "f": {"f"}}
    assert cycles(graph) == [("a", "b", "c"), ("f",)]


# ---- faces


def test_the_acts_are_the_classes_of_the_journals_union() -> None:
    assert act_classes(module(JOURNAL)) == ACTS


@pytest.mark.parametrize(
    ("line", "act"),
    [
        ("Answered(question='a')", "Answered"),
        ("A(question='a')", "Answered"),
        ("journal.Noted(text='a')", "Noted"),
        ("Answered.model_validate({})", "Answered.model_validate"),
        ("Answered.model_construct()", "Answered.model_construct"),
        ("step.model_copy(update={})", "step.model_copy"),
        ("partial(Answered, question='a')", "Answered"),
        ("form(make=Answered)", "Answered"),
    ],
)
def test_an_act_is_constructed_by_its_class_by_validation_by_a_copy_or_by_whom_it_is_handed_to(
    line: str, act: str
) -> None:
    imports = "from assessor import journal\nfrom assessor.journal import Answered, Answered as A, Noted"
    assert acts_constructed(module(f"{imports}\ndef f():\n    {line}"), ACTS) == [(4, act)]


@pytest.mark.parametrize(
    "line",
    [
        "isinstance(act, Answered)",
        "cast(Answered, act)",
        "Client(name='a')",
        "Action.model_validate({})",
        "x: Answered = y",
        "match act:\n        case Answered(question=name): ...",
    ],
)
def test_asking_of_an_act_what_it_is_constructs_none(line: str) -> None:
    text = f"from assessor.journal import Answered, Client\ndef f():\n    {line}"
    assert acts_constructed(module(text), ACTS) == []


def test_a_class_of_the_same_name_from_elsewhere_is_no_act() -> None:
    assert acts_constructed(module("from assessor.scripts import Answered\nAnswered()"), ACTS) == []


@pytest.mark.parametrize(
    ("name", "face"),
    [("assessor.screens.plan", True), ("assessor.cli", True), ("assessor.acts.desk", False), ("assessor.plan", False)],
)
def test_the_faces_are_screens_plain_lines_commands_the_app_and_the_command_line(name: str, face: bool) -> None:
    assert is_face(name) is face


def test_acts_are_looked_for_in_faces_alone() -> None:
    line = "from assessor.journal import Noted\nNoted(text='a')"
    modules = [module(JOURNAL, "assessor.journal"), module(line, "assessor.screens.a"), module(line, "assessor.acts.a")]
    assert measured_faces(modules).places == ("assessor.screens.a:2: Noted",)


# ---- the page


def test_a_module_is_named_where_its_own_name_stands_in_code() -> None:
    modules = [module("", name) for name in ("assessor.scripts.sheet", "assessor.care.case", "assessor.cli")]
    assert unnamed(modules, "`scripts/{interview, sheet}` is the case of `cli.py`") == ["assessor.care.case"]
