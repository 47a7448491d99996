/* Changing the language in the middle of a form keeps what was typed: in this tab, until the page is there again.
   Passwords and files are never kept; without this file the form is simply empty again. */
(() => {
  "use strict";
  const KEY = `typed:${location.pathname}`;
  const LEFT_OUT = new Set(["hidden", "password", "file", "submit", "button", "reset"]);
  const fields = () => [...document.querySelectorAll("main form[method=post]")]
    .flatMap((form) => [...form.elements])
    .filter((field) => field.name && !LEFT_OUT.has(field.type));
  const ticked = (field) => field.type === "checkbox" || field.type === "radio";
  const chosen = (field) => [...field.selectedOptions].map((option) => option.value);
  const value = (field) => {
    if (ticked(field)) return field.checked;
    return field.type === "select-multiple" ? chosen(field) : field.value;
  };
  const isNamed = (name, own) => (field) => field.name === name && (!ticked(field) || field.value === own);

  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-language]")) return;
    const kept = fields().map((field) => [field.name, ticked(field) ? field.value : "", value(field)]);
    if (kept.length) sessionStorage.setItem(KEY, JSON.stringify(kept));
  });

  /* A row that had been added is added again. */
  const found = (name, own) => {
    const there = fields().find(isNamed(name, own));
    const prefix = there ? null : /^(.+)-\d+-/.exec(name);
    if (!prefix) return there;
    document.querySelector(`[data-rows="${CSS.escape(prefix[1])}"] [data-add-row]`)?.click();
    return fields().find(isNamed(name, own));
  };
  const put = (field, kept) => {
    if (ticked(field)) field.checked = kept;
    else if (field.type === "select-multiple") [...field.options].forEach((o) => { o.selected = kept.includes(o.value); });
    else field.value = kept;
    field.dispatchEvent(new Event(ticked(field) ? "change" : "input", { bubbles: true }));
  };
  window.addEventListener("DOMContentLoaded", () => {
    const kept = JSON.parse(sessionStorage.getItem(KEY) || "[]");
    sessionStorage.removeItem(KEY);
    kept.forEach(([name, own, was]) => {
      const field = found(name, own);
      if (field) put(field, was);
    });
  });
})();
