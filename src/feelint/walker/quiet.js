// Resolves when the DOM has been quiet for `calm` ms since the action was done, which was `age` ms ago; a document that is
// newer than the action (begun `begun` ms ago) and has loaded need only be quiet for `fresh` ms. Judged from the stamps of init.js. Carousels and countdowns never
// are: then quiet money is enough. What looks busy, and animations that end, get some more time. What turns out never to
// rest is remembered, and costs less the next time.
({ calm, fresh, age, begun }) => new Promise((resolve) => {
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
  const spinning = () => [...document.querySelectorAll(SPINNERS)].filter((el) => !known.has(el) && el.getBoundingClientRect().width > 0);
  const moving = () => document.getAnimations().some((animation) => {
    const timing = animation.playState === "running" && animation.effect && animation.effect.getComputedTiming();
    return timing && timing.endTime < 1000 && timing.endTime > (timing.localTime || 0);
  });
  const check = () => {
    const now = performance.now(), elapsed = now - start, [dom, money] = stamps();
    const spinners = spinning(), busy = spinners.length > 0 && elapsed < 1200;
    const rest = busy ? 150 : now < begun + elapsed && document.readyState === "complete" ? fresh : calm;
    const still = now - dom >= rest, paid = now - money >= 250;
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
