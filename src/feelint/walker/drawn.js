  // Part of observer.js: text of ::before and ::after, and lines drawn through with them.
  // To ask for pseudo-elements costs more than all else that an element is asked for. So the style sheets say first which
  // elements may have any; where they cannot tell (another origin's, selectors from inside components), all are asked.
  const MAX_RULES = 20000, MAX_SELECTORS = 300;
  const DRAWS = /(?<!\\)::?(?:before|after)(?![\w-])/i, UNTOLD = /:host|::slotted|::part/i;
  const EVERY = new RegExp(DRAWS.source, "gi"), ALONE = new RegExp(`(^|[\\s,>+~])${DRAWS.source}`, "gi");
  const drawing = (rules, within, found) => {
    // Selectors of what may have a pseudo-element with content. Throws when it cannot tell.
    if ((found.rules += rules.length) > MAX_RULES) throw found;
    for (const rule of rules) {
      const inner = rule.cssRules || (rule.styleSheet && rule.styleSheet.cssRules);
      let own = rule.selectorText;
      if (own === undefined) own = within;
      else if (within) own = own.includes("&") ? own.replaceAll("&", `:is(${within})`) : `:is(${within}) ${own}`;
      if (own && DRAWS.test(own) && rule.style && !store.wordless.test(rule.style.content)) {
        found.selectors.add(own.replace(ALONE, "$1*").replace(EVERY, ""));
        if (UNTOLD.test(own) || found.selectors.size > MAX_SELECTORS) throw found;
      }
      if (inner && inner.length) {
        if ("start" in rule) throw found; // @scope
        drawing(inner, rule.styleSheet ? "" : own, found);
      }
    }
    return found.selectors;
  };
  const sheets = (store.sheets = store.sheets || new WeakMap());
  const toldBy = (sheet) => {
    let known = sheets.get(sheet);
    if (!known || known.length !== sheet.cssRules.length) {
      known = { length: sheet.cssRules.length, selectors: [...drawing(sheet.cssRules, "", { rules: 0, selectors: new Set() })] };
      sheets.set(sheet, known);
    }
    return known.selectors;
  };
  let drawers = new Set(); // the elements to ask; null: all
  const enter = (root) => {
    // Takes in what the sheets of a document or a shadow tree tell.
    if (store.veil) store.veil(root);
    if (!drawers) return;
    try {
      const selectors = [...root.styleSheets, ...(root.adoptedStyleSheets || [])].flatMap(toldBy);
      if (selectors.length > MAX_SELECTORS) drawers = null;
      else if (selectors.length) for (const el of root.querySelectorAll(selectors.join(","))) drawers.add(el);
    } catch {
      drawers = null;
    }
  };
  const UNASKED = { content: "", words: "", style: null };
  const pseudo = (el, which, win) => {
    const style = win.getComputedStyle(el, which), { content } = style;
    const found = { content, words: "", style: null };
    if (!content || content === "none" || content === "normal") return found;
    if (style.display === "none" || style.visibility !== "visible" || +style.opacity <= 0.05) return found;
    found.style = style;
    for (const part of content.split(/" \/ "/)[0].matchAll(/"((?:[^"\\]|\\.)*)"|attr\(([\w-]+)\)/g)) {
      found.words += part[2] ? el.getAttribute(part[2]) || "" : part[1].replace(/\\(.)/g, "$1");
    }
    found.words = found.words.replace(/[\ue000-\uf8ff]/g, ""); // icon fonts
    return found;
  };
  const strikes = ({ style, words }, box) => {
    if (!style || style.position !== "absolute" || words.trim()) return false;
    const line = parseFloat(style.borderTopWidth) + parseFloat(style.borderBottomWidth);
    const filled = style.backgroundColor !== "rgba(0, 0, 0, 0)" && parseFloat(style.height) >= 1;
    const thin = parseFloat(style.height) <= 4, top = parseFloat(style.top) / box.height;
    return thin && (filled || line > 0) && parseFloat(style.width) >= box.width * 0.7 && top > 0.2 && top < 0.8;
  };

