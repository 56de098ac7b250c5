"""The reading room of the demo archive, served on a free port for programs that are not ours."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn

from docs import shown
from habeas.web.app import make_app


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the reading room of the demo archive listens."""
    archive: Path = shown.demo(tmp_path_factory.mktemp("demo")) / "demo-archive"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    server = uvicorn.Server(uvicorn.Config(make_app(archive), port=port, log_level="warning"))
    served = threading.Thread(target=server.run, daemon=True)
    served.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    served.join()
