// What stands around a page: its colours, its contents, and boxes that scroll. Without this script the colours are light, the
// contents of the book stand beside or above the text, and its buttons are not there.
(() => {
  "use strict";

  const root = document.documentElement.dataset;

  // --- Colours ------------------------------------------------------------------------------

  const MODES = ["auto", "light", "dark"];
  const system = matchMedia("(prefers-color-scheme: dark)");
  const theme = document.querySelector(".wt-theme");

  function colour() {
    root.theme = root.mode !== "auto" ? root.mode : system.matches ? "dark" : "light";
    theme.title = theme.dataset[root.mode];
  }

  function choose() {
    root.mode = MODES[(MODES.indexOf(root.mode) + 1) % MODES.length];
    colour();
    theme.nextElementSibling.textContent = theme.title;
    try {
      for (const key of ["mode", "theme"]) localStorage.setItem(key, root[key]);
    } catch {
      // Storage can be closed to a page; then the choice is for this page alone.
    }
  }

  colour();
  theme.addEventListener("click", choose);
  // Behind the script of the theme, which follows the system also after a choice on this page.
  system.addEventListener("change", () => setTimeout(colour));

  // --- Language -----------------------------------------------------------------------------

  // The reader's choice, kept in this browser alone: it ends the suggestion, and leads nowhere by itself.
  function speak(language) {
    delete root.suggest;
    try {
      localStorage.setItem("language", language);
    } catch {
      // As above.
    }
  }

  for (const link of document.querySelectorAll(".wt-switch")) {
    link.addEventListener("click", () => {
      // The same place: addresses within a page are the same in both editions.
      if (!link.title) link.hash = location.hash;
      speak(link.hreflang);
    });
  }
  document.querySelector(".wt-suggest button")?.addEventListener("click", () => {
    speak(document.documentElement.lang);
    document.getElementById("main-content").focus({ preventScroll: true });
  });

  // --- Contents -----------------------------------------------------------------------------

  // From this width on the contents stand beside the text, in CSS pixels; as in the stylesheet of the theme.
  const BESIDE = { primary: matchMedia("(min-width: 960px)"), secondary: matchMedia("(min-width: 1200px)") };

  // The contents go into a dialog and back, with the classes that dress them. A dialog closes on Esc and returns the focus.
  function move(from, to) {
    to.append(...[...from.children].filter((child) => child.tagName !== "FORM"));
    for (const name of [...from.classList].filter((each) => each.startsWith("bd-"))) {
      from.classList.remove(name);
      to.classList.add(name);
    }
  }

  function equip(button) {
    const side = button.dataset.side;
    const sidebar = document.getElementById(`pst-${side}-sidebar`);
    const dialog = document.getElementById(`wt-${side}-dialog`);
    const beside = BESIDE[side];
    const tell = () => {
      const shown = dialog.open || (beside.matches && !sidebar.classList.contains("wt-away"));
      button.setAttribute("aria-expanded", String(shown));
    };
    button.addEventListener("click", () => {
      if (beside.matches) {
        sidebar.classList.toggle("wt-away");
      } else {
        move(sidebar, dialog);
        dialog.showModal();
      }
      tell();
    });
    dialog.addEventListener("close", () => {
      move(dialog, sidebar);
      tell();
    });
    // A tap beside the dialog, and a link to a place on this page.
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog || event.target.closest("a")?.hash) dialog.close();
    });
    beside.addEventListener("change", () => (dialog.open ? dialog.close() : tell()));
    tell();
  }

  document.querySelectorAll(".wt-toggle").forEach(equip);

  // --- Boxes that scroll ----------------------------------------------------------------------

  const BOXES = "pre, div.math, .wt-scroll, .wt-who, .cell_output > .output, .pst-scrollable-table-container";

  // A box is a stop of the Tab key only while there is something to scroll.
  function stop(box) {
    const scrolls = box.scrollWidth > box.clientWidth || box.scrollHeight > box.clientHeight;
    if (scrolls && !/visible|clip/.test(getComputedStyle(box).overflowX)) box.tabIndex = 0;
    else box.removeAttribute("tabindex");
  }

  const watch = new ResizeObserver((entries) => entries.forEach(({ target }) => stop(target.closest(BOXES))));
  for (const box of document.querySelectorAll(BOXES)) {
    watch.observe(box);
    for (const child of box.children) watch.observe(child);
  }

  // --- Names --------------------------------------------------------------------------------

  // The buttons that copy code are made by another script; each is called by the last line of what it copies.
  document.addEventListener("DOMContentLoaded", () => {
    for (const button of document.querySelectorAll(".copybtn")) {
      const lines = document.querySelector(button.dataset.clipboardTarget).textContent.trim().split("\n");
      button.setAttribute("aria-label", `${button.dataset.tooltip}: ${lines.at(-1)}`);
    }
  });
})();
