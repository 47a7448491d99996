/* The sealed envelope of a bid, written and read as docs/envelope.md says. Knows no page and no network;
   runs in the browser and, for the tests, in Node. `sodium` is libsodium (sumo), already ready. */
(function (root) {
  "use strict";
  const MAGIC = "CCSEALED", FORMAT = 1, SUITE = 1, HEADER = 144;
  const CHUNK = 1024 * 1024, PADDING = 64 * 1024, OVERHEAD = 17;
  const text = new TextEncoder();

  class BadEnvelope extends Error {
    constructor(code) { super(code); this.code = code; }
  }

  const join = (parts) => {
    const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
    parts.reduce((at, part) => { whole.set(part, at); return at + part.length; }, 0);
    return whole;
  };
  const same = (one, other) => one.length === other.length && one.every((byte, i) => byte === other[i]);
  const keyId = (sodium, publicKey) => sodium.crypto_hash_sha256(publicKey).slice(0, 16);

  /* A file is {name, type, size, read(offset, length) → Promise<Uint8Array>}. */
  function ofBytes(name, type, bytes) {
    return { name, type, size: bytes.length, read: async (at, length) => bytes.subarray(at, at + length) };
  }
  function ofFile(file, name) {
    const read = async (at, length) => new Uint8Array(await file.slice(at, at + length).arrayBuffer());
    return { name: name || file.name, type: file.type || "application/octet-stream", size: file.size, read };
  }

  async function digestOf(sodium, file, tick) {
    const state = sodium.crypto_hash_sha256_init();
    for (let at = 0; at < file.size; at += CHUNK) {
      const piece = await file.read(at, Math.min(CHUNK, file.size - at));
      sodium.crypto_hash_sha256_update(state, piece);
      tick(piece.length);
    }
    return sodium.to_hex(sodium.crypto_hash_sha256_final(state));
  }

  /* Manifest, files, padding: the plain content in pieces. */
  async function* contentOf(manifest, files, padding) {
    const length = new Uint8Array(4);
    new DataView(length.buffer).setUint32(0, manifest.length);
    yield join([length, manifest]);
    for (const file of files) {
      for (let at = 0; at < file.size; at += CHUNK) yield file.read(at, Math.min(CHUNK, file.size - at));
    }
    yield new Uint8Array(padding);
  }

  async function* chunked(pieces) {
    let waiting = [], size = 0;
    for await (const piece of pieces) {
      waiting.push(piece);
      size += piece.length;
      if (size < CHUNK) continue;
      let whole = join(waiting);
      for (; whole.length >= CHUNK; whole = whole.subarray(CHUNK)) yield whole.subarray(0, CHUNK);
      waiting = [whole.slice()];
      size = whole.length;
    }
    if (size) yield join(waiting);
  }

  /* Seal files to a tender's key. Returns {parts, size, sha256}; `parts` are the bytes of the envelope in order.
     `progress(done, all)` counts bytes read: each file is read twice, for its digest and for sealing. */
  async function seal(sodium, files, publicKey, context, progress = () => {}) {
    const sum = files.reduce((total, file) => total + file.size, 0);
    let done = 0;
    const tick = (bytes) => { done += bytes; progress(Math.min(done, 2 * sum), 2 * sum); };
    const rows = [];
    for (const file of files) {
      rows.push({ name: file.name, type: file.type, size: file.size, sha256: await digestOf(sodium, file, tick) });
    }
    const manifest = text.encode(JSON.stringify({ v: 1, files: rows }));
    const bare = 4 + manifest.length + sum;
    const length = Math.ceil(bare / PADDING) * PADDING, chunks = Math.ceil(length / CHUNK);
    const key = sodium.crypto_secretstream_xchacha20poly1305_keygen();
    const { state, header: stream } = sodium.crypto_secretstream_xchacha20poly1305_init_push(key);
    const header = headerOf(sodium, publicKey, chunks, length, sodium.crypto_box_seal(key, publicKey), stream);
    sodium.memzero(key);
    const extra = join([header, text.encode(context)]);
    const hash = sodium.crypto_hash_sha256_init(), parts = [header];
    sodium.crypto_hash_sha256_update(hash, header);
    let number = 0;
    for await (const plain of chunked(contentOf(manifest, files, length - bare))) {
      number += 1;
      const tag = number === chunks
        ? sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL
        : sodium.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE;
      const piece = sodium.crypto_secretstream_xchacha20poly1305_push(state, plain, extra, tag);
      sodium.crypto_hash_sha256_update(hash, piece);
      parts.push(piece);
      tick(plain.length);
    }
    const size = parts.reduce((total, part) => total + part.length, 0);
    return { parts, size, sha256: sodium.to_hex(sodium.crypto_hash_sha256_final(hash)) };
  }

  function headerOf(sodium, publicKey, chunks, length, sealedKey, stream) {
    const fixed = new Uint8Array(40), view = new DataView(fixed.buffer);
    fixed.set(text.encode(MAGIC), 0);
    fixed[8] = FORMAT;
    fixed[9] = SUITE;
    view.setUint16(10, 0);
    fixed.set(keyId(sodium, publicKey), 12);
    view.setUint32(28, chunks);
    view.setBigUint64(32, BigInt(length));
    return join([fixed, sealedKey, stream]);
  }

  function readHeader(bytes) {
    if (bytes.length < HEADER) throw new BadEnvelope("short");
    const view = new DataView(bytes.buffer, bytes.byteOffset, HEADER);
    const magic = String.fromCharCode(...bytes.subarray(0, 8));
    if (magic !== MAGIC || bytes[8] !== FORMAT || view.getUint16(10) !== 0) throw new BadEnvelope("format");
    if (bytes[9] !== SUITE) throw new BadEnvelope("suite");
    const length = Number(view.getBigUint64(32)), chunks = view.getUint32(28);
    if (length <= 0 || length % PADDING || chunks !== Math.ceil(length / CHUNK)) throw new BadEnvelope("length");
    return {
      raw: bytes.slice(0, HEADER), keyId: bytes.slice(12, 28), length, chunks,
      sealedKey: bytes.slice(40, 120), stream: bytes.slice(120, 144),
    };
  }

  /* Open an envelope held in memory. Returns [{name, type, size, sha256, bytes}]. */
  function open(sodium, bytes, privateKey, context) {
    const header = readHeader(bytes);
    if (bytes.length !== HEADER + header.length + header.chunks * OVERHEAD) throw new BadEnvelope("length");
    const plain = plainOf(sodium, bytes, header, privateKey, text.encode(context));
    const view = new DataView(plain.buffer, plain.byteOffset);
    const size = view.getUint32(0);
    let rows;
    try {
      rows = JSON.parse(new TextDecoder().decode(plain.subarray(4, 4 + size))).files;
    } catch {
      throw new BadEnvelope("manifest");
    }
    let at = 4 + size;
    const files = rows.map((row) => {
      const content = plain.slice(at, at + row.size);
      at += row.size;
      if (sodium.to_hex(sodium.crypto_hash_sha256(content)) !== row.sha256) throw new BadEnvelope("digest");
      return { ...row, bytes: content };
    });
    if (plain.subarray(at).some((byte) => byte !== 0)) throw new BadEnvelope("padding");
    return files;
  }

  function plainOf(sodium, bytes, header, privateKey, context) {
    let key;
    try {
      key = sodium.crypto_box_seal_open(header.sealedKey, sodium.crypto_scalarmult_base(privateKey), privateKey);
    } catch {
      throw new BadEnvelope("key");
    }
    const state = sodium.crypto_secretstream_xchacha20poly1305_init_pull(header.stream, key);
    const extra = join([header.raw, context]), parts = [];
    let at = HEADER, rest = header.length;
    for (let number = 1; number <= header.chunks; number += 1) {
      const size = Math.min(CHUNK, rest);
      const piece = bytes.subarray(at, at + size + OVERHEAD);
      const pulled = sodium.crypto_secretstream_xchacha20poly1305_pull(state, piece, extra);
      const wanted = number === header.chunks
        ? sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL
        : sodium.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE;
      if (!pulled || pulled.tag !== wanted) throw new BadEnvelope("damaged");
      parts.push(pulled.message);
      at += size + OVERHEAD;
      rest -= size;
    }
    return join(parts);
  }

  const api = { BadEnvelope, CHUNK, HEADER, join, keyId, ofBytes, ofFile, open, readHeader, same, seal };
  if (typeof module === "object" && module.exports) module.exports = api;
  else root.PortalEnvelope = api;
})(globalThis);
