// Builds the browser's application into dist/web when its sources changed since the last build.
// With two folders: builds the application in the first into the second (tests do).
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { root } from './setup.mjs';

const out = join(root, 'dist', 'web');
const stampFile = join(out, 'stamp');
/** What the browser's application is made of, tests aside. */
const PARTS = ['src/ui', 'src/apps/web', 'src/kernel', 'src/law', 'src/modules'];
const IN_SLICE = /^[^/]+\/(web\/|rules\/|(model|contract|events)\.ts$)/;

function sources() {
  return PARTS.flatMap((part) =>
    readdirSync(join(root, part), { recursive: true, encoding: 'utf8' })
      .filter(
        (name) =>
          /\.(tsx?|js|css|html|json|geojson|svg|webmanifest)$/.test(name) &&
          !/\.test\.tsx?$/.test(name),
      )
      .filter((name) => part !== 'src/modules' || IN_SLICE.test(name))
      .map((name) => join(part, name)),
  ).sort();
}

function stampOf() {
  const hash = createHash('sha256');
  for (const file of [...sources(), 'package-lock.json', 'tools/build-web.mjs']) {
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(join(root, file)))
      .update('\0');
  }
  return hash.digest('hex');
}

/** True when `dist/web` was built from these very sources. */
function isBuilt() {
  return existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stampOf();
}

/** The pages that stand in the folder: the desk's, and the phone's where there is one. */
const inputsOf = (from) =>
  ['index.html', 'm.html'].map((name) => join(from, name)).filter((file) => existsSync(file));

/** Builds the application whose index.html lies in `from`. */
async function buildPages(from, into) {
  const { build: viteBuild } = await import('vite');
  const { default: react } = await import('@vitejs/plugin-react');
  await viteBuild({
    configFile: false,
    root: from,
    base: '/',
    logLevel: 'warn',
    plugins: [react()],
    // The server puts a number used once in its place, response by response.
    html: { cspNonce: '{{nonce}}' },
    build: {
      outDir: into,
      emptyOutDir: true,
      target: 'chrome100',
      sourcemap: false,
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 2000,
      modulePreload: { polyfill: false },
      manifest: true,
      rollupOptions: { input: inputsOf(from) },
    },
  });
}

/** Files that the phone's page and all that it may load are made of. */
function filesOfPhone(chunks) {
  const files = new Set();
  const seen = new Set();
  const take = (key) => {
    const chunk = chunks[key];
    if (!chunk || seen.has(key)) return;
    seen.add(key);
    for (const file of [chunk.file, ...(chunk.css ?? []), ...(chunk.assets ?? [])]) {
      if (!file.endsWith('.html')) files.add(`/${file}`);
    }
    for (const next of [...(chunk.imports ?? []), ...(chunk.dynamicImports ?? [])]) take(next);
  };
  take('m.html');
  return [...files].sort();
}

/** Writes the program that opens the phone's pages without a network: its version is its files. */
function writeWorker(from, into) {
  const source = join(from, 'sw.js');
  if (!existsSync(source)) return;
  const chunks = JSON.parse(readFileSync(join(into, '.vite', 'manifest.json'), 'utf8'));
  const files = filesOfPhone(chunks);
  const program = readFileSync(source, 'utf8');
  const page = readFileSync(join(into, 'm.html'), 'utf8');
  const version = createHash('sha256')
    .update(JSON.stringify([files, page, program]))
    .digest('hex');
  writeFileSync(
    join(into, 'sw.js'),
    program
      .replace('{{version}}', version.slice(0, 16))
      .replace("['{{files}}']", JSON.stringify(files)),
  );
}

/** Beside each file its smaller twins, which the server sends to whoever takes them. */
function compress(folder) {
  for (const name of readdirSync(folder)) {
    if (!/\.(js|css|svg|json|geojson)$/.test(name)) continue;
    const bytes = readFileSync(join(folder, name));
    const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };
    writeFileSync(join(folder, `${name}.br`), brotliCompressSync(bytes, quality));
    writeFileSync(join(folder, `${name}.gz`), gzipSync(bytes, { level: 9 }));
  }
}

/** Whole or not at all: it is made beside and put in place at once. */
async function main() {
  if (isBuilt()) return;
  process.stderr.write('zhiben: building the pages (first run, or their sources changed) …\n');
  const stamp = stampOf();
  const into = join(root, 'dist', `web.${process.pid}`);
  try {
    await buildPages(join(root, 'src', 'apps', 'web'), into);
    writeWorker(join(root, 'src', 'apps', 'web'), into);
    compress(join(into, 'assets'));
    writeFileSync(join(into, 'stamp'), stamp);
    mkdirSync(join(root, 'dist'), { recursive: true });
    rmSync(out, { recursive: true, force: true });
    renameSync(into, out);
  } finally {
    rmSync(into, { recursive: true, force: true });
  }
}

const [from, into] = process.argv.slice(2);
try {
  if (from && into) await buildPages(from, into);
  else await main();
} catch (error) {
  process.stderr.write(`${error?.stack ?? error}\n`);
  process.stderr.write('zhiben: the pages could not be built; the reason stands above.\n');
  process.exitCode = 1;
}
