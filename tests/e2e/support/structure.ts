// What axe has judged it need not judge again: pages of all roles, in every look, are made of the
// same parts. Run inside of the page, whose types this side does not know: as text.

/**
 * An element's facet: itself and all above it up to `html` (which names page, theme, look and
 * language), by tag, classes, roles, states and which attributes it has; and whether it has words.
 */
const FACET_OF = `
  const NAMED = /^(class|role|type|lang|scope|tabindex|disabled|open|data-(page|theme))$/;
  const STATE = /^aria-(hidden|expanded|pressed|current|selected|disabled|invalid|live|sort|busy)$/;
  const INK = /(?:^|;)\\s*(?:color|background[-a-z]*)\\s*:[^;]*/g;
  const mix = (text, seed) => {
    let hash = seed;
    for (let at = 0; at < text.length; at += 1) {
      hash = Math.imul(hash ^ text.charCodeAt(at), 16777619);
    }
    return hash >>> 0;
  };
  const own = (part) => {
    let text = part.localName;
    for (const { name, value } of part.attributes) {
      if (name === 'style') text += (value.match(INK) ?? []).join('');
      else if (NAMED.test(name) || STATE.test(name)) text += ' ' + name + '=' + value;
      else text += ' ' + name + (value.trim() === '' ? '-' : '');
    }
    return text + ' words' + Math.min(2, part.textContent.trim().length);
  };
  const facetOf = (part, above) => mix(own(part), above);
  const partsOf = (part) => (part.localName === 'svg' ? [] : part.children);`;

/** Every facet of the page as it stands. */
export const FACETS = `(() => {${FACET_OF}
  const found = new Set();
  const walk = (part, above) => {
    const facet = facetOf(part, above);
    found.add(facet);
    for (const child of partsOf(part)) walk(child, facet);
  };
  walk(document.documentElement, 2166136261);
  return [...found];
})()`;

/** Marks what brings none of these facets, or brings them a second time: as large as can be. */
const MARK = `
  const mark = (fresh) => {
    const wanted = new Set(fresh);
    const walk = (part, above) => {
      const facet = facetOf(part, above);
      let needed = wanted.delete(facet);
      const idle = [];
      for (const child of partsOf(part)) {
        if (walk(child, facet)) needed = true;
        else idle.push(child);
      }
      if (needed) for (const child of idle) child.setAttribute('data-judged', '');
      return needed;
    };
    walk(document.documentElement, 2166136261);
  };`;

const RULES = `{
  runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] },
  resultTypes: ['violations'],
  selectors: false,
}`;
const VIOLATIONS = `({ violations }) => violations.flatMap(({ id, nodes }) =>
  nodes.map(({ html, any }) => id + ': ' + html.slice(0, 200) + ' ' + (any[0]?.message ?? '')))`;

/** Violations of accessibility, rule and element by element; `fresh`: only of these facets. */
export const axeOf = (fresh: readonly number[] | null): string =>
  fresh === null
    ? `axe.run(document, ${RULES}).then(${VIOLATIONS})`
    : `(() => {${FACET_OF}${MARK}
      mark(${JSON.stringify(fresh)});
      const judged = [...document.querySelectorAll('[data-judged]')];
      const context = judged.length > 0 ? { exclude: ['[data-judged]'] } : document;
      return axe.run(context, ${RULES}).then(${VIOLATIONS})
        .finally(() => judged.forEach((part) => part.removeAttribute('data-judged')));
    })()`;
