// What a test wants to know of a page as the browser shows it. Sizes are in CSS pixels.
() => {
  const width = document.documentElement.clientWidth;
  const SLACK = 1; // browsers round
  const all = [...document.body.querySelectorAll("*")];
  const style = new Map(all.map((element) => [element, getComputedStyle(element)]));
  const name = (element) =>
    [element.tagName.toLowerCase(), ...element.classList].join(".") +
    ` "${(element.textContent || "").trim().replace(/\s+/g, " ").slice(0, 40)}"`;

  const visible = (element) =>
    element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && element.getClientRects().length > 0;
  const ancestors = function* (element) {
    for (let up = element.parentElement; up && up !== document.body; up = up.parentElement) yield up;
  };
  // A box that the reader can scroll, or one that is shrunk to a pixel for screen readers.
  const scrolls = (element) => ["auto", "scroll"].includes(style.get(element).overflowX);
  const shrunk = (element) => element.clientWidth <= 1 || style.get(element).clipPath !== "none";
  const excused = (element) => [element, ...ancestors(element)].some(shrunk) || [...ancestors(element)].some(scrolls);

  // Beyond the edge of the window, or beyond the edge of a box that hides what does not fit.
  const stickingOut = all.filter((element) => {
    if (!visible(element) || excused(element)) return false;
    const box = element.getBoundingClientRect();
    if (box.right > width + SLACK || box.left < -SLACK) return true;
    return ["hidden", "clip"].includes(style.get(element).overflowX) && element.scrollWidth > element.clientWidth + SLACK;
  });

  // A table that must be scrolled sideways; the data behind a figure are folded and may be wide.
  const cutTables = [...document.querySelectorAll("table")].filter((table) => {
    const box = [...ancestors(table)].find(scrolls);
    return visible(table) && box && !table.closest("details") && box.scrollWidth > box.clientWidth + SLACK;
  });

  // A caption of which a part can only be seen by scrolling.
  const cutCaptions = [...document.querySelectorAll("caption, figcaption")].filter((caption) => {
    const box = [...ancestors(caption)].find(scrolls);
    const words = document.createRange();
    words.selectNodeContents(caption);
    const edge = box ? box.getBoundingClientRect().left + box.clientWidth : width;
    return visible(caption) && words.getBoundingClientRect().right > edge + SLACK;
  });

  return {
    theme: document.documentElement.dataset.theme || "",
    page_scrolls: document.scrollingElement.scrollWidth > width + SLACK,
    sticking_out: stickingOut.map(name),
    cut_tables: cutTables.map(name),
    cut_captions: cutCaptions.map(name),
    formulas: document.querySelectorAll("mjx-container").length,
    wrong_formulas: [...document.querySelectorAll("mjx-merror")].map(name),
    links: [...document.querySelectorAll("a[href], area[href]")].map((link) => link.href),
    anchors: [...document.querySelectorAll("[id], a[name]")].map((element) => element.id || element.name),
  };
}
