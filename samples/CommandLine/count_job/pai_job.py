"""The values of the job WordCount.CountJob.

Written from the record WordCount.CountJob; write it again when the record changes.
It needs Python 3.8 or newer, and nothing else.
"""

from __future__ import annotations

import datetime
import decimal
import enum
import json
import math
import os
import re
import sys
import threading
import unicodedata
import uuid
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Callable, Dict, List, Optional


class Order(enum.Enum):
    """The values of the parameter order."""

    Frequent = "Frequent"
    Alphabetic = "Alphabetic"


@dataclass(frozen=True)
class Job:
    """The values of one run of WordCount.CountJob."""

    #: The input channel text.
    text: Path

    #: The output channel words.
    words: Path

    #: The number of words in the list
    most: int

    #: The order of the list
    order: Order

    @classmethod
    def from_environment(cls) -> "Job":
        """Reads the values of this job from its config folder and its variables."""
        values = _Values()
        return cls(
            text=values.channel("input", "text", True),
            words=values.channel("output", "words", True),
            most=values.parameter("most", int, "10", False),
            order=values.parameter("order", Order, "Frequent", False),
        )


_report_lock = threading.Lock()
_last_progress: Any = None


def report_progress(fraction: float, message: Optional[str] = None) -> None:
    """Reports the progress, 0 to 1, and the current step. The same percentage with the same message is reported once."""
    global _last_progress
    fraction = float(fraction)
    if math.isnan(fraction):
        raise ValueError("The fraction is NaN; it must be from 0 to 1.")
    fraction = min(max(fraction, 0.0), 1.0)
    with _report_lock:
        progress = (math.floor(round(fraction * 100, 9)), message)
        if progress == _last_progress:
            return
        _last_progress = progress
        _report({"type": "progress", "fraction": fraction}, message)


def report_metric(name: str, value: float, step: Optional[int] = None) -> None:
    """Reports a value that the job measured, NaN and the infinite ones too, and the step at which it was measured."""
    if not 0 < len(name) <= 100 or name.isspace() or any(unicodedata.category(c) == "Cc" for c in name):
        raise ValueError(f"{name!r} is not the name of a metric: give 1 to 100 characters without control characters.")
    number: Any = float(value)
    if not math.isfinite(number):
        number = "NaN" if math.isnan(number) else "Infinity" if number > 0 else "-Infinity"
    members = {"type": "metric", "name": name, "value": number}
    if step is not None:
        members["step"] = int(step)
    with _report_lock:
        _report(members)


def report_failure(code: str, message: str, details: Optional[Dict[str, str]] = None) -> None:
    """Reports the reason of a failure, without secrets, and continues: end the program with an exit code that is not 0."""
    if not re.fullmatch(r"[A-Za-z0-9._-]{1,100}", code):
        raise ValueError(f"{code!r} is not a code: give 1 to 100 ASCII letters, digits, dots, hyphens and underscores.")
    with _report_lock:
        _report({"type": "failure", "code": code}, message, details)


def _report(members: Dict[str, Any], message: Optional[str] = None, details: Optional[Dict[str, str]] = None) -> None:
    """Writes the line in one piece, with at most 8,000 bytes: of what is too long, the end is left out."""
    if message is not None:
        message = message[:1000]
        while len(json.dumps(message)) > 6000:
            message = message[:-50]
        members["message"] = message
    left = {str(name): str(value)[:1000] for name, value in (details or {}).items()}
    while True:
        if left:
            members["details"] = left
        else:
            members.pop("details", None)
        # ASCII only: the encoding of the output is not known.
        line = "PAI_JOBS: " + json.dumps(members)
        if len(line) <= 8000 or not left:
            break
        left.popitem()
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


