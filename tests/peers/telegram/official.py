"""What the official documentation allows to be said, by the models that aiogram generates from it."""

import json
import types
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin

import aiogram.methods
from aiogram.methods import TelegramMethod
from aiogram.types import Update
from pydantic import BaseModel, TypeAdapter, ValidationError

from .calls import Json, bad

METHODS: dict[str, type[TelegramMethod[Any]]] = {
    method.__api_method__.lower(): method
    for name in aiogram.methods.__all__
    if isinstance(method := getattr(aiogram.methods, name), type)
    and issubclass(method, TelegramMethod)
    and isinstance(method.__dict__.get("__api_method__"), str)
}
"""By name in lower case: the server does not care about case."""
JSON_NAMES = {"reply_markup": "reply keyboard markup", "entities": "entities", "caption_entities": "entities"}


def _parts(annotation: Any) -> Iterator[Any]:
    """The simple types in a union."""
    origin = get_origin(annotation)
    if origin is Annotated:
        yield from _parts(get_args(annotation)[0])
    elif origin is Union or isinstance(annotation, types.UnionType):
        for part in get_args(annotation):
            yield from _parts(part)
    else:
        yield origin or annotation


@cache
def _kinds(method: str) -> dict[str, str]:
    """For each parameter how it is read from a form: json, bool, int, either (a chat's number or its @name) or str."""
    kinds = {}
    for name, field in METHODS[method.lower()].model_fields.items():
        parts = [part for part in _parts(field.annotation) if isinstance(part, type)]
        if any(issubclass(part, BaseModel | list) for part in parts):
            kinds[name] = "json"
        elif bool in parts:
            kinds[name] = "bool"
        elif int in parts:
            kinds[name] = "either" if str in parts else "int"
        else:
            kinds[name] = "str"
    return kinds


def read(method: str, fields: Json, files: Iterable[str]) -> Json:
    """The fields of a form as numbers, booleans and objects; a file sent under a parameter's own name as what it is
    attached to. What cannot be read stays a string, for `wrong_call`. Raises Refusal for JSON that is none."""
    kinds = _kinds(method)
    attached = {name: f"attach://{name}" for name in files if name in kinds and name not in fields}
    return attached | {name: _value(name, kinds.get(name, "str"), value) for name, value in fields.items()}


def _value(name: str, kind: str, value: Any) -> Any:
    if not isinstance(value, str) or kind == "str":
        return value
    if kind == "json":
        try:
            return json.loads(value)
        except json.JSONDecodeError as error:
            raise bad(f"can't parse {JSON_NAMES.get(name, name)} JSON object") from error
    if kind == "bool":
        known = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}
        return known.get(value.strip().lower(), value)
    try:
        return int(value)
    except ValueError:
        return value


def wrong_call(method: str, params: Json) -> list[str]:
    """What the documentation refuses in these parameters, one line each."""
    model = METHODS[method.lower()]
    try:
        return [f"{method}: {line}" for line in _extras(model.model_validate(params), "")]
    except ValidationError as error:
        return _lines(method, error)


def wrong_answer(method: str, result: object) -> list[str]:
    """What the documentation refuses in an answer of the simulator."""
    try:
        return [f"answer to {method}: {line}" for line in _extras(_answers(method).validate_python(result), "")]
    except ValidationError as error:
        return _lines(f"answer to {method}", error)


def wrong_update(update: Json) -> list[str]:
    """What the documentation refuses in an update of the simulator."""
    try:
        return [f"update: {line}" for line in _extras(Update.model_validate(update), "")]
    except ValidationError as error:
        return _lines("update", error)


@cache
def _answers(method: str) -> TypeAdapter[Any]:
    return TypeAdapter(METHODS[method.lower()].__returning__)


def _lines(about: str, error: ValidationError) -> list[str]:
    return [f"{about}: {'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors()]


def _extras(value: object, path: str) -> Iterator[str]:
    """The fields that the models let pass although the documentation has none of that name."""
    if isinstance(value, BaseModel):
        for name in value.model_extra or {}:
            yield f"{path}{name}: not in the documentation of {type(value).__name__}"
        for name in value.model_fields_set & type(value).model_fields.keys():
            yield from _extras(getattr(value, name), f"{path}{name}.")
    elif isinstance(value, list):
        for index, part in enumerate(value):
            yield from _extras(part, f"{path}{index}.")
