// What our scripts share: whether an element is shown, and how to say which one it is.
const shown = (element) => element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0;

const where = (element) => {
  if (element.id) return `#${CSS.escape(element.id)}`;
  if (!element.parentElement) return element.localName;
  const alike = [...element.parentElement.children].filter((other) => other.localName === element.localName);
  const place = alike.length > 1 ? `:nth-of-type(${alike.indexOf(element) + 1})` : "";
  const own = element.localName + [...element.classList].map((name) => `.${CSS.escape(name)}`).join("") + place;
  return ["body", "main"].includes(element.parentElement.localName) ? own : `${where(element.parentElement)} > ${own}`;
};
