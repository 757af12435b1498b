/* In a page or the panel: how long its frames are apart, in ms. */
{
  let gaps = [];
  let last = 0;
  let request = 0;
  const note = () => {
    const now = performance.now();
    gaps.push(now - last);
    last = now;
  };
  const tick = () => {
    note();
    request = requestAnimationFrame(tick);
  };
  window.gaps = {
    begin() {
      gaps = [];
      last = performance.now();
      request = requestAnimationFrame(tick);
    },
    /** The time since the last frame counts too. */
    end() {
      cancelAnimationFrame(request);
      note();
      return gaps;
    },
  };
  /** What to add to this document's clock, to have the time of day: those of two processes are some ms apart. */
  window.clockError = () => {
    const before = Date.now();
    let after = before;
    while (after === before) after = Date.now();
    return after - (performance.timeOrigin + performance.now());
  };
}
