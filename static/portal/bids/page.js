/* The bid page: gathers price and papers, seals them on this device, uploads the envelope, and then lets it be
   submitted. Price and files live in this page's memory only: nothing is stored, nothing is sent in clear. */
(() => {
  "use strict";
  const form = document.querySelector("[data-bid-form]");
  if (!form) return;
  const data = JSON.parse(document.getElementById("bid-data").textContent);
  const words = JSON.parse(document.getElementById("bid-words").textContent);
  const dock = document.querySelector("[data-dock]");
  const csrf = dock.querySelector("[name=csrfmiddlewaretoken]").value;
  const sealButton = dock.querySelector("[data-seal]"), submitButton = dock.querySelector("[data-submit]");
  const price = form.querySelector("[data-price]"), fault = form.querySelector("[data-price-fault]");
  const progress = form.querySelector("[data-progress]");
  let busy = false, closed = false;

  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const size = (bytes) => (bytes < 1048576 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1048576).toFixed(1)} MB`);

  /* "498,000.5" → "498000.50", or null with a sentence beside the field. */
  function readPrice() {
    const text = price.value.normalize("NFKC").replace(/[\s¥]/g, "");
    fault.textContent = "";
    if (!text) return null;
    if (!/^(\d{1,13}|[1-9]\d{0,2}(,\d{3})+)(\.\d{1,2})?$/.test(text)) { fault.textContent = words.amount; return null; }
    const [whole, rest = ""] = text.replaceAll(",", "").split(".");
    const fen = BigInt(whole) * 100n + BigInt(rest.padEnd(2, "0"));
    const [top, cents = ""] = data.ceiling.split(".");
    if (fen === 0n) { fault.textContent = words.zero; return null; }
    if (fen > BigInt(top) * 100n + BigInt(cents.padEnd(2, "0"))) { fault.textContent = words.ceiling; return null; }
    return `${BigInt(whole)}.${rest.padEnd(2, "0")}`;
  }

  function mark(item, ready) {
    const icon = item.querySelector(".ti");
    icon.className = `ti ${ready ? "ti-check ok" : "ti-alert-triangle gap"}`;
  }

  /* What no envelope can be opened for: said before it is sealed. */
  function faultOf(file) {
    const values = { name: file.name, kinds: data.kinds, most: size(data.most) };
    if (file.size === 0) return fill(words.empty, values);
    if (file.size > data.most) return fill(words.large, values);
    const extension = file.name.toLowerCase().split(".").pop();
    return data.accept.split(",").includes(`.${extension}`) ? "" : fill(words.kind, values);
  }

  /* How many things are missing. */
  function look() {
    let missing = form.querySelectorAll("[data-stop]").length;
    const offer = readPrice();
    mark(form.querySelector("[data-item=price]"), offer !== null);
    if (offer === null) missing += 1;
    form.querySelectorAll("[data-item=paper]").forEach((item) => {
      const input = item.querySelector("input"), wanted = item.dataset.required === "1";
      const wrong = [...input.files].map(faultOf).find(Boolean) || "", bad = wrong !== "";
      item.querySelector("[data-paper-fault]").textContent = wrong;
      mark(item, !bad && (!wanted || input.files.length > 0));
      if (bad || (wanted && input.files.length === 0)) missing += 1;
    });
    const lamp = form.querySelector("[data-lamp]");
    lamp.classList.toggle("ready", missing === 0);
    lamp.querySelector(".ti").className = `ti ti-${missing ? "alert-triangle" : "check"}`;
    form.querySelector("[data-missing]").textContent =
      missing === 0 ? words.ready : missing === 1 ? words.one : fill(words.many, { n: missing });
    const say = sealButton.dataset;
    sealButton.toggleAttribute("aria-disabled", missing > 0 || busy || closed);
    if (missing > 0 || busy || closed) sealButton.setAttribute("aria-disabled", "true");
    sealButton.textContent =
      busy ? say.sayBusy : missing === 0 ? say.sayReady : missing === 1 ? say.sayMissingSingle : fill(say.sayMissing, { n: missing });
    return missing;
  }

  function papers() {
    const taken = new Set(["price.json"]), found = [];
    form.querySelectorAll("[data-paper]").forEach((input) => [...input.files].forEach((file) => {
      const stem = input.dataset.paper ? `${input.dataset.paper} - ${file.name}` : file.name;
      let name = stem;
      for (let n = 2; taken.has(name); n += 1) name = `${n} ${stem}`;
      taken.add(name);
      found.push(globalThis.PortalEnvelope.ofFile(file, name));
    }));
    return found;
  }

  function show(text, part, amount, rest) {
    progress.hidden = false;
    progress.querySelector("[data-doing]").textContent = text;
    const percent = Math.floor(part * 100);
    progress.querySelector(".p-prog").setAttribute("aria-valuenow", String(percent));
    progress.querySelector(".p-prog i").style.width = `${percent}%`;
    progress.querySelector("[data-amount]").textContent = amount || "";
    progress.querySelector("[data-rest]").textContent = rest || "";
  }

  async function seal() {
    await globalThis.sodium.ready;
    const { sodium, PortalEnvelope: envelope } = globalThis;
    const small = form.querySelector("[data-small]");
    const offer = { v: 1, tender: data.tender, price: readPrice(), small_enterprise: Boolean(small && small.checked) };
    const files = [
      envelope.ofBytes("price.json", "application/json", new TextEncoder().encode(JSON.stringify(offer))), ...papers(),
    ];
    const key = sodium.from_base64(data.key, sodium.base64_variants.ORIGINAL);
    const made = await envelope.seal(sodium, files, key, data.context, (done, all) => {
      show(words.sealing, all ? done / all : 1, size(all / 2), words.local);
    });
    return new Blob(made.parts);
  }

  function rest(started, sent, all) {
    const seconds = (performance.now() - started) / 1000;
    if (seconds < 3 || sent === 0) return words.resume;
    const left = Math.ceil((seconds / sent) * (all - sent));
    return `${left < 60 ? fill(words.seconds, { n: left }) : fill(words.minutes, { n: Math.ceil(left / 60) })} ${words.resume}`;
  }

  async function upload(blob) {
    const started = performance.now();
    const { token } = await globalThis.PortalUpload.send(blob, data.uploads, csrf, data.version, {
      progress: (sent, all) => show(words.uploading, sent / all, `${size(sent)} / ${size(all)}`, rest(started, sent, all)),
      waiting: () => { progress.querySelector("[data-rest]").textContent = words.waiting; },
    });
    dock.querySelector("[name=upload]").value = token;
    show(words.received, 1, size(blob.size), words.press);
    sealButton.hidden = true;
    submitButton.hidden = false;
    submitButton.focus();
    const state = document.querySelector("[data-state] h2");
    if (state) state.lastChild.textContent = ` ${words.uploaded}`;
  }

  async function go(make) {
    busy = true;
    form.querySelectorAll("input").forEach((input) => { input.disabled = true; });
    look();
    try {
      await upload(await make());
    } catch (error) {
      const told = error instanceof globalThis.PortalUpload.Refused;
      show(told ? (error.message === "version" ? words.version : error.message) : words.failed, 0, "", "");
    } finally {
      busy = false;
      form.querySelectorAll("input").forEach((input) => { input.disabled = closed; });
      if (!sealButton.hidden) look();
    }
  }

  sealButton.addEventListener("click", () => { if (!busy && !closed && look() === 0) go(seal); });
  form.querySelector("[data-envelope]").addEventListener("change", (event) => {
    const file = event.target.files[0];
    if (file && !busy && !closed) go(async () => file);
  });
  form.addEventListener("input", (event) => {
    if (event.target.matches("[data-envelope]")) return;
    if (!submitButton.hidden) {  /* what has been uploaded is not what stands here any more */
      submitButton.hidden = true;
      sealButton.hidden = false;
    }
    look();
  });
  document.addEventListener("portal:closed", () => {
    closed = true;
    [sealButton, submitButton].forEach((button) => { button.disabled = true; });
    look();
    window.setTimeout(() => window.location.reload(), 1500);
  });
  window.addEventListener("beforeunload", (event) => { if (busy) event.preventDefault(); });
  sealButton.disabled = closed;  /* until now nothing would have answered */
  look();
})();
