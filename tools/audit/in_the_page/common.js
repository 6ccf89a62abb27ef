// What our scripts share: whether an element is shown, and how to say which one it is.
const shown = (element) => element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0;

// Until all that moves for a while has come to its end.
const atRest = () => {
  const passing = document.getAnimations().filter((one) => one.effect?.getComputedTiming().endTime < 5000);
  return Promise.all(passing.map((one) => one.finished.catch(() => {})));
};

// Until what is due has been done and drawn.
const drawn = async () => {
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  await new Promise((done) => setTimeout(done));
};

const where = (element) => {
  if (element.id) return `#${CSS.escape(element.id)}`;
  if (!element.parentElement) return element.localName;
  const alike = [...element.parentElement.children].filter((other) => other.localName === element.localName);
  const place = alike.length > 1 ? `:nth-of-type(${alike.indexOf(element) + 1})` : "";
  const own = element.localName + [...element.classList].map((name) => `.${CSS.escape(name)}`).join("") + place;
  return ["body", "main"].includes(element.parentElement.localName) ? own : `${where(element.parentElement)} > ${own}`;
};
