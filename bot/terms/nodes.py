"""Read the nodes of a YAML file by their types, noting every fault with its line."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from bot.errors import DataError

MAX_BYTES = 100_000
"""A file's size: a good entry has some 9,000 bytes, and deep nesting needs many."""

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_EMPTY = "is empty; fill it in"
_READ_AS = {"int": "a number", "float": "a number", "bool": "yes or no", "timestamp": "a date"}
_NUMBER = re.compile(r"\d{1,9}", re.ASCII)
_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


@dataclass(slots=True)
class Sheet:
    """A file while it is read.

    The readers below return an empty value where there is none to return; then the sheet is
    `broken` and says why in `faults`.

    Args:
        lines: where each field that was read stands, counted from 1.
        broken: whether something is missing or of the wrong type; an unknown field alone does
            not make the rest unusable.
    """

    path: Path
    faults: list[DataError] = field(default_factory=list)
    lines: dict[str, int] = field(default_factory=dict)
    broken: bool = False

    def blame(self, line: int, name: str, problem: str) -> None:
        """Note a fault that makes the file unusable."""
        self.broken = True
        self.faults.append(DataError(self.path, line, name, problem))

    def root(self) -> Node | None:
        """Return the document of the file, None where it can't be read."""
        if not self.path.is_file():  # a device, say, or a link to nowhere
            self.blame(1, "file", "is no file; take it out")
            return None
        try:
            with self.path.open("rb") as file:
                raw = file.read(MAX_BYTES + 1)
            if len(raw) > MAX_BYTES:
                self.blame(1, "file", f"has more than {MAX_BYTES:,} bytes; shorten it")
                return None
            node: Node | None = yaml.compose(raw.decode(), Loader=_LOADER)
        except OSError as error:
            self.blame(1, "file", f"can't be read ({error.strerror}); check its rights")
        except UnicodeDecodeError as error:
            line = raw.count(b"\n", 0, error.start) + 1
            self.blame(line, "file", "is not UTF-8; save it as UTF-8")
        except (yaml.YAMLError, RecursionError) as error:
            self.blame(_line_of(error, raw), "file", f"is not YAML ({_problem_of(error)}); mend it")
        else:
            if node is None:
                self.blame(1, "file", "is empty; write the entry or delete the file")
            return node
        return None

    def mapping(
        self, node: Node | None, name: str, needed: Sequence[str], allowed: Sequence[str] = ()
    ) -> dict[str, Node]:
        """Return the fields of a mapping; those that are unknown or given twice are noted."""
        if not isinstance(node, MappingNode):
            self._mistyped(node, name or "file", f"takes fields ({', '.join(needed or allowed)})")
            return {}
        self._note(node, name)
        fields: dict[str, Node] = {}
        for key, value in node.value:
            known = str(key.value) if isinstance(key, ScalarNode) else "…"
            key_name, line = _join(name, known), key.start_mark.line + 1
            if known in fields:
                self.blame(line, key_name, "is given twice; keep one")
            elif known in needed or known in allowed:
                fields[known] = value
                self.lines[key_name] = line
            else:
                problem = f"is no field here; use one of {', '.join((*needed, *allowed))}"
                self.faults.append(DataError(self.path, line, key_name, problem))
        for missing in needed:
            if missing not in fields:
                self.blame(node.start_mark.line + 1, _join(name, missing), "is missing; add it")
        return fields

    def items(self, node: Node | None, name: str) -> Iterator[tuple[Node, str]]:
        """Yield the items of a list, each with its name; an absent list has none."""
        if not isinstance(node, SequenceNode):
            self._mistyped(node, name, "takes a list, like [a, b]")
            return
        for number, item in enumerate(node.value):
            item_name = f"{name}[{number}]"
            self._note(item, item_name)
            yield item, item_name

    def texts(self, node: Node | None, name: str) -> tuple[str, ...]:
        """Return a list of texts; an absent one is empty."""
        return tuple(self.text(item, item_name) for item, item_name in self.items(node, name))

    def text(self, node: Node | None, name: str) -> str:
        """Return a text that is not empty."""
        value = self._scalar(node, name, "str", "takes a text")
        if value is not None and node is not None and not value.strip():
            self.blame(node.start_mark.line + 1, name, _EMPTY)
        return value or ""

    def number(self, node: Node | None, name: str) -> int:
        """Return a whole number in plain digits."""
        value = self._scalar(node, name, "int", "takes a whole number")
        if value is None or node is None:
            return 0
        if not _NUMBER.fullmatch(value):
            self.blame(node.start_mark.line + 1, name, f"{value} is no whole number in digits")
            return 0
        return int(value)

    def day(self, node: Node | None, name: str) -> date:
        """Return a date."""
        value = self._scalar(node, name, "timestamp", "takes a date, like 2026-11-24 unquoted")
        if value is None or node is None:
            return date.min
        try:
            if _DATE.fullmatch(value):
                return date.fromisoformat(value)
        except ValueError:  # there is no such day
            pass
        self.blame(node.start_mark.line + 1, name, f"{value} is no date like 2026-11-24")
        return date.min

    def _scalar(self, node: Node | None, name: str, kind: str, wanted: str) -> str | None:
        if not isinstance(node, ScalarNode) or _kind(node) != kind:
            self._mistyped(node, name, wanted)
            return None
        self._note(node, name)
        return str(node.value)

    def _mistyped(self, node: Node | None, name: str, wanted: str) -> None:
        if node is None:  # already noted as missing
            return
        line = node.start_mark.line + 1
        if isinstance(node, ScalarNode) and wanted == "takes a text" and _kind(node) in _READ_AS:
            read_as = _READ_AS[_kind(node)]
            self.blame(line, name, f"{node.value} is read as {read_as}; put it in quotes")
        elif isinstance(node, ScalarNode) and _kind(node) == "null":
            self.blame(line, name, _EMPTY)
        else:
            self.blame(line, name, wanted)

    def _note(self, node: Node, name: str) -> None:
        self.lines.setdefault(name, node.start_mark.line + 1)


def _kind(node: ScalarNode) -> str:
    return str(node.tag).rpartition(":")[2]


def _join(name: str, key: str) -> str:
    return f"{name}.{key}" if name else key


def _line_of(error: Exception, raw: bytes) -> int:
    mark = getattr(error, "problem_mark", None)
    if mark is not None:
        return int(mark.line) + 1
    position = getattr(error, "position", None)
    return raw.decode().count("\n", 0, position) + 1 if isinstance(position, int) else 1


def _problem_of(error: Exception) -> str:
    problem = getattr(error, "problem", None) or getattr(error, "reason", None)
    return str(problem or "it nests too deep")
