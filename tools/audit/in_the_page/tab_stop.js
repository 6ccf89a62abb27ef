// Where Tab has led: the number of the stop (null when it is none), and what is wrong with it.
async () => {
  await atRest();
  const { stops, looks, appearance } = window.audited;
  const now = document.activeElement;
  if (!now || now === document.body || now === document.documentElement) return { stop: null, wrong: [] };
  const wrong = [];
  const say = (advice) => wrong.push([where(now), advice]);
  const box = now.getClientRects()[0] ?? now.getBoundingClientRect();
  const hit = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  const label = hit?.closest("label");
  const covered = !hit || !(now.contains(hit) || hit.contains(now) || (label && label.control === now));
  const seen = now.checkVisibility({ visibilityProperty: true, opacityProperty: !now.labels?.length });
  if (!seen || !shown(now)) say("takes the focus unseen: hide it with visibility or the hidden attribute");
  else if (covered) say("is covered or out of the window while it has the focus: give it scroll-margin");
  if (now.tabIndex > 0) say("jumps the queue: remove its tabindex and put it where it belongs");
  if (looks.has(now) && looks.get(now) === appearance(now))
    say("looks the same with the focus as without: give it an outline under :focus-visible");
  const stop = stops.indexOf(now);
  return { stop: stop < 0 ? null : stop, wrong };
};
