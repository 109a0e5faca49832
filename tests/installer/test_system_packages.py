import os
import subprocess

import pytest

import system_packages
from environment import SetupError

BOOKWORM = 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nID=debian\n'
MINT = 'ID=linuxmint\nID_LIKE="ubuntu debian"\n'
INSTALLED = (
    "libegl1\tinstalled\t\n"
    "libcups2t64\tinstalled\tlibcups2 (= 2.4.10-3)\n"
    "qpdf\tconfig-files\t\n"
    "xauth\tinstalled\tx11, xauthority (= 1)\n"
)


@pytest.fixture
def lacking(tmp_path, monkeypatch):
    """A Debian on which minisign is missing and nobody is root."""
    release = tmp_path / "os-release"
    release.write_text(BOOKWORM, encoding="utf-8")
    monkeypatch.setattr(system_packages, "RELEASE", release)
    monkeypatch.setattr(system_packages, "needed", lambda _purpose: ["minisign"])
    monkeypatch.setattr(system_packages, "_list_installed", lambda: INSTALLED)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)


def test_a_library_that_a_newer_release_renamed_is_not_missing():
    names = ["libcups2", "libegl1", "libgl1", "qpdf", "xauthority"]

    assert system_packages.missing(names, INSTALLED) == ["libgl1", "qpdf"]


@pytest.mark.parametrize(
    ("release", "known"),
    [(BOOKWORM, True), (MINT, True), ("ID=fedora\n", False), ("", False)],
    ids=["Debian", "Mint", "Fedora", "another system"],
)
def test_debian_and_its_family_are_known_by_their_release_file(release, known):
    assert system_packages.is_debian(release) is known


def test_tests_need_the_programs_that_check_seals_and_paper():
    assert {"minisign", "poppler-utils", "qpdf"} <= set(system_packages.needed("test"))
    assert "minisign" not in system_packages.needed("run")


def test_a_python_without_its_venv_module_is_completed(monkeypatch):
    monkeypatch.setattr(system_packages, "_can_make_environments", lambda: False)

    assert [name for name in system_packages.needed("run") if name.endswith("-venv")]


def test_who_may_not_install_is_given_the_exact_line(lacking):
    with pytest.raises(SetupError, match=r"sudo apt-get install -y .* minisign\n"):
        system_packages.check("test")


def test_surco_starts_without_the_libraries_of_the_window(lacking, capsys):
    system_packages.check("run")

    assert "the window may not open" in capsys.readouterr().err


def test_without_the_venv_module_nothing_can_start(lacking, monkeypatch):
    monkeypatch.setattr(system_packages, "_can_make_environments", lambda: False)

    with pytest.raises(SetupError, match="sudo apt-get"):
        system_packages.check("run")


def test_root_gets_what_is_missing(lacking, monkeypatch):
    asked = []

    def run(line, **_options):
        asked.append(line)
        return subprocess.CompletedProcess(line, 0)

    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(subprocess, "run", run)
    system_packages.check("test")

    assert [line[2] for line in asked] == ["update", "install"]
    assert asked[1][-1] == "minisign"
