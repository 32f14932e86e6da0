"""The loop of one process that serves, and its end: what was accepted before it was told to stop is still answered.

Told by a signal, it takes the connections that wait, closes the door, and goes on until the last answer has left or the time
is over. The door is closed for all who hold its socket, the parent too: whoever comes later is refused at once, or dealt to a
process that still listens, and waits in no queue that nobody empties. Only who is between knocking and being let in at that
very moment is turned away. A socket whose process has just died waits for a successor, which never comes: it is closed when
the parent ends.

Relies on these attributes of waitress 3: `wasyncore.loop` with a count; of the server `adj`, `socket`, `active_channels`,
`handle_accept`, `del_channel` and `pull_trigger`, which alone may be called from a signal's handler; of a channel `requests` and
their lock (what is not answered yet; the thread that answers takes the first away once it is in the out-buffer),
`last_activity`, `total_outbufs_len` and `close_when_flushed`; of a request `headers`. waitress's own end, `run` and `shutdown`,
cancels what waits for a thread and drops what is in out-buffers.
"""

from __future__ import annotations

import signal
import socket
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from waitress import wasyncore

STOP_SIGNALS = (signal.SIGTERM, signal.SIGINT)
DRAIN_SECONDS = 9.0  # less than `workers.STOP_SECONDS`, after which a process is killed
_QUIET_SECONDS = 1.0  # a connection without a request is kept so long: its next may be under way
_TURN_SECONDS = 0.1


def serve(server: Any, watched: dict[int, Any], say: Callable[[str], None]) -> None:
    """Answer until one of STOP_SIGNALS, then what was accepted before; `watched` is the map that `server` was made with.

    `say` hears in one sentence of what could not be answered in time. Call it from the main thread.
    """
    _Serving(server, watched).run(say)


class _Serving:
    """A server, and whether it was told to stop."""

    def __init__(self, server: Any, watched: dict[int, Any]) -> None:
        self._server = server
        self._watched = watched
        self._told = False

    def run(self, say: Callable[[str], None]) -> None:
        for known in STOP_SIGNALS:
            if signal.getsignal(known) != signal.SIG_IGN:
                signal.signal(known, self._tell)
        while not self._told:
            self._turn(self._server.adj.asyncore_loop_timeout)
        self._close_the_door()
        self._drain()
        if left := sum(map(_owes, self._channels())):
            say(f"停下时还有 {left} 个连接在 {DRAIN_SECONDS:.0f} 秒内没有答完，已断开")

    def _tell(self, _signal: int, _frame: object) -> None:
        """Only note it: an exception would break off whatever the loop is at, the reading of a request for one."""
        self._told = True
        self._server.pull_trigger()

    def _turn(self, seconds: float) -> None:
        """Accept, read and write whatever is ready, once; wait for it as long as `seconds`."""
        wasyncore.loop(timeout=seconds, use_poll=self._server.adj.asyncore_use_poll, map=self._watched, count=1)

    def _close_the_door(self) -> None:
        for _ in range(self._server.adj.backlog):  # as many as can wait; where none does, it costs nothing
            self._server.handle_accept()
        with suppress(OSError):  # outside Linux it means nothing, and nobody else holds the socket
            self._server.socket.shutdown(socket.SHUT_RDWR)
        self._server.del_channel()
        self._server.socket.close()

    def _drain(self) -> None:
        deadline = time.monotonic() + DRAIN_SECONDS
        while self._server.active_channels and time.monotonic() < deadline:
            self._turn(_TURN_SECONDS)  # first, for a request may have come that is not read yet
            for channel in self._channels():
                _bring_to_end(channel)

    def _channels(self) -> list[Any]:
        return list(self._server.active_channels.values())


def _bring_to_end(channel: Any) -> None:
    """Let the last answer say that the connection ends with it; close one that asks for nothing."""
    with channel.requests_lock:
        if channel.requests:
            channel.requests[-1].headers["CONNECTION"] = "close"
        elif time.time() - channel.last_activity > _QUIET_SECONDS:
            channel.close_when_flushed = True


def _owes(channel: Any) -> bool:
    return bool(channel.requests or channel.total_outbufs_len)
