// Puts a page under a strain that a reader may bring: larger text, more space in it, writing from right to left.
(strain) => {
  const root = document.documentElement;
  if (strain === "right to left") root.dir = "rtl";
  if (strain === "spaced text") {
    const sheet = new CSSStyleSheet(); // the spacing of WCAG 2.2, 1.4.12
    sheet.replaceSync(
      "* {line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important} p {margin-block-end: 2em !important}",
    );
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  }
  if (strain !== "200 % text") return [];
  const size = () => parseFloat(getComputedStyle(document.querySelector("main p") ?? document.body).fontSize);
  const before = size();
  root.style.fontSize = `${2 * parseFloat(getComputedStyle(root).fontSize)}px`;
  return size() < 1.9 * before ? [["html", "text does not grow with the reader's letters: write its size in rem"]] : [];
};