class _Values:
    """The values as the launch script and PAI give them: job.json, else hyperparameters.json and the variables."""

    def __init__(self) -> None:
        self.folder = Path(os.environ.get("PAI_CONFIG_DIR") or "/ml/input/config/")
        if not self.folder.is_dir():
            raise RuntimeError(f"This process is not a job: there is no config folder {self.folder} (PAI_CONFIG_DIR).")
        self.channels: Optional[Dict[str, Any]] = None
        job = self.folder / "job.json"
        if job.exists():
            content = json.loads(job.read_text(encoding="utf-8"))
            self.channels = {"input": content.get("inputs", {}), "output": content.get("outputs", {})}
            self.parameters: Dict[str, str] = content.get("parameters", {})
        else:
            file = self.folder / "hyperparameters.json"
            self.parameters = _strings(file.read_text(encoding="utf-8")) if file.exists() else {}

    def channel(self, role: str, name: str, required: bool) -> Optional[Path]:
        path = os.environ.get(f"PAI_{role.upper()}_{_suffix(name)}")
        if not path and self.channels is not None and name in self.channels[role]:
            path = self.channels[role][name]["path"]
        if path:
            return Path(path)
        if required:
            raise RuntimeError(f"The job was submitted without the {role} channel \"{name}\".")
        return None

    def parameter(self, name: str, parse: Callable[[str], Any], default: Optional[str], required: bool) -> Any:
        text = self.parameters.get(name, default)
        if text is None:
            if required:
                raise RuntimeError(f"The job was submitted without the parameter \"{name}\".")
            return None
        try:
            return parse(text)
        except (ValueError, ArithmeticError) as e:
            raise ValueError(f"The parameter \"{name}\" does not have the form of its type.") from e

    def secret(self, name: str, required: bool) -> Optional[str]:
        value = os.environ.get(f"PAI_HPS_{_suffix(name)}")
        if value is None and required:
            raise RuntimeError(f"The job was submitted without the parameter \"{name}\".")
        return value


def _suffix(name: str) -> str:
    # A character outside the basic plane is two in the record's program.
    units = "".join(c if ord(c) < 0x10000 else "__" for c in name)
    return re.sub(r"[^A-Z0-9_]", "_", re.sub(r"[a-z]", lambda m: m.group().upper(), units))


def _strings(text: str) -> Dict[str, str]:
    values = json.loads(text, parse_float=str, parse_int=str, parse_constant=str)
    return {name: _string(value) for name, value in values.items() if value is not None}


def _string(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else json.dumps(value)


def _bool(text: str) -> bool:
    if text in ("true", "True"):
        return True
    if text in ("false", "False"):
        return False
    raise ValueError(text)


def _list(parse: Callable[[str], Any]) -> Callable[[str], List[Any]]:
    return lambda text: [
        parse(_string(item)) for item in json.loads(text, parse_float=str, parse_int=str, parse_constant=str)
    ]


def _flags(kind: Any) -> Callable[[str], List[Any]]:
    def read(text: str) -> List[Any]:
        if text == "0":
            return []
        return [kind(part.strip()) for part in text.split(",")]

    return read


def _fraction(text: str) -> str:
    """The string with six digits after the point: the record sends seven, and Python has no place for the last."""
    return re.sub(r"\.(\d+)", lambda m: "." + m.group(1)[:6].ljust(6, "0"), text)


def _datetime(text: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(re.sub(r"Z$", "+00:00", _fraction(text)))


def _time(text: str) -> datetime.time:
    return datetime.time.fromisoformat(_fraction(text))


def _timedelta(text: str) -> datetime.timedelta:
    if re.fullmatch(r"-?\d+", text):
        return datetime.timedelta(days=int(text))
    parts = re.fullmatch(r"(-?)(?:(\d+)\.)?(\d+):(\d\d)(?::(\d\d)(?:\.(\d{1,7}))?)?", text)
    if parts is None:
        raise ValueError(text)
    sign, days, hours, minutes, seconds, fraction = parts.groups()
    value = datetime.timedelta(
        days=int(days or 0),
        hours=int(hours),
        minutes=int(minutes),
        seconds=int(seconds or 0),
        microseconds=int((fraction or "").ljust(6, "0")[:6]),
    )
    return -value if sign else value
