// Resolves with the first change of the page, or after `patience` ms.
(patience) => new Promise((resolve) => {
  "use strict";
  new MutationObserver(resolve).observe(document, { childList: true, characterData: true, subtree: true });
  setTimeout(resolve, patience);
})
