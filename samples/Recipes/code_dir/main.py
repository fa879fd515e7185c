import argparse
import os
import pathlib

arguments = argparse.ArgumentParser()
arguments.add_argument("--interval", type=int)
arguments.add_argument("--max_retry", type=int)
values = arguments.parse_args()

for text in sorted(pathlib.Path(os.environ["PAI_INPUT_CORPUS"]).glob("*.txt")):
    tokens = text.read_text().split()
    print(f"{text.name}: {len(tokens)} tokens, interval {values.interval}")
    (pathlib.Path(os.environ["PAI_OUTPUT_TOKENS"]) / text.name).write_text("\n".join(tokens))
