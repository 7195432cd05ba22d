  // Part of observer.js: what can be pressed inside a picture, as the seats of a plan. It has no text of its own there.
  const MOST_PARTS = 600, PLAN = 120;
  const PART = "a,[role=button],[role=link],[role=checkbox],[role=radio],[role=option],[role=switch],[onclick],[tabindex]:not([tabindex='-1'])";
  const TOLD_OF_PARTS = /^(?:role|aria-(?:pressed|checked|selected|disabled|expanded)|tabindex|href|id)$/;
  const UNDRAWN = new Set("defs,title,desc,style,script,metadata,symbol,clipPath,mask,linearGradient,radialGradient".split(","));
  let partsLeft = MOST_PARTS, shapesLeft = 4 * MOST_PARTS;
  const large = (el) => { const box = el.getBoundingClientRect(); return box.width >= PLAN && box.height >= PLAN; };
  const isPart = (el, style) => el.matches(PART) || style.cursor === "pointer";
  const parts = (el, at) => {
    for (const child of el.children) {
      if (partsLeft <= 0 || shapesLeft-- <= 0) { truncated = true; return; }
      if (UNDRAWN.has(child.localName) || masked(child)) continue;
      const style = at.win.getComputedStyle(child);
      if (style.display === "none") continue;
      const opacity = at.opacity * +style.opacity;
      if (isPart(child, style)) part(child, style, { ...at, opacity });
      else parts(child, { ...at, opacity });
    }
  };
  const part = (el, style, at) => {
    const box = el.getBoundingClientRect(), left = box.left + at.ox, top = box.top + at.oy;
    const rest = meet([left, top, left + box.width, top + box.height], at.hard), shown = meet(rest, at.view);
    const big = rest[2] - rest[0] >= 2 && rest[3] - rest[1] >= 2;
    const cx = (shown[0] + shown[2]) / 2, cy = (shown[1] + shown[3]) / 2;
    const visible = big && style.visibility === "visible" && at.opacity > 0.05 && !at.gone && !at.skipped;
    let flags = (visible ? VISIBLE : 0) | (at.fixed ? FIXED : 0) | POINTER | (at.opacity <= 0.05 ? CLEAR : 0);
    if (style.pointerEvents === "none") flags |= NOPOINTER;
    if (shown[2] > shown[0] && shown[3] > shown[1] && cx >= 0 && cy >= 0 && cx < VW && cy < VH) {
      flags |= INVIEW;
      if (visible && hits++ < MAX_HITS) {
        const found = hit(cx, cy);
        if (found && found !== el && !holds(el, found) && !holds(found, el)) flags |= OCCLUDED;
      }
    }
    const id = idOf(el), title = [...el.children].find((child) => child.localName === "title");
    nodes[id] = [flags, Math.round(left + X), Math.round(top + Y), Math.round(box.width), Math.round(box.height), 0, 0, null];
    if (visible) store.prints.set(id - offset, store.print(el));
    const name = (valueOf.call(el, "aria-label") || (title || el).textContent).trim().slice(0, 200);
    let told = namesOf.call(el).filter((n) => TOLD_OF_PARTS.test(n)).map((n) => ` ${n}="${quote(valueOf.call(el, n))}"`).join("");
    if (el.localName === "a" && !el.hasAttribute("role")) told += ' role="link"';
    put(`<fl-part data-fl="${id}"${told} onclick="" aria-label="${quote(name)}"></fl-part>`);
    partsLeft--;
  };
