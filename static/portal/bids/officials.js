/* Enrolling, proving and using an official's key. Passphrases and private keys never leave this page. */
(() => {
  "use strict";
  const SHORTEST = 12;
  const paint = () => new Promise((done) => { requestAnimationFrame(() => setTimeout(done, 30)); });

  function complain(box, id, text) {
    const field = box.querySelector(`[data-field="${id}"]`), fault = field.querySelector("[data-fault]");
    field.classList.add("bad");
    fault.hidden = false;
    fault.querySelector("span").textContent = text;
    field.querySelector("input").focus();
  }

  function clear(box) {
    box.querySelectorAll("[data-field]").forEach((field) => {
      field.classList.remove("bad");
      field.querySelector("[data-fault]").hidden = true;
    });
  }

  const typed = (box, id) => box.querySelector(`#${id}`).value;
  const data = () => JSON.parse(document.getElementById("key-data").textContent);

  const acts = {
    enrol(box, form, sodium) {
      const made = globalThis.PortalKeys.enrol(sodium, typed(box, "passphrase"));
      form.querySelector("[name=public_key]").value = made.publicKey;
      form.querySelector("[name=wrapped]").value = JSON.stringify(made.wrapped);
    },
    prove(box, form, sodium) {
      const { wrapped, challenge } = data();
      const key = globalThis.PortalKeys.unwrap(sodium, wrapped, typed(box, "passphrase"));
      form.querySelector("[name=proof]").value = globalThis.PortalKeys.answer(sodium, key, challenge);
      sodium.memzero(key);
    },
    contribute(box, form, sodium) {
      const { wrapped, shares, ceremony, opener } = data();
      const key = globalThis.PortalKeys.unwrap(sodium, wrapped, typed(box, "passphrase"));
      form.querySelector("[name=sealed]").value =
        globalThis.PortalKeys.contribution(sodium, key, shares, ceremony, opener);
      sodium.memzero(key);
    },
  };

  function ready(box) {
    clear(box);
    if (box.dataset.keys !== "enrol") return true;
    if ([...typed(box, "passphrase")].length < SHORTEST) { complain(box, "passphrase", box.dataset.sayShort); return false; }
    if (typed(box, "passphrase") !== typed(box, "passphrase-again")) {
      complain(box, "passphrase-again", box.dataset.sayDiffer);
      return false;
    }
    return true;
  }

  document.addEventListener("submit", async (event) => {
    const form = event.target, box = form.querySelector("[data-keys]");
    if (!box || box.dataset.done) return;
    event.preventDefault();
    if (box.dataset.busy || !ready(box)) return;
    box.dataset.busy = "1";
    box.querySelector("[data-busy]").textContent = box.dataset.sayBusy;
    await paint();
    try {
      await globalThis.sodium.ready;
      acts[box.dataset.keys](box, form, globalThis.sodium);
      box.querySelectorAll("[data-passphrase]").forEach((input) => { input.value = ""; });
      box.dataset.done = "1";
      form.requestSubmit();
    } catch (error) {
      const wrong = error instanceof globalThis.PortalKeys.WrongPassphrase;
      complain(box, "passphrase", wrong ? box.dataset.sayWrong : String(error.message || error));
      box.querySelector("[data-busy]").textContent = "";
    } finally {
      delete box.dataset.busy;
    }
  }, true);
})();
