// Writes down the colour that text has in forced colours. Chromium paints it so, but computes -webkit-text-fill-color
// as the style sheet has it, and that is what axe reads.
() => {
  const colours = [...document.querySelectorAll("*")].map((one) => [one, getComputedStyle(one).color]);
  for (const [one, colour] of colours) one.style?.setProperty("-webkit-text-fill-color", colour, "important");
};
