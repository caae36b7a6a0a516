"""Tries the endpoint against its own description with schemathesis, in so many cases at least.

    try_api.py SENIM CASES
"""

import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import urllib.request

EXAMPLES = 600

MESSAGES = 60

here = pathlib.Path(__file__).resolve().parent
senim, cases = pathlib.Path(sys.argv[1]).resolve(), int(sys.argv[2])


def send(origin, number):
    """Sends a message; its code."""
    message = {"lang": "ru", "subject": {"kind": "portal", "region": "astana"}, "text": f"message {number}"}
    headers = {"Content-Type": "application/json", "Idempotency-Key": f"{number:0>22}"}
    asked = urllib.request.Request(f"{origin}/api/feedback", json.dumps(message).encode(), headers)
    return json.load(urllib.request.urlopen(asked))["code"]


def round_of(described, folder, codes, seed):
    """Tries all operations, each time otherwise; how many cases there were."""
    tried = subprocess.run(
        [
            pathlib.Path(sys.executable).parent / "schemathesis", "run", described,
            "--max-examples", str(EXAMPLES), "--seed", str(seed), "--mode", "all", "--workers", "2",
        ],
        env=os.environ | {"SCHEMATHESIS_HOOKS": str(here / "api_hooks.py"), "SENIM_CODES": ",".join(codes)},
        cwd=folder,
        capture_output=True,
        text=True,
    )
    if tried.returncode:
        for line in (tried.stdout + tried.stderr).splitlines():
            print(line[:400])
        sys.exit(tried.returncode)
    return int(re.search(r"(\d+) generated", tried.stdout).group(1))


with tempfile.TemporaryDirectory() as folder:
    site = pathlib.Path(folder) / "site"
    site.mkdir()
    (site / "index.html").write_text("front")
    server = subprocess.Popen(
        [senim, "serve", site, "--port", "0", "--trusted-proxy", "127.0.0.0/8", "--feedback", f"{folder}/feedback"],
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        origin = re.search(r"http://\S+", server.stdout.readline()).group()
        described = f"{origin}/api/openapi.json"
        version = json.load(urllib.request.urlopen(described))["openapi"]
        assert version.startswith("3.1"), version
        codes = [send(origin, number) for number in range(MESSAGES)]
        # A third is answered, a third closed: all that a status can say is said.
        for number in range(1, 2 * MESSAGES // 3):
            action = ["answer"] if number % 2 else ["close", "--outcome", "partly"]
            decided = [senim, "feedback", action[0], f"{folder}/feedback", str(number), *action[1:]]
            subprocess.run([*decided, "--by", "Officer", "--text", "Answer"], check=True, stdout=subprocess.DEVNULL)
        generated, seed = 0, 0
        while generated < cases:
            seed += 1
            generated += round_of(described, folder, codes, seed)
            print(f"{generated} cases")
        # It is still there, and keeps messages.
        health = json.load(urllib.request.urlopen(f"{origin}/api/health"))
        assert health == {"status": "ok"}, health
    finally:
        server.terminate()
        server.wait()
