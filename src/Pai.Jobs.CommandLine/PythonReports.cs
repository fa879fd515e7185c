namespace Pai.Jobs.CommandLine;

/// <summary>The part of <c>pai_job.py</c> that reports to the submitting side, as <see cref="JobContext"/> does.</summary>
internal static class PythonReports
{
    public const string Functions = """"


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

        """";
}
