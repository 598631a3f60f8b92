"""Serve the book on this machine, compressed as a web server does."""

import gzip
import sys
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

PORT = 8000
_TEXT = {".html", ".css", ".js", ".svg", ".csv", ".json", ".md", ".txt"}


class Compressing(SimpleHTTPRequestHandler):
    """Serve files without a word for each of them, and text compressed to whoever takes it so."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def send_head(self) -> BytesIO | BinaryIO | None:
        """Send the head of an answer, and return what is to follow it."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() and self.path.endswith("/") else path
        takes = "gzip" in self.headers.get("Accept-Encoding", "")
        if not (takes and path.suffix in _TEXT and path.is_file()):
            return super().send_head()
        body = gzip.compress(path.read_bytes(), mtime=0)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Last-Modified", self.date_time_string(int(path.stat().st_mtime)))
        self.end_headers()
        return BytesIO(body)


def server(folder: Path, port: int = 0) -> ThreadingHTTPServer:
    """Return a server of a folder, for this machine only; port 0 is any that is free."""
    made = ThreadingHTTPServer(("127.0.0.1", port), partial(Compressing, directory=str(folder)))
    made.daemon_threads = True
    return made


if __name__ == "__main__":
    print(f"The book stands on http://localhost:{PORT}/ until you press Ctrl+C.")
    try:
        server(Path(sys.argv[1]), PORT).serve_forever()
    except KeyboardInterrupt:
        print()
