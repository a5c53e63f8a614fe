/**
 * How mediasoup's worker is built from the sources inside its npm package against the libraries of
 * a Debian-like system, where its own source archives cannot be downloaded.
 *
 * Everything in this folder is part of the cache key: a change here builds anew.
 */

/** @typedef {{ file: string, find: RegExp | string, replace: string, times: number }} Edit */

/** What the build needs: the Debian package, and how to see that it is there on any system. */
export const needs = /** @type {const} */ ([
  { deb: 'meson', command: 'meson' },
  { deb: 'ninja-build', command: 'ninja' },
  { deb: 'g++', command: 'g++' },
  { deb: 'pkg-config', command: 'pkg-config' },
  { deb: 'flatbuffers-compiler', command: 'flatc' },
  { deb: 'libflatbuffers-dev', module: 'flatbuffers' },
  { deb: 'libuv1-dev', module: 'libuv' },
  { deb: 'libssl-dev', module: 'openssl' },
  { deb: 'libsrtp2-dev', module: 'libsrtp2' },
  { deb: 'libabsl-dev', module: 'absl_flat_hash_map' },
]);

export const setupOptions = ['--buildtype', 'release', '-Db_ndebug=true'];

/** The executable that proves srtp.h, and the worker, relative to Meson's build folder. */
export const targets = {
  check: 'subprojects/libsrtp3/srtp-check',
  worker: 'mediasoup-worker',
};

/**
 * The stand-ins in subprojects/ know no options, so those for the real sources go.
 * @param {string} file
 * @param {number} times
 * @returns {Edit}
 */
const dropSubprojectOptions = (file, times) => ({
  file,
  find: /subproject\(\s*'([a-z0-9-]+)',\s*default_options: \[[^\]]*\],\s*\)/g,
  replace: "subproject('$1')",
  times,
});

/** @type {readonly Edit[]} */
export const edits = [
  // Debian 12 has 1.0.1, and nothing newer is used.
  {
    file: 'meson.build',
    find: "meson_version: '>= 1.1.0'",
    replace: "meson_version: '>= 1.0.0'",
    times: 1,
  },
  {
    file: 'meson.build',
    find: "dependency('unordered_dense')",
    replace: "subproject('unordered-dense').get_variable('ankerl_unordered_dense_dep')",
    times: 1,
  },
  dropSubprojectOptions('meson.build', 7),
  dropSubprojectOptions('deps/libwebrtc/meson.build', 1),
  // The BIO callback must hand on the result of every operation, and the operation carries the
  // return flag as one bit among others. Compared as a whole it answers 1 to each control call;
  // an OpenSSL with kernel TLS, like Debian's, takes that for "the kernel encrypts", allocates no
  // write buffer, and the first DTLS handshake crashes.
  {
    file: 'src/RTC/DtlsTransport.cpp',
    find: '(operationType == BIO_CB_RETURN)',
    replace: '((operationType & BIO_CB_RETURN) != 0)',
    times: 1,
  },
];

/**
 * Applies one edit, and refuses sources that it was not written for.
 * @param {string} text
 * @param {Edit} edit
 */
export function applyEdit(text, { file, find, replace, times }) {
  const found =
    typeof find === 'string' ? text.split(find).length - 1 : [...text.matchAll(find)].length;
  if (found !== times) {
    throw new Error(`${file}: expected ${times} × ${find}, found ${found}`);
  }
  return text.replaceAll(find, replace);
}
