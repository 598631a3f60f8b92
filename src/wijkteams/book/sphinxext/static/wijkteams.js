// Numbers in the text: a tap, a click, the mouse or the keyboard shows where a number comes from.
// There is one panel at the end of the page, filled from the data in its head. Without this script, or in a browser
// that has no popovers, a number stays a plain link to its row among all numbers.
(() => {
  "use strict";

  const EDGE = 8; // least distance to the edge of the window, in pixels
  const DELAY = { show: 150, hide: 300 }; // milliseconds; time enough to move onto the panel
  const panel = document.createElement("div");
  const source = document.getElementById("wt-numbers");
  if (!source || !panel.showPopover) return;
  const data = JSON.parse(source.textContent);
  const numbers = [...document.querySelectorAll("a.wt-number")];
  let shown = null; // the number that the panel is about
  let pinned = false; // opened by a click or a key, so that the mouse may leave
  let timer = 0;

  function place() {
    if (!shown) return;
    const lines = shown.getClientRects();
    const last = lines[lines.length - 1];
    const left = Math.min(last.left, document.documentElement.clientWidth - panel.offsetWidth - EDGE);
    const below = window.innerHeight - last.bottom - EDGE;
    const above = lines[0].top - EDGE;
    const onTop = panel.scrollHeight > below && above > below;
    panel.style.left = `${Math.max(EDGE, left)}px`;
    panel.style.maxHeight = `${Math.max(onTop ? above : below, 96)}px`;
    panel.style.top = onTop ? "auto" : `${last.bottom}px`;
    panel.style.bottom = onTop ? `${window.innerHeight - lines[0].top}px` : "auto";
  }

  function fill(number) {
    const [title, ...texts] = data.panels[number.hash.slice("#num-".length)].map((at) => data.texts[at]);
    const facts = texts.map((text, at) => `<dt>${data.terms[at]}</dt><dd>${text}</dd>`);
    panel.innerHTML = `<div><p id="wt-panel-title">${title}</p><button type="button">${data.close}</button></div>
      <dl>${facts.join("")}</dl><a href="${number.getAttribute("href")}">${data.where_from}</a>`;
    panel.querySelector("button").addEventListener("click", hide);
  }

  function hide() {
    clearTimeout(timer);
    if (!shown) return;
    if (panel.contains(document.activeElement)) shown.focus({ preventScroll: true });
    shown.setAttribute("aria-expanded", "false");
    shown = null;
    pinned = false;
    panel.hidePopover();
  }

  function show(number) {
    clearTimeout(timer);
    if (shown === number) return;
    hide();
    shown = number;
    fill(number);
    number.setAttribute("aria-expanded", "true");
    panel.showPopover();
    panel.scrollTop = 0;
    place();
  }

  function enter(number) {
    if (shown === number && pinned) {
      hide();
    } else {
      show(number);
      pinned = true;
      panel.focus({ preventScroll: true });
    }
  }

  function later(action, delay) {
    clearTimeout(timer);
    timer = setTimeout(action, delay);
  }

  // The mouse may go from the number to its panel and back.
  function leave(event) {
    if (event.pointerType === "mouse" && !pinned && shown !== document.activeElement) later(hide, DELAY.hide);
  }

  function equip(number) {
    number.setAttribute("role", "button");
    number.setAttribute("aria-haspopup", "dialog");
    number.setAttribute("aria-expanded", "false");
    number.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return; // open the link elsewhere
      event.preventDefault();
      enter(number);
    });
    number.addEventListener("keydown", (event) => {
      if (event.key !== " ") return; // a link answers to Enter by itself
      event.preventDefault();
      enter(number);
    });
    number.addEventListener("focus", () => {
      if (number.matches(":focus-visible")) show(number);
    });
    number.addEventListener("blur", (event) => {
      if (shown === number && !panel.contains(event.relatedTarget)) hide();
    });
    number.addEventListener("pointerenter", (event) => {
      if (event.pointerType === "mouse" && !pinned) later(() => show(number), DELAY.show);
    });
    number.addEventListener("pointerleave", leave);
  }

  // Two numbers that read alike and are not the same are told apart by what they are.
  function tellApart(number) {
    if (numbers.every((other) => other.hash === number.hash || other.textContent !== number.textContent)) return;
    fill(number);
    const [title, year] = panel.querySelectorAll("#wt-panel-title, dd");
    number.setAttribute("aria-label", `${number.textContent}: ${title.textContent}, ${year.textContent}`);
  }

  // The panel stands at the end of the page, but behind its number in the order of the Tab key.
  function tab(event) {
    if (event.key !== "Tab") return;
    const stops = [...panel.querySelectorAll("a, button")];
    const at = stops.indexOf(document.activeElement);
    if (event.shiftKey ? at > 0 : at < stops.length - 1) return;
    if (event.shiftKey) event.preventDefault();
    hide();
  }

  panel.className = "wt-panel";
  panel.popover = "manual";
  panel.tabIndex = -1;
  panel.setAttribute("role", "dialog");
  panel.setAttribute("aria-labelledby", "wt-panel-title");
  numbers.forEach(equip);
  numbers.forEach(tellApart);
  panel.replaceChildren();
  document.body.append(panel);

  panel.addEventListener("keydown", tab);
  panel.addEventListener("pointerenter", () => clearTimeout(timer));
  panel.addEventListener("pointerleave", leave);
  document.addEventListener("keydown", (event) => event.key === "Escape" && hide());
  document.addEventListener("pointerdown", (event) => {
    if (shown && !shown.contains(event.target) && !panel.contains(event.target)) hide();
  });
  window.addEventListener("scroll", place, { capture: true, passive: true });
  window.addEventListener("resize", place);
})();
