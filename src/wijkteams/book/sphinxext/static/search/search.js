// The search: what was typed, as stems in both languages and with the other names of a thing, against the records of the book.
(() => {
  "use strict";

  const AT_ONCE = 20; // hits that are shown before the reader asks for more
  const WAIT = 300; // milliseconds after a key, so that the number of hits is not announced letter by letter
  const AROUND = 12; // words of an excerpt before the first one that was found
  const EXCERPT = 40; // words of an excerpt
  // How much a record of a kind counts: what the book says goes before what it says it with.
  const WEIGHT = {
    page: 3, finding: 2.2, section: 1.6, figure: 0.45, number: 0.45, quote: 0.4, claim: 0.4, word: 0.4, contradiction: 0.4,
    context: 0.3, source: 0.3,
  };
  const NUMBER_ASKED = 1; // how much a number counts when a number was typed
  const LAST_PAGE = 0.3; // how much a record counts on the last page of the book, where one on the first counts 1
  const FIRST_PAGE = 1.3; // how much a number counts that the first page prints
  const OTHER_LANGUAGE = 0.5; // how much a record counts that is not in the language of the page
  const SHORT = new Set(["number", "figure", "context", "claim", "source"]); // kinds that say all in both languages
  const ANOTHER_NAME = 0.9; // how much a record counts that has another name of what was typed
  const FIELDS = { title: 3, address: 3, other: 1.2, text: 1 };
  const SMALL_WORDS = new Set(
    "a an and are as at by for from in is it of on or the to was were with de een en het in is met of op te tot van voor".split(" "),
  );

  const TITLE = 4; // where the texts of a record begin

  const box = document.querySelector(".wt-search");
  const input = box.querySelector("input");
  const status = box.querySelector("[role=status]");
  const meaning = box.querySelector(".wt-meaning");
  const list = box.querySelector(".wt-hits");
  const more = box.querySelector(".wt-search-more");
  const words = JSON.parse(box.dataset.words);
  const language = document.documentElement.lang;
  const root = document.documentElement.dataset.content_root;
  const { pages, records, synonyms } = joined(window.wijkteamsSearch);

  // The records of this edition, then those of the other one that say something more.
  function joined([own, ...others]) {
    const all = { pages: [...own.pages], records: [...own.records], synonyms: [...own.synonyms] };
    const plainName = ([name]) => name.replace(/^nl\//, "");
    const twins = new Set(own.pages.map(plainName));
    const said = ([kind, spoken, , , title, text]) => JSON.stringify([kind, spoken, title, text]);
    const known = new Set(own.records.map(said));
    for (const { pages, records, synonyms } of others) {
      const more = records.filter((record) => !twins.has(plainName(pages[record[2]])) && !known.has(said(record)));
      all.records.push(...more.map(([kind, spoken, page, ...rest]) => [kind, spoken, page + all.pages.length, ...rest]));
      all.pages.push(...pages);
      all.synonyms.push(...synonyms);
    }
    return all;
  }

  // --- Words ------------------------------------------------------------------------------

  const stemmers = [new DutchStemmer(), new PorterStemmer()];
  const known = new Map();

  const WORD = /[\p{L}\p{N}\p{M}]+(?:[.,]\p{N}+)*/gu;

  const tokens = (text) => text.match(WORD) ?? [];
  const plain = (token) => token.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replace(/,/g, ".");
  const hasDigit = (word) => /\p{N}/u.test(word);
  const isNumber = (word) => /^[\p{N}.,]+$/u.test(word);

  // A word as it is kept: its stems in both languages; a number or a name with digits as it is.
  function stems(token) {
    if (!known.has(token)) {
      const word = plain(token);
      known.set(token, hasDigit(word) ? [word] : [...new Set(stemmers.map((each) => each.stemWord(word)))]);
    }
    return known.get(token);
  }

  const index = new MiniSearch({ fields: Object.keys(FIELDS), tokenize: tokens, processTerm: stems });
  index.addAll(
    records.map(([kind, , page, , title, text, other], id) => ({
      id,
      title: title || pages[page][1],
      text,
      other,
      // The name of a chapter's file is the plainest name of its subject.
      address: kind === "page" ? pages[page][0].split("/").pop().replace(/\.html$|_/g, " ") : "",
    })),
  );

  // --- Queries ----------------------------------------------------------------------------

  const same = (one, other) => stems(one).some((stem) => stems(other).includes(stem));
  const startsWith = (typed, name, place = 0) =>
    name.every((word, next) => typed[place + next] && same(word, typed[place + next]));
  const sequence = (text) => ` ${tokens(text).map((word) => stems(word).at(-1)).join(" ")} `;

  // Whether a record says a name as it is, and not its words here and there.
  const says = (id, name) => records[id].slice(TITLE).some((text) => sequence(`${text}`).includes(sequence(name)));

  // What was typed, and the same with a thing called by another name.
  function wordings(typed) {
    const found = [{ wording: typed, weight: 1, name: [] }];
    for (const names of synonyms.map((group) => group.map(tokens))) {
      for (const name of names) {
        const start = typed.findIndex((_, place) => startsWith(typed, name, place));
        if (start < 0) continue;
        for (const another of names.filter((each) => each !== name)) {
          const wording = [...typed.slice(0, start), ...another, ...typed.slice(start + name.length)];
          found.push({ wording, weight: ANOTHER_NAME, name: another });
        }
      }
    }
    return found;
  }

  function query(typed, combineWith) {
    const told = typed.filter((token) => !SMALL_WORDS.has(plain(token)));
    const parts = (told.length ? told : typed).map((token) => {
      const word = plain(token);
      const forms = [...new Set([...stems(token), word])];
      // A word with two stems counts once; its beginning is looked for as it was typed.
      const grown = (form) => form === word && word.length > 3 && !hasDigit(word);
      return { combineWith: "OR", queries: forms, prefix: grown, boostTerm: () => 1 / forms.length };
    });
    return { combineWith, queries: parts };
  }

  const weigh = (numeric) => (id) => {
    const [kind, spoken, page, , , , other, first] = records[id];
    const place = 1 - ((1 - LAST_PAGE) * page) / pages.length;
    const understood = spoken === language || (other && SHORT.has(kind));
    const weight = numeric && kind === "number" ? NUMBER_ASKED : WEIGHT[kind];
    return weight * place * (first ? FIRST_PAGE : 1) * (understood ? 1 : OTHER_LANGUAGE);
  };

  function search(typed, combineWith, fuzzy) {
    const boostDocument = weigh(typed.every(isNumber));
    const options = { boost: FIELDS, boostDocument, tokenize: (word) => [word], processTerm: (word) => word, fuzzy };
    const best = new Map();
    for (const { wording, weight, name } of wordings(typed)) {
      for (const hit of index.search(query(wording, combineWith), options)) {
        if (name.length > 1 && !says(hit.id, name.join(" "))) continue;
        const before = best.get(hit.id) ?? { score: 0, terms: [] };
        const terms = [...before.terms, ...hit.terms];
        best.set(hit.id, { id: hit.id, score: before.score + hit.score * weight, terms });
      }
    }
    return once([...best.values()].sort((one, other) => other.score - one.score || one.id - other.id));
  }

  // A finding leads to the top of its chapter, as the chapter itself does; the better of the two is enough.
  function once(found) {
    const tops = new Set();
    return found.filter(({ id }) => {
      const [, , page, anchor] = records[id];
      return anchor || (!tops.has(page) && tops.add(page));
    });
  }

  // Whether what was typed is a word of the glossary, in either language.
  function means({ id }, typed) {
    const [kind, , , , title, , term] = records[id];
    const names = [term, ...title.split(", ")].map(tokens);
    return kind === "word" && names.some((name) => name.length === typed.length && startsWith(typed, name));
  }

  // --- Hits -------------------------------------------------------------------------------

  const element = (tag, className, text = "") => Object.assign(document.createElement(tag), { className, textContent: text });
  const isFound = (token, terms) => stems(token).some((stem) => terms.includes(stem)) || terms.includes(plain(token));
  const count = (text, terms) => tokens(text).filter((token) => isFound(token, terms)).length;

  // Write a text with the words that were found marked.
  function mark(parent, text, terms) {
    let end = 0;
    for (const match of text.matchAll(WORD)) {
      if (!isFound(match[0], terms)) continue;
      parent.append(text.slice(end, match.index), element("mark", "", match[0]));
      end = match.index + match[0].length;
    }
    parent.append(text.slice(end));
  }

  // Return the paragraph with most of the words, from a little before the first of them.
  function excerpt(text, terms) {
    const paragraphs = text.split("\n");
    const counts = paragraphs.map((paragraph) => count(paragraph, terms));
    const said = paragraphs[counts.indexOf(Math.max(...counts))].split(" ");
    const place = said.findIndex((word) => count(word, terms));
    const first = said.length > EXCERPT ? Math.max(0, Math.min(place - AROUND, said.length - EXCERPT)) : 0;
    const part = said.slice(first, first + EXCERPT);
    return { part: part.join(" "), before: first > 0, after: first + EXCERPT < said.length };
  }

  // An address that leads to the very words of a text, where the browser can; else to the place.
  function address(page, anchor, part) {
    const place = root + page + (anchor ? `#${encodeURIComponent(anchor)}` : "");
    if (!part || !("fragmentDirective" in document)) return place;
    const start = part.split(" ").slice(0, 8).join(" ");
    return `${place}${anchor ? "" : "#"}:~:text=${encodeURIComponent(start).replace(/-/g, "%2D")}`;
  }

  function hit({ id, terms }) {
    const [kind, spoken, page, anchor, title, text, other] = records[id];
    const [target, pageTitle, pageLanguage] = pages[page];
    const item = element("li", "wt-hit");
    const { part, before, after } = excerpt(text, terms);
    const link = element("a", "wt-hit-title");
    const prose = kind === "page" || kind === "section";
    const standsThere = (prose || (kind === "finding" && anchor)) && count(part, terms);
    link.href = address(target, anchor, standsThere ? part : "");
    link.lang = title ? spoken : pageLanguage;
    mark(link, title || pageTitle, terms);
    const place = element("p", "wt-hit-place", words.kinds[kind]);
    if (title && kind !== "page") {
      place.append(" · ", Object.assign(element("span", "", pageTitle), { lang: pageLanguage }));
    }
    if (pageLanguage !== language) place.append(` · ${words[pageLanguage]}`);
    item.append(link, place);
    if (text) {
      const said = Object.assign(element("p", "wt-hit-text"), { lang: spoken });
      mark(said, `${before ? "… " : ""}${part}${after ? " …" : ""}`, terms);
      item.append(said);
    }
    // The names of the numbers in a text, in the other language, are told where they alone were found.
    if (kind === "word" || (count(other, terms) && !(prose && count(`${title} ${text}`, terms)))) {
      const said = Object.assign(element("p", "wt-hit-text"), { lang: spoken === "nl" ? "en" : "nl" });
      mark(said, excerpt(other, terms).part, terms);
      item.append(said);
    }
    return item;
  }

  function explanation({ id }) {
    const [, spoken, , , title, text, term] = records[id];
    const said = Object.assign(element("p", ""), { lang: spoken });
    said.append(element("strong", "", title), " (", Object.assign(element("span", "", term), { lang: "nl" }), `): ${text}`);
    return said;
  }

  let hits = [];

  function show() {
    const shown = list.children.length;
    list.append(...hits.slice(shown, shown + AT_ONCE).map(hit));
    more.hidden = list.children.length >= hits.length;
    return list.children[shown]?.querySelector("a");
  }

  function answer() {
    const typed = tokens(input.value);
    let found = typed.length ? search(typed, "AND", false) : [];
    let told = found.length === 1 ? words.one : words.many;
    if (typed.length && !found.length) {
      found = search(typed, "OR", (term) => (hasDigit(term) || term.length < 5 ? false : 1));
      told = found.length ? words.near : words.none;
    }
    // What a word means is told above the hits; its entry in the glossary comes behind the place that it leads to first.
    const meant = found.filter((each) => means(each, typed));
    const [first, ...others] = found.filter((each) => !meant.includes(each));
    hits = [first, ...meant, ...others].filter(Boolean);
    meaning.replaceChildren(...meant.map(explanation));
    list.replaceChildren();
    show();
    const said = told.replace("{count}", found.length).replace("{query}", () => input.value.trim());
    status.textContent = typed.length ? said : "";
    remember();
  }

  // So that the address of the page can be passed on, and Back returns to the hits.
  function remember() {
    try {
      const typed = input.value.trim();
      history.replaceState(null, "", typed ? `?${new URLSearchParams({ q: typed })}` : location.pathname);
    } catch {
      // Some browsers do not let a page opened from disk change its address.
    }
  }

  let timer = 0;
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(answer, WAIT);
  });
  input.form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(timer);
    answer();
  });
  more.addEventListener("click", () => show()?.focus());
  // The script of the theme, which comes later, would take the focus out of the field and leave it nowhere.
  window.addEventListener("keydown", (event) => event.target === input && event.key === "Escape" && event.stopImmediatePropagation(), true);

  input.value = new URLSearchParams(location.search).get("q") ?? "";
  if (input.value) answer();
  else input.focus();
})();
