// Puts a page under a strain that a reader may bring, instead of the last one: larger text, more space in it, writing
// from right to left.
(strain) => {
  const root = document.documentElement;
  const { dir, sheets } = (window.unstrained ??= { dir: root.dir, sheets: [...document.adoptedStyleSheets] });
  root.dir = strain === "right to left" ? "rtl" : dir;
  document.adoptedStyleSheets = sheets;
  const size = () => parseFloat(getComputedStyle(document.querySelector("main p") ?? document.body).fontSize);
  const before = size();
  const styles = {
    "200 % text": `:root {font-size: ${2 * parseFloat(getComputedStyle(root).fontSize)}px !important}`,
    // the spacing of WCAG 2.2, 1.4.12
    "spaced text":
      "* {line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important} p {margin-block-end: 2em !important}",
  };
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles[strain] ?? "");
  document.adoptedStyleSheets = [...sheets, sheet];
  return strain === "200 % text" && size() < 1.9 * before
    ? [["html", "text does not grow with the reader's letters: write its size in rem"]]
    : [];
};
