// A plan as the words behind # in an address, and back: docs/plans.md tells how it is written. It knows nothing of pages,
// of what doses mean, or of a library: an exercise is its code of four digits.
//
// Reading never throws, whatever it is given: it answers { plan } or { problem }.

(() => {
  "use strict";

  /**
   * @typedef {{ first: number, last: number }} Span
   * @typedef {{ code: string, sets?: number, repetitions?: number, hold_seconds?: number, times_a_day?: Span,
   *   days_a_week?: number, side?: string }} Item
   * @typedef {{ items: Item[], title?: string, note?: string }} Plan
   * @typedef {{ plan?: Plan, problem?: "none" | "cut" | "damaged" | "newer", unknown?: boolean, written?: string }} Read
   */

  const VERSION = "1";
  const DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"; // base 32 without I, L, O, U: no case, none taken for another
  const MOST = { exercises: 40, title: 60, note: 300, number: 33_015, read: 6000, search: 50_000 };
  const CHECK = 4;
  const CODE = 4;

  // Bits of an exercise's second part, then of what may follow where MORE is set.
  const [SETS, REPETITIONS, HOLD, DAY, MORE] = [1, 2, 4, 8, 16];
  const SIDE = 1;
  const MUST_KNOW = 8 | 16; // additions with these bits may not be skipped in silence
  const SIDES = ["", "left", "right"];
  const [TITLE, NOTE, MAY_SKIP] = [1, 2, 16];
  const WEEK = 7;
  const COMMON = 10; // pairs of times a day, up to 4
  const [ONE, TWO] = [24, 248]; // from here on a number takes two digits, then four

  // Of a text: a letter costs one digit, a capital two, what is in OTHERS two, anything else five.
  const LETTERS = "abcdefghijklmnopqrstuvwxyz .,";
  const OTHERS = "0123456789\n-'\"():;/!?+%=*&°½×–’";
  const [CAPITAL, OTHER, POINT] = [29, 30, 31];
  const [SHORT_TEXT, BYTES] = [0, 1];

  const UNSEEN =
    // eslint-disable-next-line no-control-regex -- they are what is taken out
    /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff0-\uffff]/g;

  // --- hashes: the same in library/codes.py

  /** @param {string} text */
  function hash(text) {
    let value = 0x811c9dc5;
    for (const byte of new TextEncoder().encode(text)) value = Math.imul(value ^ byte, 0x01000193);
    value ^= value >>> 16;
    value = Math.imul(value, 0x85ebca6b);
    value ^= value >>> 13;
    value = Math.imul(value, 0xc2b2ae35);
    return (value ^ (value >>> 16)) >>> 0;
  }

  /** The 20 lower bits of a number as four digits. @param {number} bits */
  const fourDigits = (bits) => [15, 10, 5, 0].map((shift) => DIGITS[(bits >>> shift) & 31]).join("");

  /** @param {string} text */
  const mark = (text) => fourDigits(hash(text) >>> 12);

  /** @param {string} slug */
  const codeOf = (slug) => mark(`exercise ${slug}`);

  /** @param {string} digits */
  const checkOf = (digits) => mark(`plan ${VERSION} ${digits}`);

  // --- numbers: 0–23 in one digit, to 247 in two, else in four; each has one way to be written

  /** @param {number} value */
  function number(value) {
    if (value < ONE) return DIGITS[value];
    if (value < TWO) return DIGITS[ONE + ((value - ONE) >> 5)] + DIGITS[(value - ONE) & 31];
    const rest = value - TWO;
    return DIGITS[31] + DIGITS[rest >> 10] + DIGITS[(rest >> 5) & 31] + DIGITS[rest & 31];
  }

  /** How often, as one number, what is common first: every day, up to four times. @param {Item} item */
  function often({ times_a_day: day, days_a_week: days = WEEK }) {
    if (!day) return undefined;
    const pair = (day.last * (day.last - 1)) / 2 + day.first - 1; // 1, 1–2, 2, 1–3, 2–3, 3 …
    return pair < COMMON ? (WEEK - days) * COMMON + pair : WEEK * COMMON + (pair - COMMON) * WEEK + WEEK - days;
  }

  /** @param {number} value @returns {Pick<Item, "times_a_day" | "days_a_week">} */
  function oftenFrom(value) {
    const rare = value - WEEK * COMMON;
    const [off, pair] =
      rare < 0 ? [Math.floor(value / COMMON), value % COMMON] : [rare % WEEK, COMMON + Math.floor(rare / WEEK)];
    const last = Math.floor((1 + Math.sqrt(1 + 8 * pair)) / 2);
    return { times_a_day: { first: pair - (last * (last - 1)) / 2 + 1, last }, days_a_week: WEEK - off };
  }

  // --- texts

  /** In the shorter of two ways. @param {string} words */
  function textDigits(words) {
    const [short, bytes] = [shortText(words), byteText(words)];
    return short.length <= bytes.length ? short : bytes;
  }

  /** @param {string} words */
  const shortText = (words) => DIGITS[SHORT_TEXT] + [...words].map(sign).join("");

  /** @param {string} letter */
  function sign(letter) {
    const small = LETTERS.indexOf(letter);
    if (small >= 0) return DIGITS[small];
    const other = OTHERS.indexOf(letter);
    if (other >= 0) return DIGITS[OTHER] + DIGITS[other];
    if (letter >= "A" && letter <= "Z") return DIGITS[CAPITAL] + DIGITS[LETTERS.indexOf(letter.toLowerCase())];
    return DIGITS[POINT] + fourDigits(/** @type {number} */ (letter.codePointAt(0)));
  }

  /** @param {string} words */
  function byteText(words) {
    let [digits, bits, held] = [DIGITS[BYTES], 0, 0];
    for (const byte of new TextEncoder().encode(words)) {
      held = ((held << 8) | byte) & 0xffff;
      for (bits += 8; bits >= 5; bits -= 5) digits += DIGITS[(held >> (bits - 5)) & 31];
    }
    return bits ? digits + DIGITS[(held << (5 - bits)) & 31] : digits;
  }

  /** @param {number[]} values */
  function textFrom([kind, ...rest]) {
    if (kind === SHORT_TEXT) return shortTextFrom(rest);
    return kind === BYTES ? byteTextFrom(rest) : "";
  }

  /** @param {number[]} values */
  function shortTextFrom(values) {
    let words = "";
    for (let at = 0; at < values.length; at += 1) {
      const value = values[at];
      if (value === CAPITAL) words += (LETTERS[values[++at]] ?? "").toUpperCase();
      else if (value === OTHER) words += OTHERS[values[++at]] ?? "";
      else if (value === POINT) {
        words += pointFrom(values.slice(at + 1, at + 5));
        at += 4;
      } else words += LETTERS[value];
    }
    return words;
  }

  /** @param {number[]} values */
  function pointFrom(values) {
    const point = values.reduce((sum, one) => sum * 32 + one, 0);
    return point >= 0xd800 && point <= 0xdfff ? "" : String.fromCodePoint(point);
  }

  /** @param {number[]} values */
  function byteTextFrom(values) {
    const bytes = [];
    let [bits, held] = [0, 0];
    for (const value of values) {
      held = ((held << 5) | value) & 0xffff;
      bits += 5;
      if (bits >= 8) bytes.push((held >> (bits -= 8)) & 255);
    }
    return new TextDecoder().decode(new Uint8Array(bytes)).replaceAll("\ufffd", "");
  }

  /** Neither half of a sign nor one that means nothing to anybody. @param {number} point */
  const isWhole = (point) => (point < 0xd800 || point > 0xdfff) && point < 0x100000;

  /**
   * Plain words: nothing unseen, nothing that turns the direction of writing around, no more than there is room for.
   * @param {unknown} words @param {number} most letters @param {boolean} lines whether they may have several
   */
  function plain(words, most, lines) {
    const whole = [...String(words ?? "")].filter((letter) => isWhole(/** @type {number} */ (letter.codePointAt(0))));
    const clean = whole
      .join("")
      .normalize("NFC")
      .replace(/\r\n?/g, "\n")
      .replace(lines ? /[^\S\n]+/g : /\s+/g, " ")
      .replace(UNSEEN, "");
    return [...clean.trim()].slice(0, most).join("").trim();
  }

  // --- writing

  /** @param {Plan} plan */
  function write(plan) {
    const items = plan.items.slice(0, MOST.exercises);
    const sections = /** @type {[number, string][]} */ ([
      [TITLE, plain(plan.title, MOST.title, false)],
      [NOTE, plain(plan.note, MOST.note, true)],
    ]).filter(([, words]) => words);
    const told = sections.map(([tag, words]) => DIGITS[tag] + withLength(textDigits(words))).join("");
    const digits = number(items.length) + items.map(itemDigits).join("") + number(sections.length) + told;
    return `${VERSION}.${digits}${checkOf(digits)}`;
  }

  /** @param {Item} item */
  function itemDigits(item) {
    const given = /** @type {[number, number | undefined][]} */ ([
      [SETS, item.sets],
      [REPETITIONS, item.repetitions],
      [HOLD, item.hold_seconds],
      [DAY, often(item)],
    ]).filter(([, value]) => isWritten(value));
    const side = SIDES.indexOf(item.side ?? "");
    const bits = given.reduce((sum, [bit]) => sum | bit, side > 0 ? MORE : 0);
    const more = side > 0 ? DIGITS[SIDE] + withLength(DIGITS[side]) : "";
    return item.code + DIGITS[bits] + given.map(([, value]) => number(/** @type {number} */ (value))).join("") + more;
  }

  /** @param {number | undefined} value */
  const isWritten = (value) => Number.isInteger(value) && Number(value) >= 0 && Number(value) <= MOST.number;

  /** @param {string} digits */
  const withLength = (digits) => number(digits.length) + digits;

  // --- reading

  /** @param {unknown} address @returns {Read} */
  function read(address) {
    const [, version, rest] = /^#?\/?0*([1-9][0-9]{0,2})\.(.*)$/s.exec(tidy(address)) ?? [];
    if (!version) return { problem: "none" };
    if (version !== VERSION) return { problem: rest.length > 7 ? "newer" : "none" };
    const digits = (/^[0-9A-TV-Z]*/.exec(rest) ?? [""])[0].replace(/O/g, "0").replace(/[IL]/g, "1");
    return digits ? readDigits(digits) : { problem: "cut" };
  }

  /** What mail, messages and people do to an address, undone: % codes, breaks, spaces, unseen signs, case. */
  function tidy(/** @type {unknown} */ address, most = MOST.read) {
    let words = String(address ?? "").slice(0, most);
    for (let round = 0; round < 3 && words.includes("%"); round += 1) {
      words = words.replace(/%([0-7][0-9a-f])/gi, (_, code) => String.fromCharCode(parseInt(code, 16)));
    }
    return words
      .replace(/=?\r?\n[>\s]*/g, "")
      .replace(/[\s\u00ad\u200b-\u200f\u2060\ufeff-]+/g, "")
      .replace(/[a-z]/g, (letter) => letter.toUpperCase());
  }

  /** Digits, taken one piece after the other. Behind their end all are 0, and it is known that they were too few. */
  class Digits {
    /** @param {string} digits */
    constructor(digits) {
      this.values = [...digits].map((digit) => DIGITS.indexOf(digit));
      this.at = 0;
      this.short = false;
      this.unknown = false; // something stood there that may not be skipped
    }

    /** @param {number} count @returns {number[]} */
    take(count) {
      this.short ||= this.at + count > this.values.length;
      this.at += count;
      return this.short ? [] : this.values.slice(this.at - count, this.at);
    }

    one() {
      return this.take(1)[0] ?? 0;
    }

    number() {
      const first = this.one();
      if (first < ONE) return first;
      if (first < 31) return ONE + ((first - ONE) << 5) + this.one();
      return TWO + (this.one() << 10) + (this.one() << 5) + this.one();
    }

    piece() {
      const length = this.number();
      return this.take(this.short ? 0 : length);
    }
  }

  /** @param {string} digits @returns {Read} */
  function readDigits(digits) {
    const from = new Digits(digits);
    const count = from.number();
    if (count > MOST.exercises) return { problem: "damaged" };
    /** @type {Plan} */
    const plan = { items: [] };
    while (plan.items.length < count && !from.short) plan.items.push(readItem(from));
    for (let left = from.number(); left > 0 && !from.short; left -= 1) readSection(from, plan);
    const end = from.at;
    from.take(CHECK);
    if (from.short) return { problem: "cut" };
    if (checkOf(digits.slice(0, end)) !== digits.slice(end, end + CHECK)) return { problem: "damaged" };
    if (!plan.items.length) return { problem: "none" };
    return { plan, unknown: from.unknown, written: `${VERSION}.${digits.slice(0, end + CHECK)}` };
  }

  /** @param {Digits} from @param {Plan} plan */
  function readSection(from, plan) {
    const tag = from.one();
    const inside = from.piece();
    if (tag === TITLE) plan.title = plain(textFrom(inside), MOST.title, false);
    else if (tag === NOTE) plan.note = plain(textFrom(inside), MOST.note, true);
    else if (tag < MAY_SKIP) from.unknown = true;
  }

  /** @param {Digits} from @returns {Item} */
  function readItem(from) {
    /** @type {Item} */
    const item = {
      code: from
        .take(CODE)
        .map((value) => DIGITS[value])
        .join(""),
    };
    const bits = from.one();
    if (bits & SETS) item.sets = from.number();
    if (bits & REPETITIONS) item.repetitions = from.number();
    if (bits & HOLD) item.hold_seconds = from.number();
    if (bits & DAY) Object.assign(item, oftenFrom(from.number()));
    if (bits & MORE) readMore(from, item);
    return item;
  }

  /** @param {Digits} from @param {Item} item */
  function readMore(from, item) {
    const more = from.one();
    for (const bit of [1, 2, 4, 8, 16]) {
      if (!(more & bit)) continue;
      const [first] = from.piece();
      if (bit === SIDE && SIDES[first]) item.side = SIDES[first];
      else if (bit & MUST_KNOW) from.unknown = true;
    }
  }

  /** The first whole plan in any words: a message, a link that a mail gateway has wrapped. @param {string} words */
  function find(words) {
    let found = read(words);
    const text = tidy(words, MOST.search);
    for (const { index } of text.matchAll(/1\.(?=[0-9A-TV-Z]{8})/g)) {
      if (found.plan) break;
      const next = read(text.slice(index, index + MOST.read / 2));
      if (next.problem !== "none") found = next;
    }
    return found;
  }

  self.plans ??= {};
  self.plans.codec = { read, write, find, codeOf, checkOf, plain, MOST, DIGITS };
})();
