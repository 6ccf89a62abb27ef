// What is pressed and smaller than 44 px (WCAG 2.2, 2.5.5), but for links within a sentence.
() => {
  const least = 44;
  const within = document.querySelector(":modal") ?? document;
  const all = [
    ...within.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button]"),
  ];
  // What is pressed for it: its label, or what its ::after is stretched over.
  const pressed = (one) => {
    if (one.labels?.length && /radio|checkbox/.test(one.type)) return one.labels[0];
    const stretched =
      getComputedStyle(one, "::after").position === "absolute" && getComputedStyle(one).position === "static";
    return (stretched && one.offsetParent) || one;
  };
  const box = (one) => pressed(one).getBoundingClientRect();
  const inSentence = (one) => {
    if (getComputedStyle(one).display !== "inline") return false;
    const block = one.closest("p, li, dd, dt, td, th, figcaption, blockquote, h1, h2, h3, h4, div");
    const links = [...(block?.querySelectorAll("a[href]") ?? [])].map((link) => link.textContent).join("");
    return (block?.textContent ?? "").replace(/[\s·|,]/g, "").length > links.replace(/[\s·|,]/g, "").length;
  };
  const unseen = (one) =>
    one.matches(":disabled") || !shown(one) || one.closest("[inert]") || box(one).right <= 0 || box(one).bottom <= 0;
  return all.flatMap((one) => {
    const { width, height } = box(one);
    const big = width >= least - 0.5 && height >= least - 0.5;
    if (big || unseen(one) || inSentence(one) || width <= 2) return [];
    return [[where(one), `is smaller than ${least} px: give it room with padding or min-height`]];
  });
};
