/* The countdown, by the server's clock. It sets itself right when the page comes back to the front. */
(() => {
  "use strict";
  const box = document.querySelector(".p-clock[data-closes]");
  const left = box?.querySelector("[data-left]");
  if (!left) return;
  const clock = box.querySelector("[data-clock]");
  const closes = Number(box.dataset.closes);
  let base = Number(box.dataset.now) - performance.now() / 1000;
  const two = (number) => String(number).padStart(2, "0");
  const beijing = new Intl.DateTimeFormat("zh-CN", {
    timeZone: "Asia/Shanghai", hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23",
  });
  const now = () => base + performance.now() / 1000;
  const tick = () => {
    const rest = Math.max(0, Math.ceil(closes - now()));
    const days = Math.floor(rest / 86400), hours = Math.floor(rest / 3600) % 24;
    const said = `${two(hours)}:${two(Math.floor(rest / 60) % 60)}:${two(rest % 60)}`;
    left.textContent = days ? `${box.dataset.sayDays.replace("{n}", days)} ${said}` : said;
    clock.textContent = beijing.format(new Date(now() * 1000));
    box.classList.toggle("soon", rest < 3600);
    if (rest > 0) { window.setTimeout(tick, 1000 - ((now() * 1000) % 1000)); return; }
    document.dispatchEvent(new CustomEvent("portal:closed"));
    if ("reload" in box.dataset) window.setTimeout(() => window.location.reload(), 2000);
  };
  const settle = async () => {
    try {
      const asked = performance.now();
      const answer = await (await fetch(box.dataset.url, { cache: "no-store" })).json();
      base = answer.now - (asked + performance.now()) / 2000;
    } catch { /* the clock of the page goes on */ }
  };
  document.addEventListener("visibilitychange", () => { if (!document.hidden) settle(); });
  tick();
})();
