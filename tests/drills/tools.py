"""What some drills need of a system, asked once; where it is not there they are left out."""

import os
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

import pytest

MEMORY = Path("/dev/shm")  # noqa: S108 - a disk of memory: thousands of states are laid out there


def needs_tracing():
    """Leave a test out where no program may watch and disturb another one's system calls."""
    if not _traces():
        pytest.skip("needs strace, and to be allowed to trace a program")


def needs_small_disks():
    """Leave a test out where no small disk can be made."""
    if not _mounts():
        pytest.skip("needs to be root on a system with tmpfs, to make a small disk")


def disk(place, size):
    """Make a disk of so many KB at `place`; whoever asks for it takes it away again."""
    place.mkdir()
    _mount(place, f"size={size}k")


def close_disk(place):
    """Let nobody write on a disk any more."""
    subprocess.run(["mount", "-o", "remount,ro", place], check=True)


def remove_disk(place):
    subprocess.run(["umount", place], check=True)


def quick_folder():
    """Return a new folder in memory where there is such a disk; whoever asks removes it."""
    return Path(tempfile.mkdtemp(prefix="drill-", dir=MEMORY if MEMORY.is_dir() else None))


def _mount(place, options):
    line = ["mount", "-t", "tmpfs", "-o", options, "surco", str(place)]
    subprocess.run(line, check=True, capture_output=True)


@cache
def _traces():
    if sys.platform != "linux" or not shutil.which("strace"):
        return False
    line = ["strace", "-f", "--seccomp-bpf", "-e", "trace=fsync", "-o", os.devnull, "true"]
    return subprocess.run(line, check=False, capture_output=True).returncode == 0


@cache
def _mounts():
    if sys.platform != "linux" or os.geteuid() != 0 or not shutil.which("mount"):
        return False
    with tempfile.TemporaryDirectory() as folder:
        try:
            _mount(folder, "size=64k")
        except subprocess.CalledProcessError:
            return False
        remove_disk(folder)
    return True
