// What keeps a page from its first paint.
() => {
  const blocking = performance.getEntriesByType("resource").filter((one) => one.renderBlockingStatus === "blocking");
  return {
    styles: blocking.filter((one) => one.initiatorType !== "script").map((one) => new URL(one.name).pathname),
    scripts: blocking.filter((one) => one.initiatorType === "script").map((one) => new URL(one.name).pathname),
  };
};
