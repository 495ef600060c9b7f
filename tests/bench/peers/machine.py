"""What machine figures are from, in words that name no host and no path."""

from __future__ import annotations

import os
import pathlib
import platform
import re
import shutil
import subprocess


def machine_words() -> str:
    found = re.search(r"model name\s*: (.*)", _text("/proc/cpuinfo"))
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    words = [
        found[1].strip() if found else platform.machine(),
        f"{os.cpu_count()} cores",
        f"{memory:.0f} GiB",
        _system(),
        _compiler(),
        f"Python {platform.python_version()}",
        f"load {os.getloadavg()[0]:.1f} at the start",
    ]
    return ", ".join(word for word in words if word)


def _system() -> str:
    name = re.search(r'^PRETTY_NAME="(.*)"', _text("/etc/os-release"), re.MULTILINE)
    return name[1] if name else platform.system()


def _compiler() -> str:
    compiler = shutil.which("c++")
    if compiler is None:
        return ""
    said = subprocess.run([compiler, "-dumpfullversion"], capture_output=True, text=True)
    return f"g++ {said.stdout.strip()}" if said.returncode == 0 else ""


def _text(path: str) -> str:
    file = pathlib.Path(path)
    return file.read_text(encoding="utf-8") if file.exists() else ""
