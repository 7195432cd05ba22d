  // Part of observer.js: colours as computed styles give them, and the WCAG 2 contrast of text to what is behind it.
  const colours = new Map();
  const colour = (css) => {
    let rgba = colours.get(css);
    if (rgba === undefined) {
      const n = /^rgba?\(/.test(css) ? css.match(/[\d.]+/g).map(Number) : null;
      const f = /^color\(srgb /.test(css) ? css.match(/-?[\d.]+(e-?\d+)?/g).map(Number) : null;
      rgba = n ? [n[0], n[1], n[2], n[3] ?? 1] : f ? [f[0] * 255, f[1] * 255, f[2] * 255, f[3] ?? 1] : null;
      colours.set(css, rgba);
    }
    return rgba;
  };
  const blend = (top, under, alpha) => [0, 1, 2].map((i) => top[i] * alpha + under[i] * (1 - alpha));
  const luminance = (rgb) => {
    const [r, g, b] = rgb.map((v) => ((v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ratio = (rgba, under, opacity) => {
    if (!rgba) return null;
    const a = luminance(blend(rgba, under, rgba[3] * opacity)), b = luminance(under);
    return Math.round(((Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)) * 100) / 100;
  };
  const contrasts = new Map();
  const contrast = (css, under, opacity) => {
    if (!under) return null;
    const key = `${css}/${opacity}`;
    let over = contrasts.get(under);
    if (!over) contrasts.set(under, (over = new Map()));
    if (!over.has(key)) over.set(key, ratio(colour(css), under, opacity));
    return over.get(key);
  };
  const background = (style, under) => {
    if (style.backgroundImage !== "none") return null;
    const rgba = colour(style.backgroundColor);
    if (!rgba || rgba[3] === 0) return rgba && under;
    return rgba[3] === 1 ? rgba : under && blend(rgba, under, rgba[3]);
  };

