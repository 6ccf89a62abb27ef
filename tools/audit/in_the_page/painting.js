// What keeps a page from its first paint, and what has shifted since.
async () => {
  const blocking = performance.getEntriesByType("resource").filter((one) => one.renderBlockingStatus === "blocking");
  await drawn();
  const observer = new PerformanceObserver(() => {});
  observer.observe({ type: "layout-shift", buffered: true });
  const shifts = observer.takeRecords(); // at once, all that there were
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
