"""The picture of the rooms in the README is that of the code, and arrows point down only."""

from __future__ import annotations

import ast
import re

from tests.conftest import ROOT

ROWS = re.findall(r"^\| ((?:`[a-z_]+(?:/|\.py)`(?:, )?)+) \|", (ROOT / "README.md").read_text(encoding="utf-8"), re.M)
PICTURE = [name for row in ROWS for name in re.findall(r"`([a-z_]+)", row)]
ABOVE = ["app", "eval", "assistant", "index", "prompts"]


def imports(file):
    """The modules that a file names in its imports, wherever these stand."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".") for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{file} imports from where it stands: write the whole name"
            yield from ([*node.module.split("."), alias.name] for alias in node.names)


def test_the_folders_rest_on_those_below():
    for n, room in enumerate(ABOVE):
        for file in [ROOT / "app.py"] if room == "app" else (ROOT / room).rglob("*.py"):
            upwards = {module[0] for module in imports(file)} & set(ABOVE[:n])
            assert not upwards, f"{file.relative_to(ROOT)} imports {upwards}"


def test_the_rooms_of_the_assistant_rest_on_those_below():
    standing = {path.stem for path in (ROOT / "assistant").glob("[a-z]*") if path.suffix == ".py" or path.is_dir()}
    rooms = [name for name in PICTURE if name in standing]
    assert sorted(rooms) == sorted(standing)
    for n, room in enumerate(rooms):
        folder = ROOT / "assistant" / room
        for file in folder.glob("*.py") if folder.is_dir() else [folder.with_suffix(".py")]:
            for module in imports(file):
                if module[0] == "assistant":
                    assert module[1] in rooms[n:], f"{file.relative_to(ROOT)} imports {'.'.join(module)}"
