"""What every run needs first: the two C programs, what is asked, and a certificate."""

import subprocess

import workloads
from servers import HOME


def build(target):
    target.mkdir(exist_ok=True)
    for program in ("limit", "load"):
        source = HOME / "bench/src/main/c" / f"{program}.c"
        subprocess.run(["cc", "-O2", "-Wall", "-o", target / program, source], check=True)
    workloads.write(target)
    if not (target / "key.pem").exists():
        subject = ["-subj", "/CN=localhost", "-days", "3650", "-nodes", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"]
        files = ["-keyout", target / "key.pem", "-out", target / "certificate.pem"]
        subprocess.run(["openssl", "req", "-x509", *subject, *files], check=True, stderr=subprocess.DEVNULL)
