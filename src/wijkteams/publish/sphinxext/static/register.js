// Tables of the register: a filter box, and column headers that sort. Without this script they are plain tables.
(() => {
  "use strict";

  const NOTHING = "\u2013"; // what an empty cell shows
  const plain = (text) => text.normalize("NFD").replace(/\p{Diacritic}/gu, "").toLowerCase();
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true, sensitivity: "base" });

  // What a cell sorts by: a number where it holds <data>, else its text. Empty cells come last.
  function keyOf(cell) {
    const data = cell.querySelector("data");
    const text = cell.textContent.trim();
    return { number: data ? Number(data.value) : Infinity, text, empty: text === "" || text.startsWith(NOTHING) };
  }

  function compare(one, other, sign) {
    if (one.empty !== other.empty) return one.empty ? 1 : -1;
    if (one.number !== other.number) return sign * (one.number < other.number ? -1 : 1);
    return sign * collator.compare(one.text, other.text);
  }

  function equip(box) {
    const table = box.querySelector("table");
    const body = table.tBodies[0];
    const headers = [...table.tHead.rows[0].cells];
    const names = headers.map((header) => header.textContent);
    const rows = [...body.rows];
    const words = new Map(rows.map((row) => [row, plain(row.textContent)]));
    let sorted = null; // { column, sign }

    const filter = document.createElement("p");
    filter.className = "wt-filter";
    filter.innerHTML = '<label>Filter <input type="search" autocomplete="off" spellcheck="false"></label> <span role="status"></span>';
    const input = filter.querySelector("input");
    const status = filter.querySelector("[role=status]");
    input.setAttribute("aria-controls", table.id);
    box.prepend(filter);

    function tell() {
      const shown = rows.filter((row) => !row.hidden).length;
      const count = shown === rows.length ? `${shown} rows` : `${shown} of ${rows.length} rows`;
      const order = sorted ? `, by ${names[sorted.column]}, ${sorted.sign > 0 ? "ascending" : "descending"}` : "";
      status.textContent = count + order;
    }

    function show() {
      const wanted = plain(input.value).split(/\s+/).filter(Boolean);
      for (const row of rows) row.hidden = !wanted.every((word) => words.get(row).includes(word));
      tell();
    }

    // Ascending, then descending, then as it was.
    function sort(column) {
      const again = sorted?.column === column;
      sorted = again && sorted.sign < 0 ? null : { column, sign: again ? -1 : 1 };
      headers.forEach((header) => header.removeAttribute("aria-sort"));
      let order = rows;
      if (sorted) {
        headers[column].setAttribute("aria-sort", sorted.sign > 0 ? "ascending" : "descending");
        const keys = new Map(rows.map((row) => [row, keyOf(row.cells[column])]));
        order = [...rows].sort((one, other) => compare(keys.get(one), keys.get(other), sorted.sign));
      }
      body.append(...order);
      tell();
    }

    headers.forEach((header, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...header.childNodes);
      button.addEventListener("click", () => sort(column));
      header.append(button);
    });
    // On a narrow screen a row is a card, and each cell says what it is.
    for (const row of rows) [...row.cells].forEach((cell, column) => (cell.dataset.label = names[column]));
    box.classList.add("wt-ready");
    input.addEventListener("input", show);
    tell();

    // A link to a row shows it, also when the filter had hidden it.
    window.addEventListener("hashchange", () => {
      const row = document.getElementById(decodeURIComponent(location.hash.slice(1)));
      if (!row?.hidden || !body.contains(row)) return;
      input.value = "";
      show();
      row.scrollIntoView();
    });
  }

  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll(".wt-browsable").forEach(equip);
  });
})();
