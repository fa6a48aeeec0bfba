import { kindNames, kinds } from '../model.ts';
import { frame, inHtml, picture, wordsIn } from './public-frame.ts';
import type { Language, Say } from './public-words.ts';

/** What the form holds, as it was typed. */
export interface Typed {
  readonly once: string;
  readonly division: string;
  readonly place: string;
  readonly kind: string;
  readonly text: string;
  readonly name: string;
  readonly contact: string;
  readonly employee: boolean;
}

export const LIMITS = { place: 120, text: 2000, name: 60, contact: 100 } as const;

interface Form {
  readonly language: Language;
  readonly divisions: readonly { readonly id: string; readonly name: string }[];
  readonly typed: Typed;
  readonly faults: readonly Say[];
}

/** `/r`: three steps on one page; a script shows them one by one where it may run. */
export function formPage({ language, divisions, typed, faults }: Form): string {
  const t = wordsIn(language);
  const body = `<h1>${t('title')}</h1>
<p>${t('lead')}</p>
<p class="urgent">${t('urgent')}</p>
${faultPart(language, faults)}
<form method="post" action="/r" enctype="multipart/form-data" data-steps
  data-next="${t('next')}" data-back="${t('back')}">
<input type="hidden" name="once" value="${inHtml(typed.once)}">
<input type="hidden" name="lang" value="${language}">
<fieldset>
<legend>${t('step1')}</legend>
<label for="photo">${t('photo')}</label>
<input id="photo" type="file" name="file" accept="image/jpeg,image/png,image/webp"
  aria-describedby="photo-hint">
<p id="photo-hint" class="hint">${t('photoHint')}</p>
</fieldset>
${wherePart({ language, divisions, typed, faults })}
${whoPart(language, typed)}
<button type="submit">${t('send')}</button>
</form>`;
  return frame(language, '/r', body, { script: true });
}

function faultPart(language: Language, faults: readonly Say[]): string {
  if (faults.length === 0) return '';
  const t = wordsIn(language);
  const items = faults.map((fault) => `<li>${t(fault)}</li>`).join('');
  return `<div class="faults" role="alert"><p>${t('mend')}</p><ul>${items}</ul>
<p>${t('again')}</p></div>`;
}

function wherePart({ language, divisions, typed, faults }: Form): string {
  const t = wordsIn(language);
  const wrong = (fault: Say): string => (faults.includes(fault) ? ' aria-invalid="true"' : '');
  const options = divisions.map(({ id, name }) => {
    const chosen = id === typed.division ? ' selected' : '';
    return `<option value="${inHtml(id)}"${chosen}>${inHtml(name)}</option>`;
  });
  const choices = kindNames.map((kind) => {
    const checked = kind === typed.kind ? ' checked' : '';
    return `<label class="kind"><input type="radio" name="kind" value="${kind}"${checked} required>
<span>${picture(kind)}${inHtml(kinds[kind][language])}</span></label>`;
  });
  return `<fieldset>
<legend>${t('step2')}</legend>
<label for="division">${t('division')}</label>
<select id="division" name="division" required${wrong('needDivision')}>
<option value="">${t('choose')}</option>
${options.join('\n')}
</select>
<label for="place">${t('place')}</label>
<input id="place" name="place" maxlength="${LIMITS.place}" required autocomplete="off"
  value="${inHtml(typed.place)}"${wrong('needPlace')}>
<fieldset class="kinds">
<legend>${t('kind')}</legend>
${choices.join('\n')}
</fieldset>
<label for="text">${t('text')}</label>
<textarea id="text" name="text" rows="4" maxlength="${LIMITS.text}">${inHtml(typed.text)}</textarea>
</fieldset>`;
}

function whoPart(language: Language, typed: Typed): string {
  const t = wordsIn(language);
  return `<fieldset>
<legend>${t('step3')}</legend>
<p class="hint">${t('anonymous')}</p>
<p class="hint">${t('realName')}</p>
<label for="name">${t('name')}</label>
<input id="name" name="name" maxlength="${LIMITS.name}" autocomplete="name"
  value="${inHtml(typed.name)}">
<label for="contact">${t('contact')}</label>
<input id="contact" name="contact" maxlength="${LIMITS.contact}" autocomplete="tel"
  value="${inHtml(typed.contact)}">
<label class="check"><input type="checkbox" name="employee" value="yes"${
    typed.employee ? ' checked' : ''
  }> <span>${t('employee')}</span></label>
</fieldset>`;
}
