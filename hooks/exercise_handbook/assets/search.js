// Search: fetched when it is first opened, after its rows and its language.
// Each word of the rows is noted with the rows it is in. Ten thousand rows take a phone less than a second, in steps that
// keep nobody waiting; a library for full-text search took four, as it keeps more than is asked here.

(() => {
  "use strict";

  const FIRST = 20;
  const INSTEAD = 8;
  const MORE = 100;
  const PREFIX = 0.6;
  const MISSPELT = 0.5;
  const AS_WRITTEN = 2;
  /** More words than anybody types: a row that is asked for by its name comes first. */
  const NAMED = 255;

  /** Letters that have no accent to take away, and those of Arabic that are written either way. @type {Record<string, string>} */
  const PLAIN = {
    ł: "l",
    ß: "ss",
    ø: "o",
    đ: "d",
    æ: "ae",
    œ: "oe",
    ى: "ي",
    ة: "ه",
  };

  /** What holds more than the letters, digits and signs of ASCII. */
  const MARKED = /[^ -~]/;
  const STEP = 8;
  /** How many rows are read before a letter typed meanwhile has its turn: a phone takes less than 50 ms for them. */
  const AT_ONCE = 500;

  /** A word's entry: each row it is in times STEP, with how much it weighs there; and the last of these rows.
   *  @typedef {{ stem: string, notes: number[], last: number }} Entry */

  /** A word as it is written: its entry, or null for a small one; and the entry of it and the next word as one word.
   *  @typedef {{ word: string, entry: Entry | null, before: Map<string, Entry | null> }} Word */

  const opens = document.querySelector("[data-search-open]").dataset;
  const site = new URL(String(opens.searchOpen), location.href);
  const figures = new URL("figures/", new URL(opens.site ?? site, location.href)); // all languages share them
  /** @type {HTMLDialogElement} */
  const dialog = document.querySelector("#search");
  const box = dialog.querySelector("input");
  const count = dialog.querySelector(".search-count");
  const list = dialog.querySelector(".search-results");
  const more = dialog.querySelector("[data-search-more]");
  const none = dialog.querySelector("[data-search-none]");
  const instead = none.querySelector("ul");
  /** @type {Record<string, string | undefined>} */
  const reviewed = {
    good: list.dataset.good,
    "run out": list.dataset.runOut,
    changed: list.dataset.changed,
  };

  // A language that no file tells about: no word is small, and words are compared as they are written.
  const { small, stem } = self.searchLanguage ?? {
    small: () => false,
    stem: (/** @type {string} */ word) => word,
  };
  const columns = Object.fromEntries(Object.entries(self.searchRows).map(([name, lines]) => [name, lines.split("\n")]));
  const total = columns.name.length;
  /** What is looked through, each with its plain texts as far as they were read, and how much a word weighs there. The
   *  heaviest first. @type {{ lines: string[], weight: number, texts: string[] }[]} */
  const fields = [
    { lines: columns.name, weight: 4, texts: [] },
    { lines: columns.also, weight: 3, texts: [] },
    { lines: columns.plain, weight: 2, texts: [] },
  ];
  /** @type {Map<string, Word>} */
  const byWord = new Map();
  /** @type {Map<string, Entry>} */
  const byStem = new Map();
  /** @type {Entry[]} */
  const entries = [];
  /** The entries of texts that many rows share, once they were asked for. @type {Map<string, (Entry | null)[]>} */
  const readTexts = new Map();
  /** Names as they are compared with what is typed, once they were. @type {string[]} */
  const names = [];
  /** How many words the name of each row has that was read. @type {number[]} */
  const lengths = [];
  /** @type {number[]} */
  let found = [];

  box.addEventListener("input", show);
  more.addEventListener("click", () => {
    const next = list.children.length;
    add(MORE);
    list.children[next].querySelector("a").focus();
  });
  dialog.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    list.querySelector("a")?.focus();
  });
  dialog.addEventListener("keydown", step);

  readMore();

  /** As it is compared. Accents stay, as stems hang on them.
   *  @param {string} text */
  function plain(text) {
    return text.normalize("NFKC").toLowerCase().replace(/['’]/g, "");
  }

  /** The words of a plain text.
   *  @param {string} text
   *  @returns {string[]} */
  function words(text) {
    return text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  }

  /** A word without accents, vowel marks and the like, as people type it in haste.
   *  @param {string} word */
  function unmarked(word) {
    if (!MARKED.test(word)) return word;
    const bare = word.normalize("NFD").replace(/[\u0300-\u036f\u064b-\u0655\u0670\u0640]/g, "");
    return bare.replace(/[łßøđæœىة]/g, (letter) => PLAIN[letter]);
  }

  /** What is left of a word when its ending is gone: the same for all its forms.
   *  @param {string} word */
  function root(word) {
    return unmarked(stem(word));
  }

  /** Read some rows, and the others after whatever else waits; then show what was asked for meanwhile. */
  function readMore() {
    const start = lengths.length;
    const end = Math.min(start + AT_ONCE, total);
    for (const { lines, texts } of fields) texts.push(...plain(lines.slice(start, end).join("\n")).split("\n"));
    for (let row = start; row < end; row += 1) lengths.push(read(row));
    if (end < total) setTimeout(readMore);
    else show();
  }

  /** Note in which row each word is, and how much it weighs there. Gives the number of words of the row's name.
   *  @param {number} row */
  function read(row) {
    for (const { texts, weight } of fields) {
      /** @type {Word | undefined} */
      let last;
      for (const word of words(texts[row])) {
        const one = looked(word);
        note(one.entry, row, weight);
        if (last?.entry && one.entry) note(both(last, word), row, weight);
        last = one;
      }
    }
    for (const one of served(columns.for[row])) note(one, row, 1);
    return words(fields[0].texts[row]).length || 1;
  }

  /** The entry of two neighbours as one word, situp for sit-up: kept, as putting them together takes long.
   *  @param {Word} one
   *  @param {string} word */
  function both(one, word) {
    let entry = one.before.get(word);
    if (entry === undefined) {
      entry = looked(one.word + word).entry;
      one.before.set(word, entry);
    }
    return entry;
  }

  /** Each two neighbours as one word.
   *  @param {string[]} all */
  function joined(all) {
    return all.slice(1).flatMap((word, at) => (small(word) || small(all[at]) ? [] : [all[at] + word]));
  }

  /** @param {Entry | null} one
   *  @param {number} number
   *  @param {number} weight */
  function note(one, number, weight) {
    if (!one || one.last === number) return;
    one.last = number;
    one.notes.push(number * STEP + weight);
  }

  /** @param {string} word
   *  @returns {Word} */
  function looked(word) {
    let one = byWord.get(word);
    if (!one) {
      one = {
        word,
        entry: small(word) ? null : (byStem.get(root(word)) ?? fresh(word)),
        before: new Map(),
      };
      byWord.set(word, one);
    }
    return one;
  }

  /** The entry of a word that is met for the first time. It is found without the word's accents, too.
   *  @param {string} word */
  function fresh(word) {
    /** @type {Entry} */
    const one = { stem: root(word), notes: [], last: -1 };
    const bare = root(unmarked(word));
    byStem.set(one.stem, one);
    if (!byStem.has(bare)) byStem.set(bare, one);
    entries.push(one);
    return one;
  }

  /** The entries of texts that many rows share.
   *  @param {string} numbers */
  function served(numbers) {
    let its = readTexts.get(numbers);
    if (!its) {
      const texts = (numbers.match(/\d+/g) ?? []).map((number) => self.searchTexts[Number(number)]);
      its = words(plain(texts.join(" "))).map((word) => looked(word).entry);
      readTexts.set(numbers, its);
    }
    return its;
  }

  /** @param {string} word
   *  @returns {Entry | undefined} */
  function known(word) {
    return byStem.get(root(word)) ?? byStem.get(root(unmarked(word)));
  }

  /** A word that is perhaps not typed to its end, without the article that Arabic writes before it.
   *  @param {string} word */
  function begun(word) {
    return unmarked(word).replace(/^ال(?=..)/, "");
  }

  /** What a reader may mean by a word: entries, and how sure that is. Misspelt words only where no word is right, and
   *  only such as begin alike: one letter may be wrong, two from six letters on. Of three letters the last is right too; a plank is no plan.
   *  @param {string} word
   *  @returns {Map<Entry, number>} */
  function meant(word) {
    const right = known(word);
    const typed = begun(word);
    /** @type {Map<Entry, number>} */
    const sure = new Map(right ? [[right, 1]] : []);
    if (word.length > 1) {
      for (const one of entries) if (!sure.has(one) && one.stem.startsWith(typed)) sure.set(one, PREFIX);
    }
    return sure.size || word.length < 3 ? sure : new Map(misspelt(word).map((one) => [one, MISSPELT]));
  }

  /** Those with two letters wrong only where none has one.
   *  @param {string} word */
  function misspelt(word) {
    const cut = root(word);
    const typed = begun(word);
    /** @param {Entry} one */
    const alike = ({ stem: other }) =>
      other[0] === typed[0] &&
      (word.length > 3 ? word.length > 5 || !typed.startsWith(other) : other.at(-1) === typed.at(-1));
    const nearest = entries.filter((one) => alike(one) && wrong(cut, one.stem, 1) <= 1);
    if (nearest.length || word.length < 6) return nearest;
    return entries.filter((one) => alike(one) && wrong(cut, one.stem, 2) <= 2);
  }

  /** How many letters are wrong, missing, too many, or have changed places with their neighbour (optimal string
   *  alignment). Past the most allowed, any number above it.
   *  @param {string} word
   *  @param {string} other
   *  @param {number} most */
  function wrong(word, other, most) {
    if (Math.abs(word.length - other.length) > most) return most + 1;
    /** @type {number[]} */
    let before = [];
    let last = [...Array(other.length + 1).keys()];
    for (let i = 1; i <= word.length; i += 1) {
      const row = [i];
      for (let j = 1; j <= other.length; j += 1) {
        row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + Number(word[i - 1] !== other[j - 1]));
        const swapped = i > 1 && j > 1 && word[i - 1] === other[j - 2] && word[i - 2] === other[j - 1];
        if (swapped) row[j] = Math.min(row[j], before[j - 2] + 1);
      }
      [before, last] = [last, row];
    }
    return last[other.length];
  }

  /** @param {string} text */
  function look(text) {
    const all = words(plain(text));
    const telling = all.filter((word) => !small(word));
    const asked = telling.length ? telling : all;
    const senses = asked.map(meant);
    joined(asked).forEach((word, at) => {
      const one = known(word);
      if (one) for (const sense of [senses[at], senses[at + 1]]) sense.set(one, 1);
    });
    return ranked(senses, all.map(unmarked).join(" "));
  }

  /** Rows that have all words; where there are none, those that have some, the most first.
   *  @param {Map<Entry, number>[]} senses
   *  @param {string} phrase */
  function ranked(senses, phrase) {
    const points = new Float64Array(total);
    const hits = new Uint8Array(total);
    for (const sense of senses) {
      const best = new Float64Array(total);
      const most = Math.max(...[...sense.keys()].map((one) => one.notes.length));
      for (const [one, sure] of sense) {
        const many = sure < 1 ? most : one.notes.length; // of what may be meant, the rarer is no likelier
        const rare = sure * Math.log(1 + total / many);
        for (const noted of one.notes) {
          const row = Math.floor(noted / STEP);
          best[row] = Math.max(best[row], rare * (noted % STEP));
        }
      }
      for (let row = 0; row < total; row += 1) {
        points[row] += best[row] * (1 + 1 / lengths[row]);
        hits[row] += Number(best[row] > 0);
      }
    }
    const numbers = [...hits.keys()].filter((row) => hits[row]);
    for (const row of numbers) if (nearly(phrase, row)) hits[row] = NAMED;
    const whole = numbers.filter((row) => hits[row] >= senses.length);
    const left = whole.length ? whole : numbers;
    for (const row of left) if (isWritten(phrase, row)) points[row] *= AS_WRITTEN;
    left.sort((one, other) => hits[other] - hits[one] || points[other] - points[one] || one - other);
    return { left, whole: whole.length > 0 };
  }

  /** Whether a phrase is a row's name but for a slip, though its words taken one by one may mean others.
   *  @param {string} phrase
   *  @param {number} row */
  function nearly(phrase, row) {
    if (phrase.length < 6) return false;
    names[row] ??= words(fields[0].texts[row]).map(unmarked).join(" ");
    return wrong(phrase, names[row], 1) === 1;
  }

  /** @param {string} phrase
   *  @param {number} row */
  function isWritten(phrase, row) {
    return fields.some(({ texts }) => unmarked(texts[row]).includes(phrase));
  }

  function show() {
    if (lengths.length < total) return;
    const { left, whole } = look(box.value);
    found = left;
    list.replaceChildren();
    add(FIRST);
    const asked = words(plain(box.value)).length > 0;
    count.textContent = asked ? said(found.length, whole) : "";
    none.hidden = !asked || found.length > 0;
    if (!none.hidden && !instead.children.length) instead.append(...pictured(INSTEAD).map(line));
  }

  /** @param {number} number
   *  @param {boolean} whole */
  function said(number, whole) {
    const { forms = "", some = "", nothing = "" } = count.dataset;
    if (number === 0) return nothing;
    const inWords = self.counted(forms, number);
    return whole ? inWords : `${some} ${inWords}`;
  }

  /** @param {number} number */
  function add(number) {
    const start = list.children.length;
    list.append(...found.slice(start, start + number).map(line));
    more.hidden = list.children.length === found.length;
  }

  /** The first rows that have a picture.
   *  @param {number} most */
  function pictured(most) {
    return [...columns.picture.keys()].filter((row) => columns.picture[row]).slice(0, most);
  }

  /** Built node by node: a name from the data is never read as HTML.
   *  @param {number} row */
  function line(row) {
    const link = document.createElement("a");
    const item = document.createElement("li");
    const about = document.createElement("span");
    const picture = columns.picture[row];
    link.href = String(new URL(columns.at[row], site));
    link.textContent = columns.name[row];
    about.textContent = [columns.plain[row], reviewed[columns.review[row]]].filter(Boolean).join(". ");
    if (picture) item.append(thumbnail(picture));
    item.append(link, about);
    return item;
  }

  /** @param {string} file */
  function thumbnail(file) {
    const image = document.createElement("img");
    image.alt = ""; // its name stands beside it
    image.loading = "lazy";
    image.width = 96;
    image.height = 48;
    image.src = String(new URL(file, figures));
    return image;
  }

  /** The arrow keys lead from the box through the results and back.
   *  @param {KeyboardEvent} event */
  function step(event) {
    const way = Number(event.key === "ArrowDown") - Number(event.key === "ArrowUp");
    const stops = [box, ...(found.length ? list : instead).querySelectorAll("a")];
    const place = stops.findIndex((stop) => stop === document.activeElement);
    const next = stops[place + way];
    if (way === 0 || place < 0 || !next) return;
    event.preventDefault();
    next.focus();
  }
})();
