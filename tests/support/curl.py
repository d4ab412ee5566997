"""As much of curl as the tour of the README uses, so that the tour can be replayed where curl is not installed."""

import http.client
import sys
from urllib.parse import urlsplit

FLAGS = {"-s", "-i"}


def main(words: list[str]) -> int:
    """Make one request as the words ask and write the answer; returns the exit code."""
    headers: dict[str, str] = {}
    flags, address, body = set(), "", None
    rest = iter(words)
    for word in rest:
        if word in FLAGS:
            flags.add(word)
        elif word == "-H":
            name, _, value = next(rest).partition(":")
            headers[name.strip()] = value.strip()
        elif word == "--json":
            body = next(rest).encode()
            headers |= {"Content-Type": "application/json", "Accept": "application/json"}
        elif word.startswith("-"):
            sys.stderr.write(f"curl: option {word} is not known here\n")
            return 2
        else:
            address = word
    parts = urlsplit(address)
    target = parts.path + (f"?{parts.query}" if parts.query else "")
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=30)
    connection.request("GET" if body is None else "POST", target, body=body, headers=headers)
    answer = connection.getresponse()
    out = sys.stdout.buffer
    if "-i" in flags:
        out.write(f"HTTP/1.1 {answer.status} {answer.reason}\r\n".encode())
        out.write("".join(f"{name}: {value}\r\n" for name, value in answer.getheaders()).encode() + b"\r\n")
    out.write(answer.read())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
