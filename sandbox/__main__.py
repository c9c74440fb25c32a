"""`python -m sandbox [port] [file]`: the cardboard Telegram alone, its world kept in the file."""

import sys
from pathlib import Path

import uvicorn

from sandbox.app import create_app
from sandbox.memory import load


def main(arguments: list[str]) -> None:
    """Serve on loopback until stopped."""
    port = int(arguments[0]) if arguments else 8000
    path = Path(arguments[1]) if len(arguments) > 1 else None
    app = create_app(load(path), path=path)
    uvicorn.run(app, host="127.0.0.1", port=port, log_level="warning", timeout_graceful_shutdown=1)


if __name__ == "__main__":
    main(sys.argv[1:])
