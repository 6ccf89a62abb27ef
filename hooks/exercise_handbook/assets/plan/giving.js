// Giving a plan: its link, the ways to send it, its code, and a warning where words look as if they said who it is for.

(() => {
  "use strict";

  const { home, say, written, find, drawing, tell, dosing } = self.plans;
  const EDGE = 4; // the white around a code, in dots
  const DENSE = 57; // from version 10 on, a phone has to come close

  /** @type {{ link: () => string, title: () => string, parts: () => PlanPart[] }} */
  let plan;
  let sent = "";

  /** @param {typeof plan} given */
  function prepare(given) {
    plan = given;
    const [copy, share] = ["copy", "share"].map((name) => find(`[data-give=${name}]`));
    copy.hidden = !navigator.clipboard;
    share.hidden = !navigator.share;
    copy.addEventListener("click", () => copyLink(copy));
    share.addEventListener("click", () =>
      navigator.share({ title: plan.title() || say("yours"), url: plan.link() }).catch(() => {}),
    );
  }

  /** @param {HTMLElement} button */
  async function copyLink(button) {
    const before = button.dataset.before ?? (button.textContent || "");
    button.dataset.before = before;
    try {
      await navigator.clipboard.writeText(plan.link());
      button.textContent = say("copied");
      tell(say("copied"));
      setTimeout(() => (button.textContent = before), 4000);
    } catch {
      tell(say("copy_failed"));
    }
  }

  /** Show the plan of now. The code is drawn by a script that is fetched when the first plan is there. */
  function renew() {
    const link = plan.link();
    if (link === sent) return;
    sent = link;
    find("[data-link]").textContent = link;
    find("[data-give=sms]").href = `sms:?&body=${encodeURIComponent(say("message", { link }))}`;
    find("[data-give=mail]").href =
      `mailto:?subject=${encodeURIComponent(say("yours"))}&body=${encodeURIComponent(letter(link))}`;
    draw(link);
  }

  /** The plan in words, too: should a gateway cut the link, the exercises and doses are still there. @param {string} link */
  function letter(link) {
    const lines = plan.parts().map((one, at) => `${written(at + 1)}. ${one.exercise.name}: ${dosing.doseLine(one)}`);
    const page = home.dataset.onPaper ?? "";
    return [
      plan.title() || say("yours"),
      lines.join("\n"),
      say("mail_open", { link }),
      say("mail_else", { page }),
    ].join("\n\n");
  }

  /** @type {Promise<unknown> | null} */
  let coder = null;

  /** @param {string} link */
  async function draw(link) {
    coder ??= self.handbook.load(home.dataset.qr);
    await coder;
    if (link !== sent) return;
    const [screen, paper] = [code(link), code(link)];
    find("[data-qr]").replaceChildren(screen.svg);
    find("[data-sheet-qr]", document).replaceChildren(paper.svg);
    find("[data-dense]").hidden = screen.size < DENSE;
  }

  /** The address before # in bytes, the plan in the code's own letters and digits: a third fewer dots. @param {string} link */
  function code(link) {
    const { generate, correction } = self.leanQR;
    const dots = generate(link, { minCorrectionLevel: correction.M });
    const path = [...rows(dots)].join("");
    const whole = dots.size + 2 * EDGE;
    const svg = drawing(
      "svg",
      { viewBox: `0 0 ${whole} ${whole}`, role: "img", "aria-label": say("qr_alt"), "shape-rendering": "crispEdges" },
      drawing("rect", { width: whole, height: whole, fill: "#fff" }),
      drawing("path", { d: path, fill: "#000" }),
    );
    return { svg, size: dots.size };
  }

  /** The dark runs of each row. @param {any} dots */
  function* rows(dots) {
    for (let y = 0; y < dots.size; y += 1) {
      for (let x = 0; x < dots.size; x += 1) {
        const from = x;
        while (dots.get(x, y)) x += 1;
        if (x > from) yield `M${from + EDGE} ${y + EDGE}h${x - from}v1h${from - x}z`;
      }
    }
  }

  // --- words that look as if they said who it is for. A false alarm costs a sentence; missing one may cost more.

  const PERSONAL = /** @type {[string, RegExp][]} */ ([
    ["email", /[^\s@]+@[^\s@]+\.[^\s@]+/],
    [
      "date",
      /\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b|\b(19|20)\d\d-\d\d?-\d\d?\b|\b\d{1,2}(st|nd|rd|th)?\s+\p{L}{3,9}\.?\s+(19|20)\d\d\b/iu,
    ],
    ["phone", /(?:\+|\b)\d[\d\s().-]{6,}\d\b/],
    ["name", new RegExp(`(^|[^\\p{L}])(${say("titles").split(" ").join("|")})\\.?\\s+\\p{Lu}`, "u")],
  ]);

  /** What words look like: an e-mail address, a date of birth …; "" when like nothing of a person. @param {string} words */
  function personal(words) {
    const [kind] = PERSONAL.find(([, pattern]) => pattern.test(words)) ?? [];
    return kind ? say("personal", { what: say(`personal_${kind}`) }) : "";
  }

  self.plans.giving = { prepare, renew, personal };
})();
