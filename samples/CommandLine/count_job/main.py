"""Counts the words of a file. pai_job.py is written by `dotnet run -- python -o count_job/pai_job.py`."""

import collections
import re

from pai_job import Job, Order

job = Job.from_environment()
text = job.text if job.text.is_file() else next(p for p in sorted(job.text.iterdir()) if p.is_file())
words = collections.Counter(re.findall(r"\w+", text.read_text(encoding="utf-8").lower()))
top = words.most_common(job.most)
if job.order is Order.Alphabetic:
    top.sort()
lines = [f"{word} {number}" for word, number in top]
(job.words / "words.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
print("\n".join(lines))
