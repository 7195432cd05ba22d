// What the walker does inside a frame, beside pressing, which is done with the mouse. One order in, one answer out.
(order) => {
  "use strict";
  /* tools.js */
  const find = (id) => {
    const el = store.element(id);
    return el && el.isConnected ? el : null;
  };
  const CONTROLS = "button,a[href],input,select,textarea,summary,label,[role=button],[role=link],[role=tab],[role=option],[role=radio],[role=checkbox],[role=switch],[role=menuitem],[onclick]";
  // Whether a click on `found` is a click on `el`, and on nothing else that reacts on the way up to it.
  const reaches = (el, found) => {
    for (let n = found; n; n = up(n)) {
      if (n === el) return true;
      if (n.nodeType === 1 && n.matches(CONTROLS) && !(n.localName === "label" && n.control === el)) return false;
      if (n.nodeType === 1 && n.localName === "label") return n.control === el;
    }
    return false;
  };
  const origin = (el) => {
    let x = 0, y = 0;
    for (let frame = el.ownerDocument.defaultView.frameElement; frame; frame = frame.ownerDocument.defaultView.frameElement) {
      const box = frame.getBoundingClientRect();
      x += box.left + frame.clientLeft;
      y += box.top + frame.clientTop;
      if (frame.ownerDocument === document) break;
    }
    return [x, y];
  };
  const points = (el) => {
    const [ox, oy] = el.ownerDocument === document ? [0, 0] : origin(el);
    const boxes = [...el.getClientRects()].filter((box) => box.width > 1 && box.height > 1);
    const box = boxes.sort((a, b) => b.width * b.height - a.width * a.height)[0];
    if (!box) return [];
    const spots = [[0.5, 0.5], [0.25, 0.5], [0.75, 0.5], [0.5, 0.25], [0.5, 0.75], [0.1, 0.5], [0.9, 0.5]];
    return spots.map(([fx, fy]) => [ox + box.left + box.width * fx, oy + box.top + box.height * fy])
      .filter(([x, y]) => x >= 0 && y >= 0 && x < innerWidth && y < innerHeight);
  };

  const judge = (el, before, { x, y }) => {
    const found = hit(x, y);
    return !el.isConnected || !found || !reaches(el, found) ? "covered" : store.print(el) !== before ? "changed" : "";
  };
  // The page may change in the last moment: a press that would fall on anything else is taken from the page whole.
  const PRESS = ["pointerdown", "mousedown", "pointerup", "mouseup", "click"];
  const watchPress = (windows, verdict) => {
    if (store.press) store.press.end();
    const press = { result: null };
    const listen = (event) => {
      if (!event.isTrusted) return;
      press.result ??= verdict();
      if (!press.result) return;
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    const each = (doing) => windows.forEach((one) => PRESS.forEach((type) => one[doing](type, listen, true)));
    press.end = () => {
      each("removeEventListener");
      store.press = null;
    };
    each("addEventListener");
    store.press = press;
  };

  const windowOf = (el) => el.ownerDocument.defaultView;
  const fire = (el, Kind, type, init) => el.dispatchEvent(new (windowOf(el)[Kind])(type, { bubbles: true, composed: true, ...init }));
  const write = (el, value) => {
    const proto = { input: "HTMLInputElement", textarea: "HTMLTextAreaElement", select: "HTMLSelectElement" }[el.localName];
    Object.getOwnPropertyDescriptor(windowOf(el)[proto].prototype, "value").set.call(el, value);
  };
  const fillOne = ({ id, value }) => {
    const el = find(id);
    if (!el) return "gone";
    if (el.matches(":disabled") || el.readOnly) return "disabled";
    if (!("value" in el)) return "type";
    el.focus();
    write(el, value);
    fire(el, "InputEvent", "input", { data: value, inputType: "insertText" });
    fire(el, "KeyboardEvent", "keyup", { key: value.slice(-1), cancelable: true });
    fire(el, "Event", "change", {});
    el.blur();
    return el.value === value ? "" : "type";
  };

  switch (order.do) {
    case "aim": {
      const el = find(order.id);
      if (!el) return { result: "gone" };
      if (el.matches(":disabled")) return { result: "disabled" };
      const inView = () => points(el).some(([x, y]) => { const found = hit(x, y); return found && reaches(el, found); });
      if (!inView()) el.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
      const spot = points(el).find(([x, y]) => { const found = hit(x, y); return found && reaches(el, found); });
      if (spot) return { result: "", x: spot[0], y: spot[1] };
      return { result: points(el).length ? "covered" : "clipped" };
    }
    case "confirm": {
      // After the mouse has come to rest on it: still the same element, with the same words, under the mouse?
      const el = find(order.id);
      if (!el) return { result: "gone" };
      const print = store.print(el);
      const before = store.prints.get(order.id) ?? print;
      const result = judge(el, before, order);
      if (!result) watchPress([...new Set([window, windowOf(el)])], () => judge(el, before, order));
      return { result, print, before };
    }
    case "shield": // the press is meant for a frame of another origin: none of it belongs to this document
      watchPress([window], () => "covered");
      return null;
    case "landed": {
      // What became of the press that "confirm" announced: empty when it fell on its element.
      const press = store.press;
      if (!press) return "";
      press.end();
      return press.result ?? "covered";
    }
    case "fill":
      return order.fields.map(fillOne);
    case "choose": {
      const el = find(order.id);
      if (!el) return "gone";
      if (el.matches(":disabled")) return "disabled";
      const option = [...el.options].find((o) => o.value === order.value) || [...el.options].find((o) => o.text.trim() === order.value.trim());
      if (!option || option.disabled) return "no-option";
      el.focus();
      if (el.multiple) option.selected = true;
      else write(el, option.value);
      if (!option.selected) el.selectedIndex = option.index;
      fire(el, "Event", "input", {});
      fire(el, "Event", "change", {});
      el.blur();
      return option.selected ? "" : "not-chosen";
    }
    case "checked": {
      const el = find(order.id);
      if (!el) return null;
      return "checked" in el && el.localName === "input" ? el.checked : el.getAttribute("aria-checked") === "true" || el.getAttribute("aria-selected") === "true";
    }
    case "set": {
      // The last resort for a tick box or radio that shows nothing to click on. It cannot submit.
      const el = find(order.id);
      if (!el || el.localName !== "input" || !["checkbox", "radio"].includes(el.type)) return false;
      if (el.checked !== order.checked) el.click();
      return el.checked === order.checked;
    }
    case "focus": {
      const el = find(order.id);
      if (!el || el.matches(":disabled")) return false;
      el.focus();
      if (el.select) el.select();
      return el.getRootNode().activeElement === el;
    }
    case "value": {
      const el = find(order.id);
      return el ? String(el.value ?? el.textContent) : null;
    }
    case "leave": {
      const el = find(order.id);
      if (el) { fire(el, "Event", "change", {}); el.blur(); }
      return null;
    }
    case "structure": {
      const fields = [...document.querySelectorAll("input:not([type=hidden]),select,textarea,button")];
      const shown = fields.filter((el) => el.getClientRects().length);
      return { controls: shown.map((el) => `${el.localName}.${el.type}.${el.name}`).join("|"), money: store.money || 0 };
    }
    case "targets": {
      // where a press would lead by the page's own markup: a link's address, a form's
      const el = find(order.id);
      const link = el && el.closest("a[href],area[href]");
      if (link) return [["GET", link.href]];
      if (!el || !el.form || !["submit", "image"].includes(el.type)) return [];
      const own = (name, other) => valueOf.call(el, name) || valueOf.call(el.form, other) || "";
      const url = new URL(own("formaction", "action") || location.href, document.baseURI).href;
      return [[(own("formmethod", "method") || "get").toUpperCase(), url]];
    }
    case "submitters":
      return order.ids.map((id) => {
        const el = find(id);
        if (!el || !el.form || !["submit", "image"].includes(el.type)) return null;
        return { name: el.name, value: el.value, action: el.hasAttribute("formaction") ? el.formAction : "" };
      });
  }
  return null;
}
