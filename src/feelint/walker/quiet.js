// Resolves when the DOM has been quiet for `calm` ms since the action was done, which was `age` ms ago; a document that is
// newer than the action (begun `begun` ms ago) and has loaded need only be quiet for `fresh` ms. `answered` is the wall clock's time of
// the shop's last answer to a script, -1 without one. Judged from the stamps of init.js. Carousels and countdowns never
// are: then quiet money is enough. What looks busy, and animations that end, get some more time. What turns out never to
// rest is remembered, and costs less the next time.
({ calm, fresh, age, begun, answered }) => new Promise((resolve) => {
  "use strict";
  const KEY = Symbol.for("feelint"), start = performance.now();
  const SPINNERS = "[aria-busy=true],[role=progressbar]:not([aria-valuenow]),progress:not([value])";
  const store = window[KEY] || {};
  const known = (store.spinners = store.spinners || new WeakSet());
  const stamps = () => {
    let dom = store.dom || 0, money = store.money || 0;
    for (const frame of document.querySelectorAll("iframe")) {
      try {
        const inner = frame.contentWindow[KEY];
        const shift = frame.contentWindow.performance.timeOrigin - performance.timeOrigin;
        dom = Math.max(dom, inner.dom + shift);
        money = Math.max(money, inner.money + shift);
      } catch { /* another origin, or not ours */ }
    }
    return [dom, money];
  };
  // "Please wait…": on a page that is newer than the action such words were always there, unless they are all there is.
  const waiting = (isNew) => {
    const found = [], texts = document.createTreeWalker(document.body || document.documentElement, NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
      const words = node.data.length < 200 && /(…|\.\.\.)\s*$/.test(node.data) ? node.data.trim() : "";
      const only = /^(…|\.\.\.)$/.test(words);
      if (words && words.length < 40 && (only || !isNew) && !node.parentNode.closest("a,script,style,option,textarea")) found.push(node.parentNode);
      else if (words) known.add(node.parentNode);
    }
    return found;
  };
  const spinning = (isNew) =>
    [...document.querySelectorAll(SPINNERS), ...waiting(isNew)].filter((el) => !known.has(el) && el.getBoundingClientRect().width > 0);
  const timings = () => document.getAnimations().filter((a) => a.playState === "running" && a.effect).map((a) => a.effect.getComputedTiming());
  const moving = () => timings().some(({ endTime, localTime }) => endTime < 1000 && endTime > (localTime || 0));
  const turning = (age) => timings().some(({ endTime, localTime }) => endTime === Infinity && (localTime || 0) < age); // a spinner since the action
  const check = () => {
    const now = performance.now(), elapsed = now - start, [dom, money] = stamps();
    const isNew = now < begun + elapsed;
    const spinners = spinning(isNew), busy = elapsed < 1200 && (spinners.length > 0 || (!isNew && turning(begun + elapsed)));
    const rest = busy ? 150 : isNew && document.readyState === "complete" ? fresh : calm;
    const sinceAnswer = answered < 0 ? 1e9 : performance.timeOrigin + now - answered;
    const unused = sinceAnswer < 350 && now - dom > sinceAnswer; // an answer that has changed nothing yet
    const still = now - dom >= rest && !unused, paid = now - money >= 250;
    const quiet = still ? !busy : paid && elapsed > (store.restless ? 300 : 800);
    const loaded = document.readyState !== "loading" && elapsed + age >= rest;
    if (elapsed < 3000 && !(loaded && quiet && !busy && (elapsed > 700 || !moving()))) {
      return setTimeout(check, Math.min(100, Math.max(10, rest - Math.min(elapsed + age, now - dom))));
    }
    for (const el of spinners) known.add(el);
    store.restless = !still;
    resolve(true);
  };
  check();
})
