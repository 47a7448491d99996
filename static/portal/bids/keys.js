/* An opening official's key: made, wrapped under a passphrase and used in the browser only (docs/envelope.md). */
(function (root) {
  "use strict";
  const KDF = "argon2id13", OPS = 3, MEMORY = 256 * 1024 * 1024;
  const b64 = (sodium, bytes) => sodium.to_base64(bytes, sodium.base64_variants.ORIGINAL);
  const unb64 = (sodium, value) => sodium.from_base64(value, sodium.base64_variants.ORIGINAL);

  class WrongPassphrase extends Error {}

  function stretch(sodium, passphrase, salt, ops, memory) {
    return sodium.crypto_pwhash(
      sodium.crypto_secretbox_KEYBYTES, passphrase, salt, ops, memory, sodium.crypto_pwhash_ALG_ARGON2ID13,
    );
  }

  function wrap(sodium, privateKey, passphrase, ops = OPS, memory = MEMORY) {
    const salt = sodium.randombytes_buf(sodium.crypto_pwhash_SALTBYTES);
    const nonce = sodium.randombytes_buf(sodium.crypto_secretbox_NONCEBYTES);
    const key = stretch(sodium, passphrase, salt, ops, memory);
    const box = sodium.crypto_secretbox_easy(privateKey, nonce, key);
    sodium.memzero(key);
    return { kdf: KDF, ops, mem: memory, salt: b64(sodium, salt), nonce: b64(sodium, nonce), box: b64(sodium, box) };
  }

  function unwrap(sodium, wrapped, passphrase) {
    const key = stretch(sodium, passphrase, unb64(sodium, wrapped.salt), wrapped.ops, wrapped.mem);
    try {
      return sodium.crypto_secretbox_open_easy(unb64(sodium, wrapped.box), unb64(sodium, wrapped.nonce), key);
    } catch {
      throw new WrongPassphrase();
    } finally {
      sodium.memzero(key);
    }
  }

  /* A new pair: the public half in base64, the private half wrapped and already tried. */
  function enrol(sodium, passphrase, ops = OPS, memory = MEMORY) {
    const pair = sodium.crypto_box_keypair();
    const wrapped = wrap(sodium, pair.privateKey, passphrase, ops, memory);
    const again = unwrap(sodium, wrapped, passphrase);
    if (!sodium.memcmp(again, pair.privateKey)) throw new Error("the wrapped key does not open");
    sodium.memzero(pair.privateKey);
    sodium.memzero(again);
    return { publicKey: b64(sodium, pair.publicKey), wrapped };
  }

  const openSealed = (sodium, sealed, privateKey) =>
    sodium.crypto_box_seal_open(sealed, sodium.crypto_scalarmult_base(privateKey), privateKey);

  /* The answer to a challenge: what was sealed to this key. */
  function answer(sodium, privateKey, challenge) {
    return b64(sodium, openSealed(sodium, unb64(sodium, challenge), privateKey));
  }

  /* One official's shares by partner, opened and sealed anew to the opener's one-time key. */
  function contribution(sodium, privateKey, shares, ceremony, openerKey) {
    const opened = {};
    for (const [partner, sealed] of Object.entries(shares)) {
      opened[partner] = sodium.to_hex(openSealed(sodium, unb64(sodium, sealed), privateKey));
    }
    const content = new TextEncoder().encode(JSON.stringify({ ceremony, shares: opened }));
    return b64(sodium, sodium.crypto_box_seal(content, unb64(sodium, openerKey)));
  }

  const api = { WrongPassphrase, answer, contribution, enrol, unwrap, wrap };
  if (typeof module === "object" && module.exports) module.exports = api;
  else root.PortalKeys = api;
})(globalThis);
