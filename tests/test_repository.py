"""What holds for the whole tree: import direction, exported names, a lock without addresses, a wheel that works."""

from __future__ import annotations

import ast
import subprocess
import sys
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest

import dragoman

RANKS = {
    "errors": 0, "edtf": 1, "offsets": 1, "model": 2,
    "charset": 3, "gazetteer": 3, "ontology": 3, "settings": 3,
    "capture": 4, "page": 4, "annotate": 4,
    "batch": 5, "store": 5, "link": 6,
    "views": 7, "export": 8,
    "record": 9, "__init__": 10, "cli": 11, "__main__": 12,
}  # fmt: skip
APART = {"capture", "page", "annotate"}  # siblings that meet only in the model


def _modules(root: Path) -> list[Path]:
    return sorted((root / "src" / "dragoman").rglob("*.py"))


def _part(root: Path, path: Path) -> str:
    return path.relative_to(root / "src" / "dragoman").with_suffix("").parts[0]


def _imports(path: Path) -> set[str]:
    """Return the parts of the package that a module imports, type-only imports included."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "dragoman":
            rest = (node.module or "").split(".")[1:]
            found |= {rest[0]} if rest else {alias.name for alias in node.names}
        elif isinstance(node, ast.Import):
            found |= {a.name.split(".")[1] for a in node.names if a.name.startswith("dragoman.")}
    return found


def test_every_part_has_its_place_in_the_order(root: Path) -> None:
    assert {_part(root, path) for path in _modules(root)} <= set(RANKS)


def test_imports_run_one_way(root: Path) -> None:
    faults = []
    for path in _modules(root):
        part = _part(root, path)
        for target in _imports(path) & set(RANKS):
            same = target == part
            if not same and (RANKS[target] > RANKS[part] or (target in APART and part in APART)):
                faults.append(f"{path.relative_to(root)} imports {target}")
    assert faults == []


def test_the_store_does_not_see_the_reading_stages(root: Path) -> None:
    for path in _modules(root):
        if _part(root, path) in ("store", "views", "link"):
            assert not _imports(path) & (APART | {"batch"}), path


def test_no_import_cycles_between_modules(root: Path) -> None:
    source = root / "src"
    dotted = {".".join(path.relative_to(source).with_suffix("").parts): path for path in _modules(root)}
    names = {name.removesuffix(".__init__"): path for name, path in dotted.items()}
    graph = {name: _edges(path, names) for name, path in names.items()}
    done: set[str] = set()

    def walk(name: str, trail: tuple[str, ...]) -> None:
        assert name not in trail, f"import cycle: {' -> '.join((*trail, name))}"
        if name not in done:
            for target in graph[name]:
                walk(target, (*trail, name))
            done.add(name)

    for name in graph:
        walk(name, ())


def _edges(path: Path, names: dict[str, Path]) -> set[str]:
    """Return the modules that a module imports when it is itself imported (imports inside functions wait)."""
    found: set[str] = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("dragoman"):
            deeper = {f"{node.module}.{alias.name}" for alias in node.names} & set(names)
            found |= deeper or ({str(node.module)} & set(names))
    return {name for name in found if names[name] != path}


def test_exported_names() -> None:
    assert len(dragoman.__all__) <= 12
    assert sorted(dragoman.__all__) == list(dragoman.__all__)
    for name in dragoman.__all__:
        assert getattr(dragoman, name).__doc__, f"{name} has no docstring"


def test_every_module_and_public_function_has_a_docstring(root: Path) -> None:
    missing = []
    for path in _modules(root):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        nodes = [tree, *(n for n in tree.body if isinstance(n, ast.FunctionDef | ast.ClassDef) and n.name[0] != "_")]
        missing += [f"{path.name}: {getattr(n, 'name', 'module')}" for n in nodes if not ast.get_docstring(n)]
    assert missing == []


def test_the_lock_names_versions_and_hashes_but_no_address(root: Path) -> None:
    lock = (root / "requirements.lock").read_text()
    assert "://" not in lock
    pinned = {line.split("==")[0] for line in lock.splitlines() if "==" in line}
    project = tomllib.loads((root / "pyproject.toml").read_text())
    wanted = {d.split(">")[0].split("[")[0].strip() for d in project["project"]["dependencies"]}
    assert wanted <= pinned
    assert lock.count("--hash=sha256:") >= len(pinned)


def test_no_machine_paths_in_tracked_files(root: Path) -> None:
    files = subprocess.run(["git", "ls-files"], cwd=root, capture_output=True, text=True)
    if files.returncode:
        pytest.skip("not a git checkout")
    here = "/".join(("", "work", "main"))
    for name in files.stdout.split():
        path = root / name
        if path.is_file() and path.suffix in {".py", ".md", ".toml", ".txt", ""}:
            assert here not in path.read_text(encoding="utf-8", errors="ignore"), name


@pytest.mark.slow
def test_the_wheel_installs_and_runs_without_development_packages(root: Path, tmp_path: Path) -> None:
    build = [sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir", str(tmp_path), str(root)]
    subprocess.run(build, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    assert "dragoman/py.typed" in names
    assert not [n for n in names if n.startswith(("tests/", "benchmarks/", "training/", "examples/"))]

    home = tmp_path / "env"
    venv.create(home, with_pip=False, symlinks=True)
    project = tomllib.loads((root / "pyproject.toml").read_text())
    lock = (root / "requirements.lock").read_text()
    runtime = tmp_path / "runtime.txt"
    runtime.write_text("\n".join(_constraint(d, lock) for d in project["project"]["dependencies"]))
    pip = [sys.executable, "-m", "pip", "--python", str(home / "bin" / "python"), "install", "-q"]
    subprocess.run([*pip, "-c", str(_constraints(root, tmp_path)), "-r", str(runtime), str(wheel)], check=True)
    page = tmp_path / "page.txt"
    page.write_text(
        "Ministers meet in Oslo\n\nNorwegian Foreign Minister Kari Lund met Chilean Foreign Minister Pedro Soto "
        "in Oslo on 3 March 2026. They agreed to resume talks on fisheries by 1 June 2026.\n"
    )
    run = [str(home / "bin" / "dragoman"), "extract", "--published", "2026-03-04", str(page)]
    out = subprocess.run(run, check=True, capture_output=True, text=True, cwd=tmp_path).stdout
    assert '"CONSULT"' in out
    assert "Kari Lund" in out


def _constraint(dependency: str, lock: str) -> str:
    name = dependency.split(">")[0].split("[")[0].strip()
    return next(line.split(" ")[0] for line in lock.splitlines() if line.startswith(f"{name}=="))


def _constraints(root: Path, tmp_path: Path) -> Path:
    path = tmp_path / "constraints.txt"
    lines = (root / "requirements.lock").read_text().splitlines()
    path.write_text("\n".join(line.split(" ")[0] for line in lines if "==" in line and not line.startswith(" ")))
    return path
