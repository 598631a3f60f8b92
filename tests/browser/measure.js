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
  // A box that the reader can scroll, or one that is made small for screen readers alone.
  const scrolls = (element) => ["auto", "scroll"].includes(style.get(element).overflowX);
  const hides = (element) => ["hidden", "clip"].includes(style.get(element).overflowX);
  const shrunk = (element) =>
    style.get(element).clip !== "auto" || style.get(element).clipPath !== "none" ||
    (hides(element) && element.clientWidth <= 1);
  const excused = (element) => [element, ...ancestors(element)].some(shrunk) || [...ancestors(element)].some(scrolls);
  // The window, or the narrowest box around that hides what does not fit.
  const edge = (boxes) => Math.min(width, ...boxes.filter(hides).map((box) => box.getBoundingClientRect().right));

  const beyond = all.filter((element) => {
    if (!visible(element) || excused(element)) return false;
    const box = element.getBoundingClientRect();
    return box.right > edge([...ancestors(element)]) + SLACK || box.left < -SLACK;
  });
  const words = all.filter((element) => {
    const own = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
    if (!own.length || !visible(element) || excused(element) || scrolls(element)) return false;
    const range = document.createRange();
    return own.some((text) => {
      range.selectNode(text);
      return range.getBoundingClientRect().right > edge([element, ...ancestors(element)]) + SLACK;
    });
  });
  const stickingOut = [...new Set([...beyond, ...words])];

  // A table that must be scrolled sideways; the data behind a figure are folded and may be wide.
  const cutTables = [...document.querySelectorAll("table")].filter((table) => {
    const boxes = [...ancestors(table)].filter(scrolls);
    return visible(table) && !table.closest("details") && boxes.some((box) => box.scrollWidth > box.clientWidth + SLACK);
  });

  // A caption of which a part can only be seen by scrolling.
  const cutCaptions = [...document.querySelectorAll("caption, figcaption")].filter((caption) => {
    const boxes = [...ancestors(caption)].filter(scrolls);
    const words = document.createRange();
    words.selectNodeContents(caption);
    const edge = Math.min(width, ...boxes.map((box) => box.getBoundingClientRect().left + box.clientWidth));
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
