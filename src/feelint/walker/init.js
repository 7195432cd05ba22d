// Runs in every frame before the page's own scripts. Keeps what the observer needs, and what the page may not have.
(() => {
  "use strict";
  const KEY = Symbol.for("feelint");
  // A frame's window may outlive its first, empty document: then only the watch is set up anew.
  if (window[KEY]) return window[KEY].watch(document);
  const now = performance.now.bind(performance);
  const store = {
    native: { stringify: JSON.stringify, now },
    dom: now(), // when the DOM last changed
    money: now(), // when prices in it last changed
    payments: [], // totals handed to the Payment Request API
    notes: [], // "sw-blocked", ...
  };
  Object.defineProperty(window, KEY, { value: store });
  const note = (text) => store.notes.includes(text) || store.notes.push(text);

  // Shadow roots are open, so that prices in them can be read.
  const attachShadow = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (init) {
    const root = attachShadow.call(this, { ...init, mode: "open" });
    watch(root);
    return root;
  };

  // Stamps of the last change, for settling. The head is nobody's business, and a clock is no price.
  const PRICE = /\p{Sc}|\d[.,]\d\d(?!\d)|\d\s?(?:kr|zł|円)|\b[A-Z]{3}\s?\d/u;
  const changed = new MutationObserver((records) => {
    for (const record of records) {
      if (document.head && document.head.contains(record.target)) continue;
      store.dom = now();
      const parts = record.type === "childList" ? [...record.addedNodes, ...record.removedNodes] : [record.target];
      if (record.type !== "attributes" && parts.some((node) => PRICE.test((node.textContent || "").slice(0, 2000)))) {
        store.money = store.dom;
        break;
      }
    }
  });
  const watched = { childList: true, characterData: true, subtree: true, attributes: true };
  watched.attributeFilter = ["class", "style", "hidden", "disabled", "open", "aria-hidden", "aria-busy", "aria-expanded"];
  const watch = (store.watch = (root) => changed.observe(root, watched));
  watch(document);

  const replace = (owner, name, value) => {
    try {
      Object.defineProperty(owner, name, { value, configurable: true, writable: true });
    } catch {
      note(`kept ${name}`);
    }
  };

  // Service workers: requests made by one pass no route. `register` rejects as it does where they are switched off,
  // and `ready` answers with a registration that has no worker: a page that awaits it goes on.
  const container = navigator.serviceWorker && Object.getPrototypeOf(navigator.serviceWorker);
  if (container) {
    replace(container, "register", function register() {
      note("sw-blocked");
      return Promise.reject(new DOMException("Failed to register a ServiceWorker: The operation is insecure.", "SecurityError"));
    });
    const inert = Object.assign(new EventTarget(), {
      installing: null, waiting: null, active: null, scope: document.baseURI, updateViaCache: "imports",
      update: () => Promise.resolve(inert),
      unregister: () => Promise.resolve(true),
      getNotifications: () => Promise.resolve([]),
      showNotification: () => Promise.reject(new TypeError("No active registration")),
      pushManager: {
        getSubscription: () => Promise.resolve(null),
        permissionState: () => Promise.resolve("denied"),
        subscribe: () => Promise.reject(new DOMException("Registration failed", "NotAllowedError")),
      },
    });
    Object.defineProperty(container, "ready", { configurable: true, get: () => (note("sw-blocked"), Promise.resolve(inert)) });
    Object.defineProperty(container, "controller", { configurable: true, get: () => null });
  }
  delete window.SharedWorker;

  // What a page sends as it is left outlives it and passes no guard: beacons go nowhere, nothing is kept alive.
  const beacon = () => { note("beacon-dropped"); return true; };
  if (window.Navigator && Navigator.prototype.sendBeacon) replace(Navigator.prototype, "sendBeacon", beacon);
  delete window.fetchLater;
  if (window.Request && window.fetch) {
    const fetched = window.fetch, RealRequest = window.Request;
    const mortal = (options) => (options && options.keepalive ? { ...options, keepalive: false } : options);
    replace(window, "fetch", function fetch(resource, options) {
      const first = resource instanceof RealRequest && resource.keepalive ? new RealRequest(resource, { keepalive: false }) : resource;
      return fetched.call(this === undefined ? window : this, first, mortal(options));
    });
  }

  // Payment sheets: the total is read, the sheet is never shown.
  if (window.PaymentRequest) {
    const Real = window.PaymentRequest;
    const total = (details) => {
      const amount = details && details.total && details.total.amount;
      if (amount) store.payments.push({ value: String(amount.value), currency: String(amount.currency) });
    };
    const Wrapped = function PaymentRequest(methods, details, options) {
      const request = new Real(methods, details, options);
      total(details);
      Object.setPrototypeOf(request, Wrapped.prototype);
      return request;
    };
    Wrapped.prototype = Object.create(Real.prototype, { constructor: { value: Wrapped, configurable: true, writable: true } });
    Wrapped.prototype.canMakePayment = () => Promise.resolve(false);
    Wrapped.prototype.hasEnrolledInstrument = () => Promise.resolve(false);
    Wrapped.prototype.show = function show() {
      note("payment-sheet-refused");
      return Promise.reject(new DOMException("The user closed the payment sheet.", "AbortError"));
    };
    replace(window, "PaymentRequest", Wrapped);
    replace(Real.prototype, "show", Wrapped.prototype.show);
    replace(Real.prototype, "canMakePayment", Wrapped.prototype.canMakePayment);
  }
  replace(window, "print", () => undefined);
})();
