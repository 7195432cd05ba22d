// Blacks out what the selectors name: by a style sheet, so that no node of the page is added or changed.
// observer.js leaves the words of what matches `store.mask` out of the page's copy.
(selectors) => {
  const KEY = Symbol.for("feelint");
  if (!window[KEY]) Object.defineProperty(window, KEY, { value: {} });
  const store = window[KEY];
  const any = (end) => selectors.map((selector) => selector + end).join(",");
  const parts = ["", " *", "::before", "::after", " *::before", " *::after", "::placeholder", " *::placeholder", " *::marker"];
  const INK = "color,-webkit-text-fill-color,-webkit-text-stroke-color,text-decoration-color,caret-color,border-color,outline-color";
  const black =
    INK.split(",").map((name) => `${name}: transparent !important;`).join("") +
    "background: #000 !important; text-shadow: none !important; box-shadow: none !important; transition: none !important; animation: none !important;";
  const css = parts.map((end) => `${any(end)} { ${black} }`).join("\n") +
    `\n${any("")} { filter: brightness(0) !important; clip-path: inset(0) !important; }`;
  store.mask = selectors.join(",");
  const own = (store.sheet = store.sheet || new WeakMap()); // a document adopts only what was made in it
  store.veil = (root) => {
    const page = root.ownerDocument || root, view = page.defaultView;
    if (!view || !root.adoptedStyleSheets) return;
    let sheet = own.get(page);
    if (!sheet) {
      sheet = new view.CSSStyleSheet();
      sheet.replaceSync(css);
      own.set(page, sheet);
    }
    if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  };
  store.veil(document);
  if (store.veils) return;
  store.veils = true;
  const attachShadow = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (init) {
    const root = attachShadow.call(this, init);
    store.veil(root);
    return root;
  };
}
