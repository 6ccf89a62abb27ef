// What the scripts may count on, for the type checker. Nothing of this reaches a reader.

/** The rows of search-rows.js by column, in each a line a row. */
interface SearchRows {
  /** The address, relative to the site. */
  at: string;
  name: string;
  plain: string;
  also: string;
  /** Numbers of the texts that it shares with other rows. */
  for: string;
  review: string;
  /** The file in figures/ that stands for an exercise. */
  picture: string;
}

/** What is kept on a reader's device, or for one tab: nothing where storage is off. */
interface Shelf {
  get: (key: string) => string | null;
  /** Whether it was kept; null forgets. */
  set: (key: string, value: string | null) => boolean;
}

/** An exercise in a plan: as the list has it, with the whole of it in `more` once that was fetched; its dose there; the
 *  side, "" for both. */
interface PlanPart {
  exercise: any;
  dose: any;
  side: string;
}

/** The plan that the page shows. */
interface ShownPlan {
  parts: PlanPart[];
  title: string;
  note: string;
}

/** The list of the page of plans, and how its exercises are found. */
interface PlanLibrary {
  exercises: any[];
  routines: any[];
  byCode: Map<string, any>;
  bySlug: Map<string, any>;
  positions: Record<string, any>;
  areas: Record<string, any>;
  limits: Record<string, { from: number; to: number }>;
  /** How many seconds each kind of moment takes; nothing where a library has no routines. */
  pace: any;
  ask_first: string[];
  get_ready: string[];
  afterwards: string[];
  /** The names of exercises that are no more, by their code. */
  gone: Record<string, string>;
}

interface SearchLanguage {
  small: (word: string) => boolean;
  stem: (word: string) => string;
}

/** Written before the service worker when it is built. */
declare const BUILD: { version: string; mark: number; absent: Record<string, string> };

interface Window {
  /** The parts of the page of plans, each defined by its file. */
  plans: any;
  /** The list and the exercises, in a copy opened as files. */
  planFiles: any;
  /** Draws codes: vendor/lean-qr.js. */
  leanQR: any;
  /** What handbook.js lends to the scripts of single pages. */
  handbook: {
    load: (address: string) => Promise<unknown>;
    trusted: (address: string) => string;
    followTheme: (source: HTMLSourceElement) => void;
    offline: () => Promise<any> | null;
    shelf: (name: "localStorage" | "sessionStorage") => Shelf;
    /** Of offline.js, where it was fetched: keeps pages for where there is no signal. */
    keeper?: any;
    /** Of play.js, where it was fetched: a movement's drawing, and a moment of it. */
    movement?: { fetched: (address: string) => Promise<HTMLElement>; show: (svg: HTMLElement, share: number) => void };
  };
  /** A number in the digits of the page's language. */
  inDigits: (number: number) => string;
  /** How many there are, in words. */
  counted: (forms: string, number: number) => string;
  searchRows: SearchRows;
  searchTexts: string[];
  searchLanguage?: SearchLanguage;
  /** What stemmed.js makes searchLanguage of. */
  searchWith: { small: string; Stemmer?: new () => { stem: (word: string) => string } };
  trustedTypes?: {
    createPolicy: (
      name: string,
      rules: { createScriptURL: (address: string) => string },
    ) => { createScriptURL: (address: string) => string };
  };
}

/** What a script looks for is there, as templates and scripts are made for each other; tests in browsers hold it. */
interface ParentNode {
  querySelector<K extends keyof HTMLElementTagNameMap>(selectors: K): HTMLElementTagNameMap[K];
  querySelector<E extends Element = HTMLElement>(selectors: string): E;
  querySelectorAll<E extends Element = HTMLElement>(selectors: string): NodeListOf<E>;
}
