"""A bell that commits ring when they left work for somebody who waits elsewhere in this process."""

import threading


class Bell:
    """Who waits takes an ear; each ring sets all ears. A ring while nobody listens is heard by the next look."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._ears: tuple[threading.Event, ...] = ()

    def ear(self) -> threading.Event:
        """Return an event that every ring sets from now on; who waits for it clears it before looking for work."""
        heard = threading.Event()
        with self._lock:
            self._ears = (*self._ears, heard)
        return heard

    def drop(self, ear: threading.Event) -> None:
        """Ring this ear no more."""
        with self._lock:
            self._ears = tuple(known for known in self._ears if known is not ear)

    def ring(self) -> None:
        """Set every ear."""
        for ear in self._ears:
            ear.set()
