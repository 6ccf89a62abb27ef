// What lies beyond the window's edges, and text that is cut off.
() => {
  const wide = document.documentElement.clientWidth;
  const found = [];
  const scrolls = (one) => ["auto", "scroll"].includes(getComputedStyle(one).overflowX);
  const inScroller = (one) => {
    for (let over = one; over && over !== document.body; over = over.parentElement) if (scrolls(over)) return true;
    return false;
  };
  const beyond = (one) => {
    const { left, right, width } = one.getBoundingClientRect();
    return width > 0 && Math.max(right - wide, -left) > 1 ? Math.ceil(Math.max(right - wide, -left)) : 0;
  };
  const over = document.documentElement.scrollWidth - wide;
  const all = [...document.querySelectorAll("body *")].filter(shown);
  if (over > 0) {
    const out = all.filter((one) => beyond(one) && !inScroller(one));
    const inner = out.filter((one) => ![...one.children].some((child) => out.includes(child)));
    for (const one of inner.slice(0, 5)) found.push([where(one), "reaches beyond the window: let it wrap or shrink"]);
    if (!inner.length) found.push(["html", "the page is wider than the window: find what widens it"]);
  }
  for (const one of all) {
    const { overflowX, overflowY } = getComputedStyle(one);
    const text = [...one.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
    const cut = (way, inside, room) => ["hidden", "clip"].includes(way) && room > 2 && inside > room + 2;
    if (
      text &&
      (cut(overflowX, one.scrollWidth, one.clientWidth) || cut(overflowY, one.scrollHeight, one.clientHeight))
    )
      found.push([where(one), "its text is cut off: let it wrap and grow"]);
  }
  return found;
};
