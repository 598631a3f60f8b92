// Tables of the register: a filter box, and column headers that sort. Without this script they are plain tables.
(() => {
  "use strict";

  const FIRST = 50; // rows of a long table that are shown until the reader asks for all
  const NOTHING = "\u2013"; // what an empty cell shows
  const plain = (text) => text.normalize("NFD").replace(/\p{Diacritic}/gu, "").toLowerCase();
  // What is said of a table, in the language of the page.
  const WORDS = {
    en: {
      filter: "Filter",
      all: (count) => `Show all ${count} rows`,
      count: (found, count) => (found < count ? `${found} of ${count} rows` : `${count} rows`),
      first: (count) => `the first ${count} shown`,
      by: (name, up) => `by ${name}, ${up ? "ascending" : "descending"}`,
    },
    nl: {
      filter: "Zoek in de rijen",
      all: (count) => `Toon alle ${count} rijen`,
      count: (found, count) => (found < count ? `${found} van de ${count} rijen` : `${count} rijen`),
      first: (count) => `de eerste ${count} getoond`,
      by: (name, up) => `op ${name}, ${up ? "oplopend" : "aflopend"}`,
    },
  };
  const SAID = WORDS[document.documentElement.lang] ?? WORDS.en;
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true, sensitivity: "base" });

  function make(tag, name, html) {
    const element = document.createElement(tag);
    if (name) element.className = name;
    element.innerHTML = html;
    return element;
  }

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
    const caption = table.caption.textContent;
    const words = new Map(rows.map((row) => [row, plain(row.textContent)]));
    let order = rows;
    let sorted = null; // { column, sign }
    let all = rows.length <= FIRST;

    const filter = make("p", "wt-filter", `<label>${SAID.filter} <input type="search" autocomplete="off"></label> <span role="status"></span>`);
    const input = filter.querySelector("input");
    const more = make("p", "wt-more", `<button type="button">${SAID.all(rows.length)}</button>`);
    input.setAttribute("aria-controls", table.id);
    const alone = document.querySelectorAll(".wt-browsable").length === 1;
    // Another table on the page has such a field and button too.
    if (!alone) input.setAttribute("aria-label", `${SAID.filter}: ${caption}`);
    if (!alone) more.querySelector("button").setAttribute("aria-label", `${SAID.all(rows.length)}: ${caption}`);
    box.prepend(filter);
    box.append(more);

    function show() {
      const wanted = plain(input.value).split(/\s+/).filter(Boolean);
      const found = order.filter((row) => wanted.every((word) => words.get(row).includes(word)));
      const cut = !all && found.length > FIRST;
      for (const row of rows) row.hidden = true;
      found.forEach((row, place) => {
        row.hidden = false;
        row.classList.toggle("wt-later", cut && place >= FIRST);
      });
      more.hidden = !cut;
      filter.querySelector("[role=status]").textContent = [
        SAID.count(found.length, rows.length),
        ...(cut ? [SAID.first(FIRST)] : []),
        ...(sorted ? [SAID.by(names[sorted.column], sorted.sign > 0)] : []),
      ].join(", ");
    }

    // Ascending, then descending, then as it was.
    function sort(column) {
      const again = sorted?.column === column;
      sorted = again && sorted.sign < 0 ? null : { column, sign: again ? -1 : 1 };
      headers.forEach((header) => header.removeAttribute("aria-sort"));
      order = rows;
      if (sorted) {
        headers[column].setAttribute("aria-sort", sorted.sign > 0 ? "ascending" : "descending");
        const keys = new Map(rows.map((row) => [row, keyOf(row.cells[column])]));
        order = [...rows].sort((one, other) => compare(keys.get(one), keys.get(other), sorted.sign));
      }
      body.append(...order);
      show();
    }

    // A link to a row shows it, also when it was filtered out or comes later.
    function reveal() {
      const row = document.getElementById(decodeURIComponent(location.hash.slice(1)));
      if (!row || !body.contains(row)) return;
      if (row.hidden || row.classList.contains("wt-later")) {
        input.value = "";
        all = true;
        show();
      }
      row.scrollIntoView();
    }

    headers.forEach((header, column) => {
      const button = make("button", "", "");
      if (!alone) {
        // Another table may have a column of that name. The cell keeps its own, which is read with every cell below it.
        button.setAttribute("aria-label", `${names[column]}: ${caption}`);
        header.setAttribute("aria-label", names[column]);
      }
      button.type = "button";
      button.append(...header.childNodes);
      button.addEventListener("click", () => sort(column));
      header.append(button);
    });
    // On a narrow screen a row is a card, and each cell says what it is.
    for (const row of rows) [...row.cells].forEach((cell, column) => (cell.dataset.label = names[column]));
    box.classList.add("wt-ready");
    input.addEventListener("input", show);
    more.querySelector("button").addEventListener("click", () => {
      all = true;
      show();
      order[FIRST].querySelector("a")?.focus(); // the button is gone; go on where it stood
    });
    window.addEventListener("hashchange", reveal);
    show();
    reveal();
  }

  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll(".wt-browsable").forEach(equip);
  });
})();
