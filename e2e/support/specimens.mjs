// Serves the pages that the Rust tests wrote, under the same content policy as the real server.

import { createServer } from "node:http";
import { readFile, readdir } from "node:fs/promises";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
export const folder = process.env.HEARTH_SPECIMENS ?? join(root, "e2e", "out", "specimens");
const dist = join(root, "assets", "dist");
const types = { ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".woff2": "font/woff2" };
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/** The names of the pages that were written. */
export async function names() {
  const files = await readdir(folder);
  return files.filter((file) => file.endsWith(".html")).map((file) => file.slice(0, -".html".length)).sort();
}

/** Starts the server on a free port; `address` is where it is, `close` ends it. */
export async function serve() {
  const server = createServer(async (request, response) => {
    const path = normalize(new URL(request.url, "http://specimens").pathname);
    const file = path.startsWith("/assets/") ? join(dist, path.slice("/assets/".length)) : join(folder, `${path.slice(1)}.html`);
    try {
      const body = await readFile(file);
      response.writeHead(200, {
        "content-type": types[extname(file)] ?? "text/html; charset=utf-8",
        "content-security-policy": policy,
      });
      response.end(body);
    } catch {
      response.writeHead(404).end("not there");
    }
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return { address: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}
