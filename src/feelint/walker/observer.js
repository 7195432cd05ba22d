// One pass over the composed tree of a frame: an annotated copy of its HTML, and what only layout can tell.
// Never touches the page. Gives one string, which crosses to Python five times faster than an object: a line of JSON, the
// facts, and then the HTML.
(options) => {
  "use strict";
  const { offset = 0, framed = false } = options || {};
  /* tools.js */
  const native = store.native || { stringify: JSON.stringify, now: performance.now.bind(performance) };
  store.prints = new Map();
  const VISIBLE = 1, STRUCK = 2, FOLD = 4, OCCLUDED = 8, INVIEW = 16, FIXED = 32, POINTER = 64, CLEAR = 128, CLIPPED = 256, NOPOINTER = 512, BLOCK = 1024;
  const MAX_HTML = 4e6, MAX_HITS = 800;
  const SKIP = new Set("style,template,noscript,base,param,track,source,map,area".split(","));
  const VOID = new Set("img,input,br,hr,meta,link,col,wbr,embed".split(","));
  const LEAF = new Set("img,input,br,hr,wbr,embed,canvas,video,audio,object,progress,meter".split(","));
  const CONTROL = new Set("button,input,select,textarea,label,summary".split(","));
  const MARKED = new Set(
    "h1,h2,h3,h4,h5,h6,ul,ol,li,dl,dt,dd,table,thead,tbody,tfoot,tr,td,th,caption,img,dialog,form,fieldset,legend,iframe,frame,details,nav,aside,main,header,footer,body".split(","),
  );
  const SECRET = /csrf|xsrf|token|nonce|secret|session|signature|password|api-?key/i;
  const out = [], nodes = {}, state = {}, frames = {};
  let size = 0, hits = 0, jsonLeft = 200000, truncated = false;
  const put = (text) => { out.push(text); size += text.length; };
  const text = (s) => (!/[&<>\u0000-\u0008\u000b\u000c\u000e-\u001f]/.test(s) ? s : s.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, "").replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;"));
  const quote = (s) => (s.includes('"') ? text(s).replace(/"/g, "&quot;") : text(s));

  const idOf = (el) => {
    let id = store.ids.get(el);
    if (!id) {
      id = store.refs.length;
      store.ids.set(el, id);
      store.refs.push(new WeakRef(el));
    }
    return id + offset;
  };

  /* colours.js */
  // ---- geometry, in pixels of the top document's viewport
  const meet = (a, b) => (!a ? b : !b ? a : [Math.max(a[0], b[0]), Math.max(a[1], b[1]), Math.min(a[2], b[2]), Math.min(a[3], b[3])]);
  const cut = (style, position) => {
    // whether clip or clip-path leaves nothing to see; what hides text that way is taken out of the flow
    if (position !== "absolute" && position !== "fixed") return false;
    if (style.clip !== "auto") {
      const n = style.clip.match(/-?[\d.]+/g);
      if (n && n.length === 4 && (n[1] - n[3] <= 2 || n[2] - n[0] <= 2)) return true;
    }
    const path = style.clipPath;
    if (!path || path === "none") return false;
    if (/^circle\(0|^ellipse\(0/.test(path)) return true;
    if (path.startsWith("inset(")) {
      const p = path.slice(6).split(" round ")[0].match(/-?[\d.]+%/g);
      if (!p) return false;
      const [t, r = t, b = t, l = r] = p.map(parseFloat);
      return t + b >= 100 || r + l >= 100;
    }
    if (path.startsWith("polygon(")) return new Set(path.slice(8).match(/[^,()]+/g).map((s) => s.trim())).size < 3;
    return false;
  };
  const holds = (outer, inner) => {
    for (let n = inner; n; n = up(n)) if (n === outer) return true;
    return false;
  };
  const labelled = (el, found) => {
    for (const label of (CONTROL.has(el.localName) && el.labels) || []) if (label === found || label.contains(found)) return true;
    const label = found.closest && found.closest("label");
    return !!label && label.control === el;
  };

  /* drawn.js */
  /* parts.js */
  // ---- attributes; instead of the last two the live state is written
  const UNTOLD_ATTRIBUTES = new Set("style,srcset,sizes,nonce,integrity,selected,checked".split(","));
  const attributes = (el, tag, names = namesOf.call(el)) => {
    let s = "";
    const type = tag === "input" ? el.type : "";
    for (const name of names) {
      if (UNTOLD_ATTRIBUTES.has(name) || name.startsWith("data-fl")) continue;
      if (name.startsWith("on")) {
        if (name === "onclick") s += ' onclick=""';
        continue;
      }
      let v = valueOf.call(el, name);
      if (name === "value") {
        if (type === "password" || (type === "hidden" && !/^-?\d{1,9}([.,]\d{1,4})?$/.test(v))) continue;
      } else if (name.startsWith("data-")) {
        if (v.length > 300 || SECRET.test(name)) continue;
      } else if (name === "content" && SECRET.test((el.getAttribute("name") || "") + (el.getAttribute("property") || ""))) {
        continue;
      } else if (v.startsWith("data:")) {
        v = "data:";
      }
      s += ` ${name}="${quote(v.length > 2000 ? v.slice(0, 2000) : v)}"`;
    }
    if (type === "checkbox" || type === "radio") s += (el.checked ? ' checked=""' : "") + (el.defaultChecked ? ' data-fl-default=""' : "");
    return s;
  };
  const stateOf = (el, tag) => {
    const s = { disabled: el.matches(":disabled") };
    const expanded = el.getAttribute("aria-expanded");
    if (expanded) s.expanded = expanded === "true";
    if (tag === "button") return s;
    const ticks = tag === "input" && (el.type === "checkbox" || el.type === "radio");
    const secret = el.type === "password";
    s.value = secret ? (el.value ? "*" : "") : String(el.value).slice(0, 2000);
    s.default = secret || tag === "select" ? "" : String(el.defaultValue).slice(0, 2000);
    if (ticks) { s.checked = el.checked; s.dchecked = el.defaultChecked; }
    s.readonly = !!el.readOnly;
    s.required = !!el.required;
    s.valid = el.willValidate ? el.validationMessage : "";
    s.refused = s.valid !== "" && CSS.supports("selector(:user-invalid)") && el.matches(":user-invalid");
    return s;
  };
  const selectOptions = (el) => {
    for (const child of el.children) {
      if (child.localName === "optgroup") {
        put(`<optgroup label="${quote(child.label)}"${child.disabled ? ' disabled=""' : ""}>`);
        selectOptions(child);
        put("</optgroup>");
      } else if (child.localName === "option") {
        const flags = (child.selected ? ' selected=""' : "") + (child.defaultSelected ? ' data-fl-default=""' : "") + (child.disabled ? ' disabled=""' : "") + (child.hidden ? ' hidden=""' : "");
        put(`<option value="${quote(child.value.slice(0, 500))}"${flags}>${text(child.label || child.text)}</option>`);
      } else if (child.localName !== "hr" && child.localName !== "button") selectOptions(child);
    }
  };

  const ownText = (el) => {
    // one text node that is not blank, with a digit if there is one
    let found = "";
    for (let n = el.firstChild; n; n = n.nextSibling) {
      if (n.nodeType !== 3 || (found && !/\p{Nd}/u.test(n.data))) continue;
      if (/\S/.test(n.data)) found = n.data;
    }
    return found;
  };
  const PRESSED = new Set("role,onclick,tabindex".split(","));
  const TELLING = new Set("role,onclick,tabindex,popover,contenteditable,aria-live,aria-modal,aria-expanded,aria-label".split(","));
  const wanted = (tag, names) =>
    CONTROL.has(tag) || MARKED.has(tag) || names.some((name) => TELLING.has(name) || (tag === "a" && name === "href"));

  // ---- the pass itself. `at` is what an element takes over from its ancestors; null in what is not rendered.
  const children = (el, at) => {
    for (let n = el.firstChild; n; n = n.nextSibling) {
      try { visit(n, at); } catch { truncated = true; } // one odd element must not hide the page
    }
  };
  const inside = (el, tag, at) => {
    if (el.shadowRoot) {
      put("<fl-shadow>");
      children(el.shadowRoot, at);
      put("</fl-shadow>");
    } else if (tag === "slot" && el.assignedNodes) {
      const given = el.assignedNodes();
      if (given.length) for (const n of given) visit(n, at);
      else children(el, at);
    } else if (tag === "details" && !el.open) {
      let summary = null;
      for (let n = el.firstChild; n; n = n.nextSibling) {
        if (!summary && n.localName === "summary") visit((summary = n), at);
        else if (n.nodeType === 1) hidden(n);
      }
    } else children(el, at);
  };
  const script = (el) => {
    const type = (el.type || "").toLowerCase();
    if (!type.startsWith("application/ld+json")) return; // nobody reads a page's own data, and tokens lie in it
    const body = el.textContent;
    if (body.length > jsonLeft) { truncated = true; return; }
    jsonLeft -= body.length;
    put(`<script type="${quote(type)}"${el.id ? ` id="${quote(el.id)}"` : ""}>${body.replace(/<\/script/gi, "<\\/script")}</script>`);
  };
  const picture = (el) => {
    put(`<svg${attributes(el, "svg").replace(/ (d|points|viewbox|xmlns[:\w]*|width|height|fill|stroke)="[^"]*"/gi, "")}>`);
    for (const part of el.querySelectorAll("title,text,use")) {
      if (part.localName === "use") put(`<use href="${quote(part.getAttribute("href") || part.getAttribute("xlink:href") || "")}"></use>`);
      else put(`<${part.localName}>${text(part.textContent)}</${part.localName}>`);
    }
    put("</svg>");
  };

  function hidden(el, top = true) {
    // not rendered: kept in the text, without layout
    if (el.nodeType === 3) return put(text(el.data));
    if (el.nodeType !== 1) return;
    const tag = el.localName;
    if (masked(el)) return blank(tag);
    if (tag === "script") return script(el);
    if (SKIP.has(tag) || size > MAX_HTML) return;
    if (tag === "svg") return picture(el);
    let mark = top ? ' data-fl-hidden=""' : "";
    const names = namesOf.call(el);
    if (el.type !== "hidden" && (wanted(tag, names) || ownText(el))) {
      const id = idOf(el);
      nodes[id] = [0, 0, 0, 0, 0, 0, 0, null];
      mark += ` data-fl="${id}"`;
      if (CONTROL.has(tag) && tag !== "label" && tag !== "summary" && el.type !== "hidden") state[id] = stateOf(el, tag);
    }
    const name = tag === "iframe" || tag === "frame" ? "fl-frame" : tag;
    put(`<${name}${mark}${attributes(el, tag, names)}>`);
    if (VOID.has(tag)) return;
    if (tag === "select") selectOptions(el);
    else if (tag === "textarea") put(text(el.value));
    else if (!LEAF.has(tag) && name === tag) {
      const root = el.shadowRoot || el;
      for (let n = root.firstChild; n; n = n.nextSibling) hidden(n, false);
    }
    put(`</${name}>`);
  }

  const masked = store.mask ? (el) => el.matches(store.mask) : () => false;
  const blank = (tag) => {
    // of what the user masks there is nothing but that it was there, and no control
    const name = CONTROL.has(tag) || tag === "a" || tag === "iframe" || tag === "frame" || tag.includes("-") ? "span" : tag;
    put(`<${name} data-fl-masked="">${VOID.has(name) ? "" : `</${name}>`}`);
  };

  function visit(el, at) {
    if (el.nodeType === 3) return put(text(el.data));
    if (el.nodeType !== 1) return;
    const tag = el.localName;
    if (masked(el)) return blank(tag);
    if (tag === "script") return script(el);
    if (SKIP.has(tag)) return;
    if (size > MAX_HTML) { truncated = true; return; }
    const { win } = at;
    const style = win.getComputedStyle(el);
    const { display, position } = style;
    if (display === "none") return hidden(el);
    if (tag === "br" || tag === "wbr") return put("<br>");

    const opacity = at.opacity * +style.opacity;
    let struck = style.textDecorationLine.includes("line-through");
    if (at.struck && !display.startsWith("inline-") && position !== "absolute" && position !== "fixed" && style.float === "none") struck = true;
    const pinned = position === "fixed" || position === "sticky";
    const fixed = at.fixed || pinned;
    const pointer = style.cursor === "pointer";
    const leaf = LEAF.has(tag) || tag === "svg";
    if (el.shadowRoot) enter(el.shadowRoot);
    const draws = !drawers || drawers.has(el) || !!el.shadowRoot, asked = draws && !leaf;
    const before = asked ? pseudo(el, "::before", win) : UNASKED, after = asked ? pseudo(el, "::after", win) : UNASKED;
    const said = ownText(el) + before.words.trim() + after.words.trim(), speaks = said !== "";
    const under = background(style, at.under);
    const frame = tag === "iframe" || tag === "frame";
    const names = namesOf.call(el);
    const marked = speaks || pinned || (pointer && !at.pointer) || wanted(tag, names);
    const inline = display === "inline", over = inline ? "visible" : style.overflow;
    const bounds = over !== "visible" && tag !== "body";

    let hard = at.hard, view = at.view, gone = at.gone;
    if (position === "fixed") { hard = null; view = null; gone = false; }
    else if (position === "absolute") { hard = at.absHard; view = at.absView; }
    gone = gone || cut(style, position);
    let mark = "", box = null;
    if (marked || bounds) {
      box = el.getBoundingClientRect();
      if ((display === "contents" || ((box.width < 2 || box.height < 2) && !bounds)) && speaks) {
        const range = el.ownerDocument.createRange();
        range.selectNodeContents(el);
        const words = range.getBoundingClientRect();
        if (words.width * words.height > box.width * box.height) box = words;
      }
    }
    if (marked) {
      let left = box.left + at.ox, top = box.top + at.oy, width = box.width, height = box.height;
      if (frame) { left += el.clientLeft; top += el.clientTop; width = el.clientWidth || width; height = el.clientHeight || height; }
      const own = [left, top, left + width, top + height];
      const rest = meet(own, hard);
      const dx = left + X, dy = top + Y;
      const away = position === "fixed" || at.pinned
        ? own[2] <= 0 || own[3] <= 0 || own[0] >= VW || own[1] >= VH
        : dx + width <= 0 || dy + height <= 0 || (noSideways && dx >= VW) || (speaks && !inline && parseFloat(style.textIndent) < -500);
      const tiny = hard && hard[2] - hard[0] <= 2 && hard[3] - hard[1] <= 2;
      const clipped = gone || away || tiny || (speaks && bounds && width <= 2 && height <= 2);
      const big = rest[2] - rest[0] >= 2 && rest[3] - rest[1] >= 2;
      const seen = style.visibility === "visible" && (display === "contents" || !at.skipped);
      const visible = seen && opacity > 0.05 && !clipped && big;
      if (!struck && speaks && (strikes(before, box) || strikes(after, box))) struck = true;
      let flags = (visible ? VISIBLE : 0) | (struck ? STRUCK : 0) | (fixed ? FIXED : 0) | (pointer ? POINTER : 0) | (opacity <= 0.05 ? CLEAR : 0) | (clipped ? CLIPPED : 0) | (style.pointerEvents === "none" ? NOPOINTER : 0) | (inline || display === "contents" || display.startsWith("inline") ? 0 : BLOCK);
      const firstTop = position === "fixed" || at.pinned ? top : dy;
      const lead = Math.min(height, 40) / 2;
      if (big && firstTop + lead >= 0 && firstTop + lead < VH && dx < VW && dx + width > 0) flags |= FOLD;
      const shown = meet(rest, view);
      const cx = (shown[0] + shown[2]) / 2, cy = (shown[1] + shown[3]) / 2;
      if (shown[2] > shown[0] && shown[3] > shown[1] && cx >= 0 && cy >= 0 && cx < VW && cy < VH) {
        flags |= INVIEW;
        const asks = CONTROL.has(tag) || tag === "a" || pointer || names.some((name) => PRESSED.has(name)) || /\p{Nd}/u.test(said);
        if (asks && big && seen && !gone && hits++ < MAX_HITS) {
          const found = hit(Math.min(cx, VW - 1), Math.min(cy, VH - 1));
          if (found && found !== el && !holds(el, found) && !holds(found, el) && !labelled(el, found)) flags |= OCCLUDED;
        }
      }
      const id = idOf(el);
      const reads = speaks || CONTROL.has(tag) || tag === "a";
      nodes[id] = [
        flags, Math.round(dx), Math.round(dy), Math.round(width), Math.round(height),
        reads ? Math.round(parseFloat(style.fontSize) * 10) / 10 : 0, reads ? +style.fontWeight || 400 : 0,
        reads ? contrast(style.color, under, opacity) : null,
      ];
      mark = ` data-fl="${id}"`;
      if (visible && (pointer || tag === "button" || tag === "a" || tag === "input" || tag === "summary" || (tag !== "form" && names.includes("role")))) store.prints.set(id - offset, draws && leaf ? store.print(el) : store.print(el, before.content, after.content));
      if (CONTROL.has(tag) && tag !== "label" && tag !== "summary" && el.type !== "hidden") state[id] = stateOf(el, tag);
      else if (names.includes("aria-expanded")) state[id] = { expanded: valueOf.call(el, "aria-expanded") === "true" };
      else if (tag === "summary") state[id] = { expanded: !!(el.parentNode && el.parentNode.open) };
      if (frame) return embed(el, id, mark, { at, left, top, opacity, struck, fixed, under, visible });
    } else if (frame) return;

    if (tag === "svg") {
      put(`<fl-svg${mark}>`);
      picture(el);
      if (!at.pointer && !pointer && large(el)) parts(el, { ...at, opacity, fixed, gone });
      return put("</fl-svg>");
    }
    const name = tag === "body" && (framed || at.deep) ? "div" : tag;
    put(`<${name}${mark}${attributes(el, tag, names)}>`);
    if (VOID.has(tag)) return;
    if (tag === "select") selectOptions(el);
    else if (tag === "textarea") put(text(el.value));
    else if (!leaf) {
      const inner = { hard, view };
      if (bounds) {
        const l = box.left + at.ox, t = box.top + at.oy, r = l + box.width, b = t + box.height, far = 1e7;
        inner.view = meet(view, [l, t, r, b]);
        const stop = (axis) => axis === "hidden" || axis === "clip", [overX, overY = overX] = over.split(" ");
        inner.hard = meet(hard, [stop(overX) ? l : -far, stop(overY) ? t : -far, stop(overX) ? r : far, stop(overY) ? b : far]);
      }
      const holder = position !== "static";
      if (before.words.trim()) put(`<fl-pseudo>${text(before.words)}</fl-pseudo>`);
      if (el.firstChild || el.shadowRoot || tag === "slot") {
        inside(el, tag, {
          win, ox: at.ox, oy: at.oy, deep: at.deep, skipped: at.skipped || style.contentVisibility === "hidden", opacity, struck, fixed, pointer, gone, under, hard: inner.hard, view: inner.view,
          absHard: holder ? inner.hard : at.absHard, absView: holder ? inner.view : at.absView,
          pinned: position === "fixed" || at.pinned,
        });
      }
      if (after.words.trim()) put(`<fl-pseudo>${text(after.words)}</fl-pseudo>`);
    }
    put(`</${name}>`);
  }

  function embed(el, id, mark, { at, left, top, opacity, struck, fixed, under, visible }) {
    const src = quote(el.getAttribute("src") || "");
    const title = quote(el.getAttribute("title") || el.getAttribute("aria-label") || "");
    let inner = null;
    try { inner = el.contentDocument; } catch { /* another origin */ }
    if (inner && inner.body) {
      put(`<fl-frame${mark} src="${src}" title="${title}">`);
      enter(inner);
      visit(inner.body, {
        win: inner.defaultView, ox: left, oy: top, opacity, struck: false, fixed, pointer: false, gone: !visible, skipped: false, under: [255, 255, 255],
        hard: at.hard, view: meet(at.view, [left, top, left + el.clientWidth, top + el.clientHeight]), absHard: at.hard, absView: at.view, pinned: at.pinned, deep: true,
      });
      return put("</fl-frame>");
    }
    if (!inner) frames[id] = el.src || "";
    put(`<fl-frame${mark} data-fl-cross="1" src="${src}" title="${title}">\u0001${id}\u0001</fl-frame>`);
  }

  const root = document.documentElement, X = scrollX, Y = scrollY, VW = innerWidth, VH = innerHeight;
  const whole = { win: window, ox: 0, oy: 0, opacity: 1, struck: false, fixed: false, pointer: false, gone: false, skipped: false, under: [255, 255, 255], hard: null, view: null, absHard: null, absView: null, pinned: false, deep: false };
  const rootStyle = getComputedStyle(root), bodyStyle = document.body ? getComputedStyle(document.body) : rootStyle;
  const noSideways = [rootStyle.overflowX, bodyStyle.overflowX].some((o) => o === "hidden" || o === "clip");
  if (!framed) {
    put(`<!doctype html>\n<html${attributes(root, "html")}><head>`);
    for (const el of document.head ? document.head.children : []) {
      if (masked(el)) continue;
      if (el.localName === "title") put(`<title>${text(document.title)}</title>`);
      else if (el.localName === "script") script(el);
      else if (el.localName === "meta" || (el.localName === "link" && /canonical|alternate/.test(el.rel))) put(`<${el.localName}${attributes(el, el.localName)}>`);
    }
    put("</head>");
  }
  enter(document);
  if (document.body) visit(document.body, { ...whole, under: background(rootStyle, whole.under) });
  if (!framed) put("</html>");

  const titled = !(document.head && [...document.head.children].some((el) => el.localName === "title" && masked(el)));
  const facts = {
    v: 1, url: location.href, title: titled ? document.title : "", lang: root.lang || "", viewport: [VW, VH], scroll: [Math.round(X), Math.round(Y)],
    page: [root.scrollWidth, root.scrollHeight], nodes, state, frames, quiet: store.dom === undefined ? -1 : Math.round(native.now() - store.dom),
    payments: store.payments || [], notes: store.notes || [], truncated,
  };
  // Old libraries give arrays and strings a toJSON of their own, which spoils every JSON text.
  const spoiled = [Array, String, Object, Number].map((c) => [c.prototype, Object.getOwnPropertyDescriptor(c.prototype, "toJSON")]).filter(([, d]) => d && d.configurable);
  for (const [prototype] of spoiled) delete prototype.toJSON;
  try {
    return `${native.stringify(facts)}\n${out.join("")}`;
  } finally {
    for (const [prototype, descriptor] of spoiled) Object.defineProperty(prototype, "toJSON", descriptor);
  }
}
