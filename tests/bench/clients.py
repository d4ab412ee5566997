"""The client: keep-alive connections in threads of one process, and what came back on each."""

import socket
import threading
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Self

import orjson

from tests.bench.seeds import WALK, token_of

END_OF_HEAD = b"\r\n\r\n"
LENGTH = b"content-length:"


class Line:
    """One connection; the answers of this server always say how long they are."""

    def __init__(self, host: str, port: int) -> None:
        self._socket = socket.create_connection((host, port), timeout=30)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def ask(self, request: bytes) -> tuple[int, bytes]:
        """Send a request and return status and body."""
        self._socket.sendall(request)
        data = b""
        while END_OF_HEAD not in data:
            data += self._received()
        head, _, body = data.partition(END_OF_HEAD)
        lowered = head.lower()
        start = lowered.index(LENGTH) + len(LENGTH)
        length = int(lowered[start:].split(b"\r\n", 1)[0])
        while len(body) < length:
            body += self._received()
        return int(head[9:12]), body

    def _received(self) -> bytes:
        data = self._socket.recv(65536)
        if not data:
            raise ConnectionError("the server closed the connection")
        return data

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._socket.close()


@dataclass
class Load:
    """What a round of requests came to."""

    seconds: float = 0.0
    latencies: list[float] = field(default_factory=list)  # seconds
    statuses: Counter[int] = field(default_factory=Counter)
    refusals: list[bytes] = field(default_factory=list)

    @property
    def rate(self) -> float:
        """Return requests a second."""
        return len(self.latencies) / self.seconds

    def percentile(self, share: float) -> float:
        """Return a latency in milliseconds below which this share of requests lies."""
        ordered = sorted(self.latencies)
        return 1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def get_request(path: str, part: str) -> bytes:
    """Return a request for a page, as one who takes part."""
    return (
        f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Language: vi\r\n"
        f"Authorization: Bearer {token_of(part)}\r\n\r\n"
    ).encode()


def move_request(proposal_id: str, version: int, action: str, body: bytes) -> bytes:
    """Return a request for a move."""
    return (
        f"POST /api/v1/proposals/{proposal_id}/transitions HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        f"Authorization: Bearer {token_of(action)}\r\nAccept-Language: vi\r\n"
        f'If-Match: "v{version}"\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n'
    ).encode() + body


def walk_all(
    port: int, proposal_ids: Sequence[str], version: int, stated: Mapping[str, object], connections: int
) -> Load:
    """Let every proposal take its walk through the server, over so many connections at once."""
    bodies = {action: orjson.dumps(stated[action]) for action in WALK}
    load, rest, lock = Load(), list(reversed(proposal_ids)), threading.Lock()

    def serve() -> None:
        with Line("127.0.0.1", port) as line:
            barrier.wait()
            while True:
                with lock:
                    proposal_id = rest.pop() if rest else None
                if proposal_id is None:
                    return
                _walk(line, load, proposal_id, version, bodies)

    barrier = threading.Barrier(connections + 1)
    threads = [threading.Thread(target=serve, daemon=True) for _ in range(connections)]
    for thread in threads:
        thread.start()
    barrier.wait()
    began = time.perf_counter()
    for thread in threads:
        thread.join()
    load.seconds = time.perf_counter() - began
    return load


def _walk(line: Line, load: Load, proposal_id: str, version: int, bodies: Mapping[str, bytes]) -> None:
    for step, (action, body) in enumerate(bodies.items()):
        request = move_request(proposal_id, version + step, action, body)
        began = time.perf_counter()
        status, answer = line.ask(request)
        load.latencies.append(time.perf_counter() - began)
        load.statuses[status] += 1
        if status != 200:
            load.refusals.append(answer[:600])
            return
