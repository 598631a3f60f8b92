"""The checklist of a picture in a page, as far as a browser can go through it; CONTRIBUTING.md has the whole of it."""

from playwright.sync_api import Page

LEAST = 11
"""Pixels of the smallest words, at any width."""

# Of the pictures that are seen: what is wrong with each. Letters have room above and below them that they may share.
CHECK = """(least) => {
  const channel = (part) => part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4;
  const luminance = (colour) => {
    const [red, green, blue] = colour.match(/[\\d.]+/g).map(Number).map(channel);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrast = (one, other) => {
    const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05);
  };
  const wrong = [];
  for (const figure of document.querySelectorAll("figure.wt-figure")) {
    const say = (what) => wrong.push(`${figure.id}: ${what}`);
    const seen = [...figure.querySelectorAll(".wt-picture svg")].filter((svg) => svg.getBoundingClientRect().width);
    if (seen.length !== 1) { say(`${seen.length} drawings are seen`); continue; }
    const [svg] = seen;
    const paper = getComputedStyle(svg.parentElement).backgroundColor;
    window.scrollTo(0, window.scrollY + svg.getBoundingClientRect().top - 80);
    const box = svg.getBoundingClientRect();
    const scale = box.width / svg.viewBox.baseVal.width;
    if (box.right > document.documentElement.clientWidth + 1) say("wider than the page");
    const words = [...svg.querySelectorAll("text")].filter((text) => text.textContent.trim())
      .map((text) => ({ text, said: text.textContent, box: text.getBoundingClientRect() }));
    if (!words.length) say("no words");
    for (const { text, said, box: own } of words) {
      const style = getComputedStyle(text);
      if (own.left < box.left - 1 || own.right > box.right + 1 || own.top < box.top - 1 || own.bottom > box.bottom + 1)
        say(`"${said}" is cut off`);
      if (parseFloat(style.fontSize) * scale < least - 0.05) say(`"${said}" is too small`);
      if (!style.fontFamily.startsWith('"Wijkteams Sans"')) say(`"${said}" is in another typeface`);
      const below = document.elementsFromPoint((own.left + own.right) / 2, (own.top + own.bottom) / 2)
        .find((each) => svg.contains(each) && each !== svg && !each.closest("text") && getComputedStyle(each).fill !== "none");
      const ground = below ? getComputedStyle(below).fill : paper;
      if (ground.startsWith("rgb") && contrast(style.fill, ground) < 4.5) say(`"${said}" has too little contrast`);
    }
    words.forEach((one, place) => words.slice(0, place).forEach((other) => {
      const across = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
      const down = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
      const lowest = Math.min(one.box.height, other.box.height, 20);
      if (across > 1 && down > 0.35 * lowest) say(`"${one.said}" lies over "${other.said}"`);
    }));
    for (const mark of svg.querySelectorAll("path, use, rect")) {
      for (const part of ["fill", "stroke"]) {
        const name = mark.style[part].match(/^var\\(--wt-(\\w+)\\)$/)?.[1];
        if (name && !["paper", "grid", "zone"].includes(name) && contrast(getComputedStyle(mark)[part], paper) < 3)
          say(`a mark in ${name} has too little contrast`);
      }
    }
    const told = (id) => document.getElementById(id)?.textContent.trim() ?? "";
    const [title, alt] = svg.getAttribute("aria-labelledby").split(" ").map(told);
    if (!title || !alt) say("no title or no description");
    if (!figure.querySelector("figcaption > p").textContent.includes(title)) say("its title is not the finding of its caption");
  }
  const ids = [...document.querySelectorAll(".wt-picture [id]")].map((each) => each.id);
  if (new Set(ids).size !== ids.length) wrong.push("an id is given twice");
  return wrong;
}"""


def faults(page: Page) -> list[str]:
    """Return what is wrong with the pictures of a page as it is seen now."""
    page.evaluate("document.fonts.ready")
    return page.evaluate(CHECK, LEAST)
