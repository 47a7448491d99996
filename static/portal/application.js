/* Sums in an application while one types. The server reckons them again; the page works without this file. */
(() => {
  "use strict";
  const LANGUAGE = document.documentElement.lang;
  const read = (input) => {
    const text = input ? input.value.normalize("NFKC").replace(/[\s¥]/g, "") : "";
    const isNumber = /^(\d{1,14}|[1-9]\d{0,2}(,\d{3})+)(\.\d{1,2})?$/.test(text);
    return isNumber ? Number(text.replaceAll(",", "")) : null;
  };
  const shown = (value, places) => value.toLocaleString(LANGUAGE, { minimumFractionDigits: places, maximumFractionDigits: 2 });
  const rows = (box) => [...box.querySelectorAll("tbody tr")].filter((row) => !row.querySelector("input[name$=-DELETE]")?.checked);

  const reckonCosts = (box) => {
    let total = 0;
    box.querySelectorAll("tbody tr").forEach((row) => {
      const [quantity, price] = [...row.querySelectorAll("[data-factor] input")].map(read);
      const product = quantity === null || price === null ? null : Math.round(quantity * price * 100) / 100;
      row.querySelector("[data-product]").textContent = product === null ? "" : shown(product, 2);
      if (product !== null && rows(box).includes(row)) total += product;
    });
    box.querySelector("[data-total]").textContent = shown(total, 2);
  };
  const reckonPoints = (box) => {
    const points = rows(box).map((row) => read(row.querySelector("input[name$=-points]")) || 0);
    box.querySelector("[data-total]").textContent = shown(Math.round(points.reduce((a, b) => a + b, 0) * 100) / 100, 0);
  };
  const reckon = (event) => {
    const costs = event.target.closest("[data-sum]"), points = event.target.closest("[data-points]");
    if (costs) reckonCosts(costs);
    if (points) reckonPoints(points);
  };
  document.addEventListener("input", reckon);
  document.addEventListener("change", reckon);
})();
