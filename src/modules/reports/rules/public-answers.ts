import { type Act, acts, type Stage, stages } from '../model.ts';
import { frame, inHtml, wordsIn } from './public-frame.ts';
import { type Language, type Say, say } from './public-words.ts';

interface Ticket {
  readonly code: string;
  readonly pin: string;
}

/** Code and PIN, once. */
export function donePage(language: Language, { code, pin }: Ticket): string {
  const t = wordsIn(language);
  const body = `<h1>${t('done')}</h1>
<p class="urgent">${t('keep')}</p>
<dl class="ticket">
<div><dt>${t('code')}</dt><dd id="code">${inHtml(code)}</dd></div>
<div><dt>${t('pin')}</dt><dd id="pin">${inHtml(pin)}</dd></div>
</dl>
<p><a class="button" href="/r/q?lang=${language}">${t('ask')}</a></p>`;
  return frame(language, '/r', body);
}

export function refusedPage(language: Language, path: '/r' | '/r/q', why: Say): string {
  const t = wordsIn(language);
  const body = `<h1>${t('title')}</h1>
<p class="faults" role="alert">${t(why)}</p>
<p><a class="button" href="${path}?lang=${language}">${t('back')}</a></p>`;
  return frame(language, path, body);
}

/** `/r/q`: by code and PIN. */
export function askPage(language: Language, { wrong }: { readonly wrong: boolean }): string {
  const t = wordsIn(language);
  const body = `<h1>${t('ask')}</h1>
${wrong ? `<p class="faults" role="alert">${t('wrong')}</p>` : ''}
<form method="post" action="/r/q" enctype="multipart/form-data">
<input type="hidden" name="lang" value="${language}">
<label for="code">${t('code')}</label>
<input id="code" name="code" maxlength="20" required autocomplete="off" autocapitalize="characters">
<label for="pin">${t('pin')}</label>
<input id="pin" name="pin" maxlength="12" required autocomplete="off" inputmode="numeric">
<button type="submit">${t('look')}</button>
</form>`;
  return frame(language, '/r/q', body);
}

/** What a reporter is told, and where he may add something. */
export interface ToldView extends Ticket {
  readonly stage: Stage;
  readonly due: string | null;
  readonly steps: readonly {
    readonly act: Act;
    readonly day: string;
    readonly told: string | null;
    readonly amount: number | null;
  }[];
  readonly notes: readonly string[];
  readonly mayNote: boolean;
  /** Said after a note. */
  readonly noted: 'noted' | 'noteFull' | 'tooLong' | null;
  readonly collectDays: number;
}

export function toldPage(language: Language, view: ToldView): string {
  const t = wordsIn(language);
  const { stage, due, notes, noted } = view;
  const listed = notes.map((note) => `<li>${inHtml(note)}</li>`).join('');
  const body = `<h1>${t('ask')}</h1>
${noted ? `<p class="${noted === 'noted' ? 'good' : 'faults'}" role="status">${t(noted)}</p>` : ''}
<dl class="ticket">
<div><dt>${t('code')}</dt><dd>${inHtml(view.code)}</dd></div>
<div><dt>${t('state')}</dt><dd id="state">${inHtml(stages[stage][language])}</dd></div>
${due ? `<div><dt>${t('due')}</dt><dd>${inHtml(due)}</dd></div>` : ''}
</dl>
<h2>${t('history')}</h2>
<ol class="history">
${view.steps.map((step) => stepPart(language, step, view.collectDays)).join('\n')}
</ol>
${notes.length > 0 ? `<h2>${t('notes')}</h2><ul>${listed}</ul>` : ''}
${view.mayNote ? notePart(language, view) : ''}`;
  return frame(language, '/r/q', body);
}

function stepPart(
  language: Language,
  { act, day, told, amount }: ToldView['steps'][number],
  collectDays: number,
): string {
  const t = wordsIn(language);
  const collect = inHtml(say.collect[language].replace('{days}', String(collectDays)));
  const money =
    act === 'reward' && amount !== null ? `<p>${t('amount')}: ${amount}</p><p>${collect}</p>` : '';
  return `<li><p><strong>${inHtml(acts[act][language])}</strong> <span>${inHtml(day)}</span></p>
${told ? `<p>${inHtml(told)}</p>` : ''}${money}</li>`;
}

function notePart(language: Language, { code, pin }: Ticket): string {
  const t = wordsIn(language);
  return `<form method="post" action="/r/q" enctype="multipart/form-data">
<input type="hidden" name="lang" value="${language}">
<input type="hidden" name="code" value="${inHtml(code)}">
<input type="hidden" name="pin" value="${inHtml(pin)}">
<label for="note">${t('note')}</label>
<textarea id="note" name="note" rows="3" maxlength="2000" required></textarea>
<button type="submit">${t('addNote')}</button>
</form>`;
}
