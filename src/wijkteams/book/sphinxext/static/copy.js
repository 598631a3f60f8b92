// Buttons that copy a text. Without this script they stay hidden, and the text can be selected.
(() => {
  "use strict";

  async function copyText(block) {
    const pieces = block.querySelectorAll("p, pre");
    const text = Array.from(pieces, textOf).join("\n");
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      return copySelection(block); // a browser may refuse its clipboard to a book opened from disk
    }
  }

  // What a reader sees of a paragraph, with the dash of a list.
  function textOf(piece) {
    const text = piece.textContent.trim();
    if (piece.tagName === "PRE") return text;
    return (piece.parentElement.tagName === "LI" ? "- " : "") + text.replace(/\s+/g, " ");
  }

  function copySelection(block) {
    const selection = window.getSelection();
    selection.selectAllChildren(block);
    const copied = document.execCommand("copy");
    if (copied) selection.removeAllRanges(); // otherwise the text stays selected, ready for the keyboard
    return copied;
  }

  function equip(block) {
    const button = block.querySelector(".wt-copy-button");
    const status = block.querySelector(".wt-copy-status");
    button.hidden = false;
    button.addEventListener("click", async () => {
      status.textContent = ""; // so that a second copy is announced too
      const copied = await copyText(block.querySelector(".wt-copy-text"));
      status.textContent = copied ? button.dataset.done : button.dataset.failed;
      button.focus({ preventScroll: true }); // a selection takes the focus away
    });
  }

  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll(".wt-copy").forEach(equip);
  });
})();
