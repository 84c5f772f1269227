"""Read a YAML list of records, with the line on which each of their fields stands."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from bot.errors import DataError

_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the first is ten times as fast


class _Loader(_Base):  # type: ignore[misc]  # which of the two it is, is known when it runs
    """Says where a value stands that can't be read, such as the date 2026-13-45."""

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:  # noqa: ANN401, FBT001, FBT002 -- as PyYAML calls it
        try:
            return super().construct_object(node, deep)
        except (ArithmeticError, AttributeError, LookupError, ValueError) as error:
            kind = node.tag.rpartition(":")[2]
            problem = f"{node.value!r} is no {kind}; mend it, or put it in quotation marks"
            raise yaml.MarkedYAMLError(problem=problem, problem_mark=node.start_mark) from error


@dataclass(frozen=True, slots=True)
class Declared:
    """A record as a file has it.

    Args:
        value: its fields, of any type.
        node: where they stand.
    """

    value: Any
    node: yaml.Node

    def line(self, *place: str | int) -> int:
        """Return the line of a field, e.g. `("domains", 0)`, or of the nearest thing around it."""
        node = self.node
        for step in place:
            found = _child(node, step)
            if found is None:
                break
            node = found
        return int(node.start_mark.line) + 1

    def repeated(self) -> Iterator[tuple[str, int]]:
        """Yield each field that is written twice, with the line of the second time."""
        seen = set()
        for key, _ in self.node.value if isinstance(self.node, yaml.MappingNode) else ():
            if key.value in seen:
                yield key.value, key.start_mark.line + 1
            seen.add(key.value)


def read_declared(path: Path, name: str) -> list[Declared]:
    """Return the records in the list called `name` in a file.

    Raises:
        DataError: the file can't be read, is no YAML, or has no such list.
    """
    try:
        loader = _Loader(path.read_text(encoding="utf-8"))
        root = loader.get_single_node()
        values = loader.construct_document(root) if root else None
    except (OSError, UnicodeError) as error:
        raise DataError(path, 1, "file", f"can't be read: {error}") from error
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or "no YAML"
        raise DataError(path, mark.line + 1 if mark else 1, "file", f"{problem}") from error
    records = values.get(name) if isinstance(values, dict) else None
    node = _child(root, name)
    if not isinstance(records, list) or not isinstance(node, yaml.SequenceNode):
        raise DataError(
            path, 1, name, f"must be a list: write `{name}:` and one `- id: …` for each"
        )
    return [Declared(value, part) for value, part in zip(records, node.value, strict=True)]


def _child(node: yaml.Node, step: str | int) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == step), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        part: yaml.Node = node.value[step]
        return part
    return None
