"""How is a connection cut while both ends live? By a relay between them."""

import socket
import threading
import time
from contextlib import suppress

_STUTTER = 0.005  # seconds from one byte to the next


class Proxy:
    """Passes bytes between its own `port` and another on the loopback, until told to drop."""

    def __init__(self, target: int) -> None:
        self._target = target
        self._pairs: list[tuple[socket.socket, socket.socket]] = []
        self._flowing = threading.Event()
        self._flowing.set()
        self._stuttering = threading.Event()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._thread = threading.Thread(target=self._accept, daemon=True)
        self._thread.start()

    def drop(self) -> None:
        """Cut all connections; new ones are accepted."""
        for pair in list(self._pairs):
            _cut(pair)
        self._pairs.clear()

    def hold(self) -> None:
        """Pass nothing on any more: the server has fallen silent, and nobody has hung up."""
        self._flowing.clear()

    def stutter(self) -> None:
        """Pass one byte at a time, as a network may."""
        self._stuttering.set()

    def close(self) -> None:
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join(5)
        self.drop()

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._listener.accept()
            except OSError:
                return
            try:
                far = socket.create_connection(("127.0.0.1", self._target))
            except OSError:
                near.close()
                continue
            for end in (near, far):
                end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._pairs.append((near, far))
            for source, sink in ((near, far), (far, near)):
                threading.Thread(target=_pump, args=(source, sink, self._flowing, self._stuttering), daemon=True).start()


def _pump(source: socket.socket, sink: socket.socket, flowing: threading.Event, stuttering: threading.Event) -> None:
    with suppress(OSError):
        while data := source.recv(65536):
            size = 1 if stuttering.is_set() else len(data)
            for at in range(0, len(data) if flowing.is_set() else 0, size):
                sink.sendall(data[at : at + size])
                time.sleep(_STUTTER if size < len(data) else 0)
    _cut((source, sink))


def _cut(pair: tuple[socket.socket, socket.socket]) -> None:
    for end in pair:
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
        end.close()
