"""The Python half of guard.mjs: run by every backend that a test lane starts (WIRECHECK_GUARD)."""

import os
import socket

_file = os.environ.get("WIRECHECK_OUTSIDE")
_connect = socket.socket.connect
_connect_ex = socket.socket.connect_ex


def _refused(address):
    if not isinstance(address, tuple):
        return None  # a Unix socket
    host = str(address[0])
    if host.startswith(("127.", "localhost")) or host in ("::1", "0.0.0.0", "::"):
        return None
    with open(_file, "a", encoding="utf-8") as log:
        log.write(f"python: {host}\n")
    return OSError(f"a test lane may not reach {host}")


def connect(self, address):
    if error := _refused(address):
        raise error
    return _connect(self, address)


def connect_ex(self, address):
    if error := _refused(address):
        raise error
    return _connect_ex(self, address)


if _file:
    socket.socket.connect = connect
    socket.socket.connect_ex = connect_ex
