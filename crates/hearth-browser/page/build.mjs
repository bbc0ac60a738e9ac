// Makes the page of what was built: node build.mjs GLUE-FOLDER OUT-FOLDER
//
// One script holds everything, the worker and the packed module too, so that the page needs no connection, not even to where it came
// from, and opens from a folder as well as from a server. What it is bundled with are the packages of assets/.

import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const [glue, out] = process.argv.slice(2);
const here = dirname(fileURLToPath(import.meta.url));
const assets = join(here, "..", "..", "..", "assets");
const { build } = createRequire(join(assets, "package.json"))("esbuild");

const common = {
  bundle: true,
  format: "iife",
  minify: true,
  write: false,
  target: "es2022",
  legalComments: "none",
  logLevel: "warning",
  nodePaths: [join(assets, "node_modules")],
};
const textOf = ({ outputFiles: [file] }) => file.contents;

const worker = textOf(
  await build({ ...common, entryPoints: [join(here, "worker.mjs")], alias: { glue: join(glue, "hearth_browser.js") } }),
);
const module = gzipSync(await readFile(join(glue, "hearth_browser_bg.wasm")), { level: 9 });

/** What was made above, as modules that the page imports. */
const made = {
  name: "made",
  setup(on) {
    on.onResolve({ filter: /^(worker-source|module\.gz)$/ }, ({ path }) => ({ path, namespace: "made" }));
    on.onLoad({ filter: /^worker-source$/, namespace: "made" }, () => ({ contents: worker, loader: "text" }));
    on.onLoad({ filter: /^module\.gz$/, namespace: "made" }, () => ({ contents: module, loader: "binary" }));
  },
};

await rm(out, { recursive: true, force: true });
await mkdir(join(out, "fonts"), { recursive: true });
const page = textOf(await build({ ...common, entryPoints: [join(here, "check.mjs")], plugins: [made] }));
await writeFile(join(out, "check.js"), page);
const css = await readFile(join(assets, "dist", "hearth.css"), "utf8");
await writeFile(join(out, "hearth.css"), css.replaceAll("/assets/fonts/", "fonts/"));
await cp(join(assets, "dist", "fonts"), join(out, "fonts"), { recursive: true });
await cp(join(assets, "images", "hearth.svg"), join(out, "hearth.svg"));
for (const file of ["index.html", "check.css", "README.txt"]) await cp(join(here, file), join(out, file));
console.log(`module ${(module.length / 1e6).toFixed(2)} MB packed, page ${(page.length / 1e6).toFixed(2)} MB`);
