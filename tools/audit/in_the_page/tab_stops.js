// Where Tab must lead, in the order of the page; remembers how each looks without the focus.
async () => {
  const able =
    "a[href], button, input, select, textarea, summary, iframe, audio[controls], video[controls], [tabindex]";
  const within = document.querySelector(":modal") ?? document;
  const passed = (one) => {
    if (one.localName === "summary") return one.parentElement.querySelector("summary") !== one;
    if (one.type !== "radio" || !one.name) return false; // the arrows lead through a group of radio buttons
    const group = [...within.querySelectorAll(`input[type=radio][name="${CSS.escape(one.name)}"]`)];
    return one !== (group.find((other) => other.checked) ?? group[0]);
  };
  const reachable = (one) => one.tabIndex >= 0 && !one.matches(":disabled") && !one.closest("[inert]") && shown(one);
  const forced = matchMedia("(forced-colors: active)").matches; // then no shadow is drawn
  const parts = ["backgroundColor", "color", ...(forced ? [] : ["boxShadow"])];
  const more = ["borderTopColor", "borderTopWidth", "textDecorationLine", "textDecorationThickness", "clipPath", "top"];
  const drawn = ({ outlineStyle, outline }) => (outlineStyle === "none" ? "" : outline);
  const styled = (style) => [drawn(style), ...[...parts, ...more].map((part) => style[part])];
  const style = (one) => (one ? styled(getComputedStyle(one)) : []);
  const around = (one) => [
    one,
    one.nextElementSibling,
    one.parentElement,
    one.parentElement?.parentElement,
    one.parentElement?.parentElement?.parentElement,
    ...one.children,
  ];
  const appearance = (one) => JSON.stringify([...around(one).map(style), styled(getComputedStyle(one, "::after"))]);
  document.activeElement?.blur();
  await atRest();
  const stops = [...within.querySelectorAll(able)].filter((one) => reachable(one) && !passed(one));
  window.audited = { stops, appearance, looks: new Map(stops.map((one) => [one, appearance(one)])) };
  return stops.map(where);
};
