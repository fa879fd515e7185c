namespace Pai.Jobs.CommandLine;

/// <summary>The parts of <c>pai_job.py</c> that are the same for every record.</summary>
internal static class PythonHelpers
{
    public const string Imports = """
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

        """;

    public const string Values = """"


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

        """";
}
