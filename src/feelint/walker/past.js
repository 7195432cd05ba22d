// Resolves with the first change of the page that comes `wait` ms from now or later, or `grace` ms after that.
({ wait, grace }) => new Promise((resolve) => {
  "use strict";
  const end = performance.now() + wait;
  const watch = new MutationObserver(() => performance.now() >= end && done());
  const done = () => { watch.disconnect(); resolve(); };
  watch.observe(document, { childList: true, characterData: true, attributes: true, subtree: true });
  setTimeout(done, wait + grace);
})
