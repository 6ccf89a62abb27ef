// Waits until all that moves for a while has come to its end and is drawn.
async () => {
  await atRest();
  await drawn();
};
