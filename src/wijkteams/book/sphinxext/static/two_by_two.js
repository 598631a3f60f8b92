// The table of two properties whose margins are known and whose inside is not: the reader slides the one free cell.
// Without this script the slider stays hidden and the table with the ends of what is possible remains.
(() => {
  "use strict";

  const PAUSE = 400; // milliseconds after the last move before the table is read out

  // All in per cent of all municipalities; the shares in per cent of their row.
  function crossTable(both, first, second) {
    const firstOnly = first - both;
    const secondOnly = second - both;
    const neither = 100 - first - secondOnly;
    return {
      both,
      first_only: firstOnly,
      second_only: secondOnly,
      neither,
      given_first: (100 * both) / first,
      given_not_first: (100 * secondOnly) / (100 - first),
      odds_ratio: (both * neither) / (firstOnly * secondOnly),
    };
  }

  function formatter(decimals) {
    const language = document.documentElement.lang || "en";
    return new Intl.NumberFormat(language, {
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
    });
  }

  function equip(box) {
    const settings = JSON.parse(box.dataset.wtTwoByTwo);
    const slider = box.querySelector("input");
    const live = box.querySelector(".wt-live");
    const cell = formatter(settings.decimals);
    const share = formatter(0);
    const ratio = formatter(1);
    let timer = 0;

    const written = (table, name) => {
      if (name.startsWith("given")) return share.format(table[name]);
      if (name !== "odds_ratio") return cell.format(table[name]);
      return Number.isFinite(table.odds_ratio) ? ratio.format(table.odds_ratio) : settings.infinite;
    };

    function update() {
      const table = crossTable(Number(slider.value), settings.first, settings.second);
      const filled = (text) => text.replace(/\[(\w+)\]/g, (_, name) => written(table, name));
      box.querySelectorAll("[data-cell]").forEach((place) => {
        place.textContent = written(table, place.dataset.cell);
      });
      slider.setAttribute("aria-valuetext", filled(settings.short));
      clearTimeout(timer);
      timer = setTimeout(() => {
        live.textContent = filled(settings.live);
      }, PAUSE);
    }

    slider.addEventListener("input", update);
    box.hidden = false;
    update();
  }

  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll("[data-wt-two-by-two]").forEach(equip);
  });
})();
