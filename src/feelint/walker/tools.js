  // What observer.js and hands.js share; put in place of their line "tools.js".
  const KEY = Symbol.for("feelint");
  if (!window[KEY]) Object.defineProperty(window, KEY, { value: {} });
  const store = window[KEY];
  if (!store.ids) {
    store.ids = new WeakMap();
    store.refs = [null];
    store.element = (id) => (store.refs[id] ? store.refs[id].deref() : undefined) || null;
    // What a control says and would do, digits aside: read again before it is pressed.
    const drawn = (el, which) => el.ownerDocument.defaultView.getComputedStyle(el, which).content;
    const TOLD = new Set("aria-label,title,name,value,href,formaction,formmethod,type".split(","));
    store.print = (el) => {
      let said = el.localName + "|" + (el.firstElementChild ? el.innerText : el.textContent) + "|" + drawn(el, "::before") + drawn(el, "::after");
      for (const { name, value } of el.attributes) if (TOLD.has(name)) said += `|${name}=${value}`;
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
