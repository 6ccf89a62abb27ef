// What moves although the reader asked for less motion.
() => {
  const moving = document
    .getAnimations()
    .filter((one) => one.playState === "running" && one.effect?.getComputedTiming().duration > 10);
  const told = moving.map((one) => [
    where(one.effect.target),
    "moves for a reader who asked for less motion: stop it there",
  ]);
  const set = [...document.querySelectorAll("*")].filter((one) => {
    const { animationName, animationDuration } = getComputedStyle(one);
    return (
      animationName !== "none" &&
      parseFloat(animationDuration) > 0.01 &&
      !moving.some((other) => other.effect.target === one)
    );
  });
  const smooth = getComputedStyle(document.documentElement).scrollBehavior === "smooth";
  return [
    ...told,
    ...set.map((one) => [where(one), "has an animation for a reader who asked for less motion: take it away there"]),
    ...(smooth
      ? [["html", "scrolls smoothly for a reader who asked for less motion: set scroll-behavior: auto there"]]
      : []),
  ];
};
