"""A web site that is not ours, on a port of its own."""

import http.server
import threading


class OtherSite:
    """Serves its pages, path → HTML, until it is closed; pages may be added meanwhile."""

    def __init__(self):
        self.pages = pages = {}

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                content = pages.get(self.path, "")
                # 204: a browser asks for an icon, too, and none is no mistake.
                self.send_response(200 if content else 204)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.end_headers()
                self.wfile.write(content.encode())

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)
        self.thread.start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()
