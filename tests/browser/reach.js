// Who works by keyboard, voice, ear or a large finger: what of a page, as it stands, is out of their reach.
() => {
  const INTERACTIVE = "a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button], [role=link]";
  const LEAST = 24; // CSS pixels of a target, by WCAG 2.5.8
  const SLACK = 0.1; // browsers round
  const name = (element) =>
    [element.tagName.toLowerCase(), ...element.classList].join(".") +
    ` "${(element.textContent || element.getAttribute("aria-label") || "").trim().replace(/\s+/g, " ").slice(0, 50)}"`;
  const visible = (element) =>
    element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && element.getClientRects().length > 0;
  const onScreen = (element) => {
    const box = element.getBoundingClientRect();
    return visible(element) && box.right > 0 && box.bottom + scrollY > 0;
  };

  // --- Boxes that stop the Tab key and neither scroll nor do anything ----------------------------

  const scrolls = (box) => box.scrollWidth > box.clientWidth || box.scrollHeight > box.clientHeight;
  const idle = [...document.querySelectorAll("[tabindex='0']")].filter(
    (box) => visible(box) && !box.matches(INTERACTIVE) && !scrolls(box),
  );

  // --- Targets --------------------------------------------------------------------------------

  // A target within a sentence is as tall as its line.
  function inSentence(target) {
    if (getComputedStyle(target).display !== "inline") return false;
    let block = target.parentElement;
    while (getComputedStyle(block).display === "inline") block = block.parentElement;
    const around = [...textNodes(block)].filter((text) => !text.parentElement.closest(INTERACTIVE));
    return around.some((text) => /\p{L}{2}/u.test(text.data));
  }

  function* textNodes(root) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) yield walker.currentNode;
  }

  // An open label is part of its field.
  const rectsOf = (target) => [...target.getClientRects(), ...[...(target.labels ?? [])].flatMap((each) => [...each.getClientRects()])];
  const small = [...document.querySelectorAll(INTERACTIVE)].filter(
    (target) =>
      onScreen(target) &&
      !rectsOf(target).some((box) => box.width >= LEAST - SLACK && box.height >= LEAST - SLACK) &&
      !inSentence(target),
  );

  // --- Language of parts --------------------------------------------------------------------------

  // Words that are frequent in one of the languages and no word of the other.
  const COMMON = {
    en: "the and to that are not with by from this which for be have has as it were their what how its can than between all no",
    nl: "de het een van niet voor met dat zijn wordt worden aan bij naar ook maar om uit deze wie hoe geen dan tussen alle zij heeft",
  };
  // Words that stand alone on buttons and the like.
  const LABELS = {
    en: "contents previous next page search copy copied show hide source print fullscreen colour color mode toggle skip link heading back light dark system settings close figure main navigation rows sort image table index",
    nl: "inhoud vorige volgende pagina zoek zoeken kopieer gekopieerd toon verberg bron afdrukken scherm kleur kleuren overslaan koppeling kop terug licht donker systeem sluit figuur rijen afbeelding tabel",
  };
  const lists = (words) => Object.fromEntries(Object.entries(words).map(([key, text]) => [key, new Set(text.split(" "))]));
  const common = lists(COMMON);
  const labels = lists(LABELS);
  const NOT_LANGUAGE = "script, style, noscript, code, pre, kbd, svg, .math, mjx-container, [translate=no], .notranslate, [hidden]";
  const languageOf = (element) => element.closest("[lang]").lang.slice(0, 2);
  const other = { en: "nl", nl: "en" };

  function strays(text, language) {
    const words = text.toLowerCase().match(/[\p{L}]+/gu) ?? [];
    const count = (list) => words.filter((word) => list.has(word)).length;
    const foreign = other[language];
    if (!foreign) return false;
    if (words.length <= 4) return count(labels[foreign]) > 0 && count(labels[language]) === 0;
    return count(common[foreign]) >= 2 && count(common[language]) === 0;
  }

  const foreign = [];
  const note = (element, text, language, where = "") => {
    // Addresses and the names of people are in no language.
    const told = text.replace(/\S+[/.]\S+\.?\S*\/\S*|https?:\S+/g, " ").replace(/\b(van|de|der|den)( (den|der|de))? \p{Lu}\p{L}+/giu, " ");
    for (const part of told.split(/[.;:“”"()\n]+/)) {
      const said = part.trim().replace(/\s+/g, " ");
      if (strays(said, language)) foreign.push(`${name(element).split(" ")[0]}${where} is no ${language}: ${said.slice(0, 80)}`);
    }
  };
  const BLOCK = "p, li, td, th, dt, dd, h1, h2, h3, h4, h5, h6, caption, figcaption, summary, button, label, a, span, div, option, strong, em, i, cite, q";
  const said = new Map();
  for (const text of textNodes(document.body)) {
    const parent = text.parentElement;
    if (!text.data.trim() || parent.closest(NOT_LANGUAGE)) continue;
    const block = parent.closest(BLOCK) ?? parent;
    said.set(block, `${said.get(block) ?? ""} ${text.data}`);
  }
  said.forEach((text, element) => note(element, text, languageOf(element)));
  for (const attribute of ["aria-label", "title", "alt", "placeholder", "data-bs-title", "data-bs-original-title"]) {
    for (const element of document.body.querySelectorAll(`[${attribute}]`)) {
      if (!element.closest("[hidden]")) note(element, element.getAttribute(attribute), languageOf(element), `[${attribute}]`);
    }
  }
  // A link to a page in the other language is called by the name of that page.
  for (const link of document.querySelectorAll("a[hreflang]")) {
    if (languageOf(link) !== link.hreflang) foreign.push(`${name(link)} leads to ${link.hreflang} under a name in ${languageOf(link)}`);
  }

  // --- Places that stop the Tab key --------------------------------------------------------------

  const stops = [...document.querySelectorAll(`${INTERACTIVE}, [tabindex='0']`)].filter(
    (element) => visible(element) && !element.disabled && element.tabIndex >= 0,
  );

  // How a stop looks with and without the keyboard on it; stops that look alike and change alike are of a kind.
  const LOOKS = ["outlineStyle", "outlineWidth", "outlineColor", "boxShadow", "backgroundColor", "borderTopColor", "textDecorationLine", "color"];
  const looks = (element) => LOOKS.map((property) => getComputedStyle(element)[property]).join("|");
  const kinds = new Map();
  const sameLooks = [];
  const hidden = [];
  // Whether something else lies on all of a stop that has the focus, by WCAG 2.4.11.
  function covered(stop) {
    const [box] = stop.getClientRects();
    const [left, top] = [Math.max(0, box.left), Math.max(0, box.top)];
    const [width, height] = [Math.min(innerWidth, box.right) - left, Math.min(innerHeight, box.bottom) - top];
    const points = [0.1, 0.5, 0.9].flatMap((x) => [0.1, 0.5, 0.9].map((y) => [left + x * width, top + y * height]));
    return !points.some(([x, y]) => {
      const seen = document.elementFromPoint(x, y);
      return seen && (stop.contains(seen) || seen.contains(stop));
    });
  }
  document.activeElement.blur();
  stops.forEach((stop, place) => {
    const before = looks(stop);
    stop.focus({ focusVisible: true });
    const after = looks(stop);
    if (covered(stop)) hidden.push(name(stop));
    const kind = [stop.tagName, stop.className, stop.closest("nav, aside, figure, dialog, header, footer, td, th, li, p")?.className, after].join("~");
    if (document.activeElement !== stop) sameLooks.push(`${name(stop)} takes no focus`);
    else if (before === after) sameLooks.push(`${name(stop)} looks the same with the focus on it`);
    if (!kinds.has(kind)) kinds.set(kind, place);
    stop.blur();
  });
  stops.forEach((stop, place) => stop.setAttribute("data-stop", place));

  return {
    idle: idle.map(name),
    small: small.map(name),
    foreign,
    unseen: sameLooks,
    hidden,
    kinds: [...kinds.values()],
    stops: stops.length,
  };
}
