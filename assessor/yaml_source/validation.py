"""The validation of files: their data as models, and what is amiss told at its file, line and column."""

from __future__ import annotations

from collections.abc import Iterable
from types import UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from assessor import wording
from assessor.yaml_source.reader import read_yaml
from assessor.yaml_source.source_map import BankError, Fault, Path, SourceMap

M = TypeVar("M", bound=BaseModel)


def load(model: type[M], text: str, file: str, listed: str = "") -> tuple[M, SourceMap]:
    """One file as a model; raises `BankError` with every fault that its fields show.

    ``listed`` names the field that a file stands for which is a list and nothing else.
    """
    contents, source = read_yaml(text, file)
    if listed and isinstance(contents, list):
        contents = {listed: contents}
        for places in (source.marks, source.keys):
            places.update({(listed, *path): mark for path, mark in list(places.items())})
    if not isinstance(contents, dict):
        raise BankError([source.fault((), f"expected a mapping that begins with {_first_key(model)}:")])
    return build(model, contents, source)


def build(model: type[M], contents: dict[str, Any], source: SourceMap) -> tuple[M, SourceMap]:
    """The model made of data already read; raises `BankError`."""
    try:
        return model.model_validate(contents), source
    except ValidationError as error:
        raise BankError(_faults(error, model, contents, source)) from None


def _first_key(model: type[BaseModel]) -> str:
    return next(iter(model.model_fields))


def _faults(error: ValidationError, model: type[BaseModel], contents: Any, source: SourceMap) -> Iterable[Fault]:
    details = error.errors(include_url=False)
    for detail in details:
        place = detail["loc"]
        if detail["type"] == "too_short" and any(d["loc"][: len(place)] == place != d["loc"] for d in details):
            continue  # too few only because those that are there have faults of their own
        path = _data_path(place, contents)
        if detail["type"] == "extra_forbidden":
            near = wording.did_you_mean(str(place[-1]), _keys(model, place[:-1]))
            yield source.key_fault(path, _message(detail) + near)
        elif place[-1:] == ("[key]",):
            yield source.key_fault(path, _message(detail))
        elif detail["type"] == "union_tag_invalid":
            yield source.fault((*path, "kind"), _message(detail))
        else:
            yield source.fault(path, _message(detail))


def _keys(kind: Any, place: tuple[str | int, ...]) -> Iterable[str]:
    """The keys that a mapping may have, found from a model and the place in it that a validation error names."""
    for step in place:
        kind = _inside(kind, step)
    model: Any = next((part for part in (kind, *get_args(kind)) if hasattr(part, "model_fields")), None)
    return list(model.model_fields) if model else ()


def _inside(kind: Any, step: str | int) -> Any:
    """The type of one part of a value of type ``kind``: a field's, an item's, or that of the union's tag."""
    origin, parts = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return _inside(parts[0], step)
    if origin in (Union, UnionType):
        models = [part for part in parts if hasattr(part, "model_fields")]
        tagged = [m for m in models if "kind" in m.model_fields and _tag(m) == step]
        return tagged[0] if tagged else _inside(models[0], step) if models else None
    if origin is not None:
        return parts[1 if origin is dict else 0]
    field_there = getattr(kind, "model_fields", {}).get(step)
    return field_there.annotation if field_there else None


def _tag(model: Any) -> object:
    return get_args(model.model_fields["kind"].annotation)[0]


def _data_path(loc: tuple[str | int, ...], contents: Any) -> Path:
    """The place in the data that a validation error speaks of, without the tags of discriminated unions."""
    path: list[str | int] = []
    value = contents
    for index, step in enumerate(loc):
        if isinstance(value, dict):
            tag_of_union = step == value.get("kind") and "kind" in value and index + 1 < len(loc)
            if tag_of_union and (step not in value or path[-1:] != [step]):
                follows = loc[index + 1]
                if step not in value or not _is_inside(value[step], follows):
                    continue
            path.append(step)
            value = value.get(step) if isinstance(step, str) else None
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            path.append(step)
            value = value[step]
        else:
            break
    return tuple(path)


def _is_inside(value: Any, step: str | int) -> bool:
    return (isinstance(value, dict) and step in value) or (isinstance(value, list) and isinstance(step, int))


def _message(detail: Any) -> str:
    kind, context, value = detail["type"], detail.get("ctx", {}), detail.get("input")
    last = detail["loc"][-1] if detail["loc"] else ""
    match kind:
        case "missing":
            return f"{last!r} is missing"
        case "extra_forbidden":
            return f"unknown key {last!r}"
        case "value_error":
            return str(context.get("error", detail["msg"]))
        case "union_tag_not_found":
            return "'kind' is missing"
        case "union_tag_invalid":
            tags = [tag.strip("' ") for tag in str(context["expected_tags"]).split(",")]
            return f"unknown kind {context['tag']!r}{wording.did_you_mean(context['tag'], tags)}"
        case "literal_error":
            return f"{value!r} is none of {context['expected']}"
        case "model_type" | "model_attributes_type" | "dict_type":
            return f"expected a mapping, found {value!r}"
        case "tuple_type" | "list_type":
            return f"expected a list, found {value!r}"
        case "string_type":
            return f"expected words, found {value!r}; put it in quotes if it is meant as words"
        case "string_too_short" | "too_short":
            return f"{last!r} is too short"
        case "string_too_long":
            return f"{last!r} is longer than {context['max_length']} characters"
        case _:
            return f"{detail['msg'][0].lower()}{detail['msg'][1:]}"
