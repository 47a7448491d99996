/* The browser's side of the envelope, driven by tests: one JSON request on stdin, one JSON answer on stdout. */
const path = require("node:path");
const root = path.resolve(__dirname, "../..");
const sodium = require(path.join(root, "node_modules/libsodium-wrappers-sumo"));
const envelope = require(path.join(root, "static/portal/bids/envelope.js"));
const keys = require(path.join(root, "static/portal/bids/keys.js"));

const bytes = (text) => new Uint8Array(Buffer.from(text, "base64"));
const base64 = (value) => Buffer.from(value).toString("base64");

const acts = {
  async seal({ files, publicKey, context }) {
    const made = await envelope.seal(
      sodium, files.map((f) => envelope.ofBytes(f.name, f.type, bytes(f.content))), bytes(publicKey), context,
    );
    return { envelope: base64(envelope.join(made.parts)), size: made.size, sha256: made.sha256 };
  },
  async open({ content, privateKey, context }) {
    try {
      const files = envelope.open(sodium, bytes(content), bytes(privateKey), context);
      return { files: files.map((f) => ({ name: f.name, type: f.type, content: base64(f.bytes) })) };
    } catch (error) {
      return { error: error.code || String(error) };
    }
  },
  async enrol({ passphrase, ops, mem }) { return keys.enrol(sodium, passphrase, ops, mem); },
  async unwrap({ wrapped, passphrase }) {
    try { return { key: base64(keys.unwrap(sodium, wrapped, passphrase)) }; } catch { return { error: "passphrase" }; }
  },
  async contribution({ privateKey, shares, ceremony, openerKey }) {
    return { sealed: keys.contribution(sodium, bytes(privateKey), shares, ceremony, openerKey) };
  },
  async answer({ privateKey, challenge }) { return { proof: keys.answer(sodium, bytes(privateKey), challenge) }; },
};

let input = "";
process.stdin.on("data", (piece) => { input += piece; });
process.stdin.on("end", async () => {
  await sodium.ready;
  const { act, ...request } = JSON.parse(input);
  process.stdout.write(JSON.stringify(await acts[act](request)));
});
