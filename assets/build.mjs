// Builds what the server embeds: dist/hearth.css, dist/hearth.js, dist/fonts and dist/images.
//
//   npm ci --ignore-scripts && npm run build
//
// Nothing here reaches the network: every input is a package of package-lock.json or a file of this folder.

import { cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { compileAsync } from "sass";
import woff2 from "wawoff2";

const here = dirname(fileURLToPath(import.meta.url));
const dist = join(here, "dist");
const modules = join(here, "node_modules");

/** The subsets of Inter that names and places in England need; the browser fetches only those a page uses. */
const fonts = ["inter-latin-opsz-normal.woff2", "inter-latin-ext-opsz-normal.woff2"];

/** Faces, crowns and crests that only the government's own site may show: none may slip in with a new package. */
const forbidden = [/GDS Transport/i, /crest/i, /crown/i, /url\(["']?https?:/i];

async function styles() {
  const { css } = await compileAsync(join(here, "scss", "hearth.scss"), {
    loadPaths: [here, modules],
    style: "compressed",
    quietDeps: true,
  });
  for (const pattern of forbidden) {
    const found = css.match(pattern);
    if (found) throw new Error(`hearth.css contains "${css.substr(found.index, 60)}", which must not be served`);
  }
  await writeFile(join(dist, "hearth.css"), css);
}

async function scripts() {
  await build({
    entryPoints: [join(here, "js", "hearth.mjs")],
    outfile: join(dist, "hearth.js"),
    bundle: true,
    format: "esm",
    minify: true,
    target: "es2022",
    legalComments: "none",
    logLevel: "warning",
  });
}

async function files() {
  const inter = join(modules, "@fontsource-variable", "inter");
  await mkdir(join(dist, "fonts"), { recursive: true });
  for (const font of fonts) {
    await cp(join(inter, "files", font), join(dist, "fonts", font));
    // The same faces unpacked: documents embed what of them they need.
    const unpacked = await woff2.decompress(await readFile(join(inter, "files", font)));
    await writeFile(join(dist, "fonts", font.replace(/\.woff2$/, ".ttf")), unpacked);
  }
  await cp(join(inter, "LICENSE"), join(dist, "fonts", "LICENSE.txt"));
  await cp(join(here, "images"), join(dist, "images"), { recursive: true });
}

await rm(dist, { recursive: true, force: true });
await mkdir(dist, { recursive: true });
await Promise.all([styles(), scripts(), files()]);
const made = await readdir(dist, { recursive: true });
console.log(`assets/dist: ${made.length} files`);
