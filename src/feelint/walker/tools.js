  // What observer.js and hands.js share; put in place of their line "tools.js".
  const KEY = Symbol.for("feelint");
  if (!window[KEY]) Object.defineProperty(window, KEY, { value: {} });
  const store = window[KEY];
  const { getAttributeNames: namesOf, getAttribute: valueOf } = Element.prototype; // a form's fields may hide them
  if (!store.ids) {
    store.ids = new WeakMap();
    store.refs = [null];
    store.element = (id) => (store.refs[id] ? store.refs[id].deref() : undefined) || null;
    // What a control says and would do, digits aside: read again before it is pressed.
    store.wordless = /^(?:|none|normal|"[\ue000-\uf8ff]+")$/; // content of a pseudo-element; the last is an icon font's
    const drawn = (el, which) => el.ownerDocument.defaultView.getComputedStyle(el, which).content;
    const words = (content) => (store.wordless.test(content) ? "" : content);
    const TOLD = new Set("aria-label,title,name,value,href,formaction,formmethod,type".split(","));
    store.print = (el, before = drawn(el, "::before"), after = drawn(el, "::after")) => {
      let said = el.localName + "|" + ((el.firstElementChild && el.innerText) ?? el.textContent) + "|" + words(before) + words(after);
      for (const name of namesOf.call(el)) if (TOLD.has(name)) said += `|${name}=${valueOf.call(el, name)}`;
      if (el.form) said += `|${el.form.getAttribute("action")}|${el.form.getAttribute("method")}`;
      return said.replace(/\s+/g, " ").replace(/\d+/g, "#");
    };
  }
  const up = (node) => (node.assignedSlot || node.parentNode || node.host || (node.defaultView && node.defaultView.frameElement) || null);
  const hit = (x, y) => {
    let root = document, el = null;
    for (let depth = 0; depth < 12; depth++) {
      const found = root.elementFromPoint(x, y);
      if (!found || found === el) return el;
      el = found;
      if (el.shadowRoot) root = el.shadowRoot;
      else if (el.localName === "iframe" && el.contentDocument) {
        const box = el.getBoundingClientRect();
        x -= box.left + el.clientLeft;
        y -= box.top + el.clientTop;
        root = el.contentDocument;
      } else return el;
    }
    return el;
  };
