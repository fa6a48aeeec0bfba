// What a page must be whoever sees it, as text that runs inside of the page.
import { FACETS } from './structure.ts';

/** What a page may have only one of: an id, and a main part that is seen. */
export const TWICE = `(() => {
  const seen = new Set();
  const mains = [...document.querySelectorAll('main')].filter((part) => part.checkVisibility());
  return [...document.querySelectorAll('[id]')]
    .filter(({ id }) => seen.size === seen.add(id).size)
    .map(({ id }) => 'the id ' + id + ' stands twice')
    .concat(mains.length > 1 ? ['there are ' + mains.length + ' main parts'] : []);
})()`;

/**
 * A9: a chip says its scale, its level and shows the level's shape; a status its mark and words.
 * And nothing in one of the four colours says nothing.
 */
export const BAD_CHIPS = `(() => {
  const level = {
    red: ['红|Red', '▲'], orange: ['橙|Orange', '◆'],
    yellow: ['黄|Yellow', '■'], blue: ['蓝|Blue', '●'],
  };
  const html = (part) => part.outerHTML.slice(0, 160);
  const wrongChip = (part) => {
    const [, name] = /chip-(\\w+)/.exec(part.className) ?? [];
    const [word, shape] = level[name] ?? [];
    const said = '^(风险|评级|预警|Risk|Grade|Alarm)·(' + word + ') ' + shape + '$';
    return !word || !new RegExp(said, 'i').test(part.textContent.trim());
  };
  const wrongStatus = (part) => !/^[✓○◔!?] \\S/.test(part.textContent.trim());
  const inks = ['rgb(196, 22, 28)', 'rgb(245, 130, 32)', 'rgb(255, 212, 0)', 'rgb(9, 88, 217)',
    'rgb(255, 77, 79)', 'rgb(255, 156, 63)', 'rgb(255, 225, 77)', 'rgb(91, 157, 255)'];
  const mute = (part) => part.textContent.trim() === '' && part.children.length === 0
    && !part.closest('[aria-hidden], svg, input, progress')
    && inks.includes(getComputedStyle(part).backgroundColor) && part.checkVisibility();
  const all = (selector, wrong, words) =>
    [...document.querySelectorAll(selector)].filter(wrong).map((part) => words + html(part));
  return [
    ...all('.chip', wrongChip, 'A9: '),
    ...all('.status', wrongStatus, 'A9: '),
    ...all('#app *', mute, 'colour alone: '),
  ];
})()`;

/** A6: in large type words have 18 px or more, what is pressed 60 px. */
export const NOT_LARGE = `(() => {
  const html = (part) => part.outerHTML.slice(0, 160);
  const seen = (part) => part.checkVisibility({ checkVisibilityCSS: true })
    && !part.closest('[aria-hidden], svg, .visually-hidden, .skip, .toasts');
  const own = ({ childNodes }) =>
    [...childNodes].some(({ nodeType, data }) => nodeType === 3 && data.trim() !== '');
  const words = [...document.querySelectorAll('#app *')]
    .filter((part) => own(part) && !['OPTION', 'TITLE'].includes(part.tagName) && seen(part))
    .filter((part) => parseFloat(getComputedStyle(part).fontSize) < 17.95)
    .map((part) => 'A6: ' + getComputedStyle(part).fontSize + ' ' + html(part));
  const target = (part) => {
    const box = part.matches('[type=checkbox], [type=radio]');
    return ((box && part.closest('label')) || part).getBoundingClientRect().height;
  };
  const pressed = 'button, input, select, textarea, summary, nav li > a, a.button';
  const targets = [...document.querySelectorAll(pressed)]
    .filter((part) => seen(part) && part.tabIndex >= 0 && target(part) < 59.5)
    .map((part) => 'A6: ' + Math.round(target(part)) + ' px high ' + html(part));
  return [...new Set([...words, ...targets])];
})()`;

/** Maps and charts show a piece of something larger: their lists tell all of it. */
const PIECES = '.ol-viewport, [_echarts_instance_]';

/** Words that their own box cuts off. */
export const CUT = `[...document.querySelectorAll('#app *')]
  .filter((part) => part.checkVisibility()
    && !part.closest('svg, canvas, .visually-hidden, .skip, ${PIECES}'))
  .filter((part) => part.textContent.trim() !== '')
  .filter((part) => {
    const { overflowX, overflowY } = getComputedStyle(part);
    const hides = (flow) => flow === 'hidden' || flow === 'clip';
    return (hides(overflowX) && part.scrollWidth > part.clientWidth + 1)
      || (hides(overflowY) && part.scrollHeight > part.clientHeight + 1);
  })
  .map((part) => 'A6: cut off: ' + part.outerHTML.slice(0, 160))`;

/** All of it in one question, with what a walk has to know of the page. */
export const LOOK = `({
  overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
  text: document.body.textContent ?? '',
  links: [...document.querySelectorAll('a[href^="/"]')].map((link) => link.getAttribute('href')),
  wrong: [...${TWICE}, ...${BAD_CHIPS}],
  facets: ${FACETS},
})`;

export interface Look {
  readonly overflow: number;
  readonly text: string;
  readonly links: readonly string[];
  readonly wrong: readonly string[];
  readonly facets: readonly number[];
}
