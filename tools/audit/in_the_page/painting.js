// What keeps a page from its first paint, and what has shifted since.
async () => {
  const blocking = performance.getEntriesByType("resource").filter((one) => one.renderBlockingStatus === "blocking");
  const shifts = await new Promise((done) => {
    new PerformanceObserver((list) => done(list.getEntries())).observe({ type: "layout-shift", buffered: true });
    setTimeout(() => done([]), 100); // none has come
  });
  return {
    styles: blocking.filter((one) => one.initiatorType !== "script").map((one) => new URL(one.name).pathname),
    scripts: blocking.filter((one) => one.initiatorType === "script").map((one) => new URL(one.name).pathname),
    shifts: shifts.flatMap((one) =>
      one.sources.map((source) =>
        source.node?.isConnected && source.node.nodeType === 1 ? where(source.node) : "html",
      ),
    ),
  };
};
