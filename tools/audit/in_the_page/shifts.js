// What has shifted since the page was opened.
async () => {
  await drawn();
  const observer = new PerformanceObserver(() => {});
  observer.observe({ type: "layout-shift", buffered: true });
  const shifts = observer.takeRecords(); // at once, all that there were
  return shifts.flatMap((one) =>
    one.sources.map((source) => (source.node?.isConnected && source.node.nodeType === 1 ? where(source.node) : "html")),
  );
};
