/* Comforts of the shell. Every page works without this file. */
(() => {
  "use strict";
  const each = (root, selector, act) => root.querySelectorAll(selector).forEach(act);

  /* Menus are <details>: close them on Escape, on a click outside, and when another opens. */
  const menus = () => document.querySelectorAll("details[data-menu][open]");
  document.addEventListener("click", (event) => menus().forEach((menu) => {
    if (!menu.contains(event.target)) menu.open = false;
  }));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    menus().forEach((menu) => { menu.open = false; menu.querySelector("summary").focus(); });
  });

  /* A form is sent once. The pressed button keeps its name and value; coming back unlocks it. */
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented) return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    const question = event.submitter?.dataset.confirm || form.dataset.confirm;
    if (question && !window.confirm(question)) { event.preventDefault(); return; }
    form.dataset.sent = "1";
    form.setAttribute("aria-busy", "true");
  });
  window.addEventListener("pageshow", () => each(document, "form[data-sent]", (form) => {
    delete form.dataset.sent;
    form.removeAttribute("aria-busy");
  }));

  /* A step that can't be done yet keeps its focus but does nothing. */
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[aria-disabled=true]");
    if (!button) return;
    event.preventDefault();
    document.getElementById(button.getAttribute("aria-describedby"))?.scrollIntoView({ block: "nearest" });
  });

  /* Rows of a formset: the same as the submit button, without the way to the server. */
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-add-row]");
    if (!button) return;
    const box = button.closest("[data-rows]");
    const total = box.querySelector(`[name="${box.dataset.rows}-TOTAL_FORMS"]`);
    const row = box.querySelector("template").content.cloneNode(true);
    const number = total.value;
    each(row, "*", (node) => [...node.attributes].forEach((attribute) => {
      if (attribute.value.includes("__prefix__")) node.setAttribute(attribute.name, attribute.value.replaceAll("__prefix__", number));
    }));
    event.preventDefault();
    total.value = Number(number) + 1;
    const body = box.querySelector(row.firstElementChild.matches("tbody") ? "table" : "tbody");
    body.append(row);
    enhance(body.lastElementChild);
    body.lastElementChild.querySelector("input:not([type=hidden]), select, textarea")?.focus();
  });

  /* Lines to be ticked: how many, all of them at once. */
  each(document, "form[data-bulk]", (form) => {
    const all = form.querySelector("[data-bulk-all]"), said = form.querySelector("[data-bulk-count]");
    const boxes = [...form.querySelectorAll("[name=duty], [name=subject]")], hint = said.textContent;
    const count = () => {
      const ticked = boxes.filter((box) => box.checked);
      boxes.forEach((box) => box.closest("tr").classList.toggle("sel", box.checked));
      all.checked = ticked.length > 0 && ticked.length === boxes.length;
      all.indeterminate = ticked.length > 0 && !all.checked;
      said.textContent = ticked.length ? said.dataset.text.replace("{n}", ticked.length) : hint;
    };
    all.hidden = boxes.length < 2;
    all.addEventListener("change", () => { boxes.forEach((box) => { box.checked = all.checked; }); count(); });
    form.addEventListener("change", count);
    count();
  });

  /* A sheet that is shown once offers to be printed. */
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-print]")) window.print();
  });

  /* Links from the error summary put the cursor into the field. */
  document.addEventListener("click", (event) => {
    const link = event.target.closest(".p-errs a[href^='#']");
    const target = link && document.getElementById(link.hash.slice(1));
    if (!target) return;
    event.preventDefault();
    (target.closest(".p-field, tr") || target).scrollIntoView({ block: "start" });
    target.focus({ preventScroll: true });
  });

  /* Amount in words (大写) below an amount, while one types. */
  const DIGITS = "零壹贰叁肆伍陆柒捌玖", PLACES = ["", "拾", "佰", "仟"];
  const group = (text) => {
    let said = "", gap = false;
    [...text].forEach((digit, index) => {
      if (digit === "0") { gap = said !== ""; return; }
      said += (gap ? "零" : "") + DIGITS[digit] + PLACES[text.length - 1 - index];
      gap = false;
    });
    return said;
  };
  const wholeInWords = (yuan) => {
    const groups = yuan.padStart(Math.ceil(yuan.length / 4) * 4, "0").match(/.{4}/g) || [];
    return groups.reduce((said, part, index) => {
      const words = group(part), unit = ["", "万", "亿"][groups.length - 1 - index];
      return words ? said + (said && part[0] === "0" ? "零" : "") + words + unit : said;
    }, "");
  };
  const inWords = (text) => {
    const plain = text.normalize("NFKC").replace(/[\s¥]/g, "").replace(/元$/, "");
    if (!/^(\d{1,12}|[1-9]\d{0,2}(,\d{3})+)(\.\d{1,2})?$/.test(plain)) return "";
    const [whole, rest = ""] = plain.replaceAll(",", "").split(".");
    const said = wholeInWords(whole.replace(/^0+/, "")), [jiao, fen] = rest.padEnd(2, "0");
    if (jiao + fen === "00") return `${said || "零"}元整`;
    const head = said && `${said}元`;
    return head + (jiao === "0" ? head && "零" : `${DIGITS[jiao]}角`) + (fen === "0" ? "" : `${DIGITS[fen]}分`);
  };

  /* What is left until a moment, by the server's clock as it stood when the page was made. */
  const started = performance.now();
  const ticking = (node) => {
    const left = Number(node.dataset.left) - (performance.now() - started) / 1000;
    const seconds = Math.max(0, Math.floor(left));
    const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
    node.textContent = parts.map((part) => String(part).padStart(2, "0")).join(":");
    if (seconds > 0) window.setTimeout(ticking, 1000, node);
    else node.dispatchEvent(new CustomEvent("portal:due", { bubbles: true }));
  };

  /* A form that may be kept as a draft keeps itself while one types: after each short rest, now and then without one,
     and before one leaves. Its files wait for a button. */
  const REST = 1500, LONGEST = 8000;
  const autosave = (form) => {
    let timer = 0, typedAt = 0, saving = Promise.resolve();
    const isUnsaved = () => typedAt > 0 && form.hasAttribute("data-autosave");
    const send = async (leaving) => {
      const data = new FormData();
      new FormData(form).forEach((value, name) => { if (!(value instanceof File)) data.append(name, value); });
      data.set("save_draft", "1");
      const how = { method: "POST", body: data, headers: { "HX-Request": "true" }, keepalive: leaving };
      const answer = await fetch(window.location.href, how).catch(() => null);
      if (!answer || !(answer.ok || answer.status === 409)) return;
      const box = document.createElement("template");
      box.innerHTML = await answer.text();
      const said = box.content.querySelector(".p-save");
      if (!said) return;
      document.querySelector(".p-save")?.replaceWith(said);
      if (said.dataset.version) form.elements.draft_version.value = said.dataset.version;
      else form.removeAttribute("data-autosave");
    };
    /* One after the other: each carries the version that the one before it made. */
    const keep = () => {
      window.clearTimeout(timer);
      typedAt = 0;
      saving = saving.then(() => send(false));
      return saving;
    };
    form.addEventListener("input", () => {
      typedAt = typedAt || performance.now();
      window.clearTimeout(timer);
      if (isUnsaved()) timer = window.setTimeout(keep, Math.max(0, Math.min(REST, typedAt + LONGEST - performance.now())));
    });
    document.addEventListener("submit", (event) => {
      if (event.defaultPrevented || form.dataset.going) return;
      const own = event.target === form;
      if (!own && !isUnsaved()) return;
      if (own) typedAt = 0;  // what is sent now is no draft any more, and is not kept as one on leaving
      window.clearTimeout(timer);
      event.preventDefault();
      event.stopImmediatePropagation();
      /* Later, because a form can't be sent from within its own submission. */
      const go = () => {
        form.dataset.going = "1";
        event.target.requestSubmit(event.submitter);
        delete form.dataset.going;
      };
      (own ? saving : keep()).finally(() => window.setTimeout(go));
    }, { capture: true });
    document.addEventListener("click", (event) => {
      const link = event.target.closest("a[href]:not([href^='#']):not([target]):not([download])");
      if (!link || !isUnsaved() || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      keep().finally(() => window.location.assign(link.href));
    });
    window.addEventListener("pagehide", () => { if (isUnsaved()) send(true); });
  };

  const enhance = (root) => {
    each(root, "form[data-autosave]", autosave);
    each(root, "[data-focus]", (node) => node.focus());
    each(root, "[data-left]", ticking);
    each(root, "textarea[maxlength]", (area) => {
      const left = document.createElement("p");
      left.className = "after num";
      area.insertAdjacentElement("afterend", left);
      const count = () => { left.textContent = `${[...area.value].length} / ${area.maxLength}`; };
      area.addEventListener("input", count);
      count();
    });
    each(root, ".p-field > input[data-words]", (input) => {
      const words = document.createElement("p");
      words.className = "after";
      words.lang = "zh-Hans";
      input.insertAdjacentElement("afterend", words);
      const say = () => { words.textContent = inWords(input.value); };
      input.addEventListener("input", say);
      say();
    });
    each(root, "[data-check-all]", (box) => box.addEventListener("change", () => {
      each(box.closest("table"), "input[type=checkbox]:not([data-check-all])", (one) => { one.checked = box.checked; });
      box.dispatchEvent(new CustomEvent("portal:picked", { bubbles: true }));
    }));
  };
  enhance(document);
  document.addEventListener("htmx:load", (event) => { if (event.target !== document.body) enhance(event.target); });
})();
