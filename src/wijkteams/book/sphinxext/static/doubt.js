// What is left of each finding when those who did not answer differ by so many points: one slider moves all of them.
// Without this script it stays hidden, and the picture beside it tells the same.
(() => {
  "use strict";

  const PAUSE = 400; // milliseconds after the last move before the outcome is read out

  function equip(box) {
    const settings = JSON.parse(box.dataset.wtDoubt);
    const { steps, findings } = settings;
    const slider = box.querySelector("input");
    const live = box.querySelector(".wt-live");
    const language = document.documentElement.lang || "en";
    const number = new Intl.NumberFormat(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
    const low = Math.min(0, ...findings.flatMap(({ near }) => near));
    const width = Math.max(...findings.flatMap(({ far }) => far)) - low;
    const place = (value) => `${(100 * (value - low)) / width}%`;
    const filled = (text, values) => text.replace(/\[(\w+)\]/g, (_, name) => values[name]);
    let timer = 0;

    function update() {
      const step = Number(slider.value);
      let held = 0;
      box.querySelectorAll("li").forEach((item, which) => {
        const { near, far, verdict, holds: established } = findings[which];
        const holds = established && near[step] > 0;
        held += holds;
        item.classList.toggle("wt-lost", !holds);
        const [, track, says] = item.children;
        track.style.setProperty("--wt-zero", place(0));
        track.firstElementChild.style.left = place(near[step]);
        track.firstElementChild.style.width = `${(100 * (far[step] - near[step])) / width}%`;
        says.textContent = filled(settings.says, {
          near: number.format(near[step]).replace("-", "\u2212"),
          far: number.format(far[step]).replace("-", "\u2212"),
          verdict: holds ? verdict : settings.lost,
        });
      });
      const told = { delta: steps[step].toLocaleString(language), held, all: findings.length };
      slider.setAttribute("aria-valuetext", filled(settings.short, told));
      clearTimeout(timer);
      timer = setTimeout(() => {
        live.textContent = filled(settings.live, told);
      }, PAUSE);
    }

    slider.addEventListener("input", update);
    box.hidden = false;
    update();
  }

  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll("[data-wt-doubt]").forEach(equip);
  });
})();
