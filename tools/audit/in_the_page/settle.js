// Waits until all that moves for a while has come to its end and is drawn.
async () => {
  const passing = document.getAnimations().filter((one) => one.effect?.getComputedTiming().endTime < 5000);
  await Promise.all(passing.map((one) => one.finished.catch(() => {})));
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
};
