/* Sending a sealed envelope in pieces. What arrived is safe; a broken line goes on where it stopped. */
(function (root) {
  "use strict";
  const PIECE = 2 * 1024 * 1024, PATIENCE = [1, 2, 4, 8, 15, 30];
  const wait = (seconds) => new Promise((done) => { setTimeout(done, seconds * 1000); });

  class Refused extends Error {
    constructor(status, message) { super(message); this.status = status; }
  }

  const hex = (buffer) => Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, "0")).join("");

  async function ask(url, options, csrf) {
    return fetch(url, { credentials: "same-origin", ...options, headers: { ...options.headers, "X-CSRFToken": csrf } });
  }

  async function said(response) {
    try { return (await response.json()).error || response.statusText; } catch { return response.statusText; }
  }

  /* Where to go on, asked again and again until the line is back. */
  async function offsetOf(url, csrf, onWait) {
    for (let tries = 0; ; tries += 1) {
      try {
        const response = await ask(url, { method: "HEAD" }, csrf);
        if (response.ok) return Number(response.headers.get("Upload-Offset"));
        if (response.status < 500) throw new Refused(response.status, response.statusText);
      } catch (error) {
        if (error instanceof Refused) throw error;
      }
      onWait();
      await wait(PATIENCE[Math.min(tries, PATIENCE.length - 1)]);
    }
  }

  /* `blob` is the whole envelope. Returns {token, digest}. `on` has progress(sent, all) and waiting(). */
  async function send(blob, begin, csrf, version, on) {
    const started = await ask(begin, { method: "POST", body: new URLSearchParams({ size: String(blob.size) }) }, csrf);
    if (!started.ok) throw new Refused(started.status, await said(started));
    const { address, token, version: bound } = await started.json();
    if (version !== undefined && bound !== version) throw new Refused(409, "version");
    let at = 0, digest = "";
    while (at < blob.size) {
      on.progress(at, blob.size);
      const piece = await blob.slice(at, at + PIECE).arrayBuffer();
      const sha = hex(await crypto.subtle.digest("SHA-256", piece));
      const headers = { "Upload-Offset": String(at), "Content-Sha256": sha, "Content-Type": "application/octet-stream" };
      let response = null;
      try { response = await ask(address, { method: "PUT", body: piece, headers }, csrf); } catch { /* the line broke */ }
      if (response?.ok) {
        ({ received: at, digest } = await response.json());
      } else if (response === null || response.status >= 500 || response.status === 409) {
        at = await offsetOf(address, csrf, on.waiting);
      } else if (response.status !== 422 || Number(response.headers.get("Upload-Offset") ?? NaN) !== at) {
        throw new Refused(response.status, await said(response));
      }
    }
    on.progress(blob.size, blob.size);
    return { token, digest };
  }

  root.PortalUpload = { Refused, send };
})(globalThis);
