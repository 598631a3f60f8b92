// Numbers in the text: one tap, a click, the keyboard or the mouse shows where a number comes from.
// Without this script the number stays a plain link to its row among all numbers.
(() => {
  "use strict";

  const EDGE = 8; // least distance to the edge of the window, in pixels
  const DELAY = { show: 150, hide: 300 }; // milliseconds; time enough to move onto the panel
  let shown = null; // the number whose panel is open
  let pinned = false; // opened by a click, so that the mouse may leave
  let timer = 0;

  const linkOf = (number) => number.querySelector(".wt-number-value");
  const panelOf = (number) => number.querySelector(".wt-number-panel");

  function place() {
    if (!shown) return;
    const panel = panelOf(shown);
    const lines = linkOf(shown).getClientRects();
    const last = lines[lines.length - 1];
    const left = Math.min(last.left, document.documentElement.clientWidth - panel.offsetWidth - EDGE);
    const below = window.innerHeight - last.bottom - EDGE;
    const above = lines[0].top - EDGE;
    const onTop = panel.offsetHeight > below && above > below;
    panel.style.left = `${Math.max(EDGE, left)}px`;
    panel.style.maxHeight = `${Math.max(onTop ? above : below, 96)}px`;
    panel.style.top = onTop ? "auto" : `${last.bottom}px`;
    panel.style.bottom = onTop ? `${window.innerHeight - lines[0].top}px` : "auto";
  }

  function hide() {
    clearTimeout(timer);
    if (!shown) return;
    panelOf(shown).hidden = true;
    linkOf(shown).setAttribute("aria-expanded", "false");
    shown = null;
    pinned = false;
  }

  function show(number) {
    clearTimeout(timer);
    if (shown === number) return;
    hide();
    shown = number;
    panelOf(number).hidden = false;
    linkOf(number).setAttribute("aria-expanded", "true");
    place();
  }

  function toggle(number) {
    if (shown === number && pinned) {
      hide();
    } else {
      show(number);
      pinned = true;
    }
  }

  function later(action, delay) {
    clearTimeout(timer);
    timer = setTimeout(action, delay);
  }

  function equip(number) {
    const link = linkOf(number);
    const panel = panelOf(number);
    panel.id = `${number.id}-panel`;
    link.setAttribute("role", "button");
    link.setAttribute("aria-expanded", "false");
    link.setAttribute("aria-controls", panel.id);

    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return; // open the link elsewhere
      event.preventDefault();
      toggle(number);
    });
    link.addEventListener("keydown", (event) => {
      if (event.key !== " ") return; // a link answers to Enter by itself
      event.preventDefault();
      toggle(number);
    });
    link.addEventListener("focus", () => {
      if (link.matches(":focus-visible")) show(number);
    });
    number.addEventListener("focusout", (event) => {
      if (shown === number && !number.contains(event.relatedTarget)) hide();
    });
    number.addEventListener("pointerenter", (event) => {
      if (event.pointerType === "mouse") later(() => show(number), DELAY.show);
    });
    number.addEventListener("pointerleave", (event) => {
      if (event.pointerType !== "mouse") return;
      const keep = pinned || number.contains(document.activeElement);
      later(() => keep || hide(), DELAY.hide);
    });
  }

  function dismiss(event) {
    if (event.key !== "Escape" || !shown) return;
    const number = shown;
    const inPanel = panelOf(number).contains(document.activeElement);
    if (inPanel) linkOf(number).focus();
    hide();
  }

  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll(".wt-number").forEach(equip);
  });
  document.addEventListener("keydown", dismiss);
  document.addEventListener("pointerdown", (event) => {
    if (shown && !shown.contains(event.target)) hide();
  });
  window.addEventListener("scroll", place, { capture: true, passive: true });
  window.addEventListener("resize", place);
})();
