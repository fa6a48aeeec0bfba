import type { ReactElement } from 'react';
import { preferences, usePreferences } from '../preferences.ts';
import { useTexts } from '../texts.ts';
import { shellTexts } from './texts.ts';

/** Language and type size: also on pages without the shell. */
export function Switches(): ReactElement {
  const say = useTexts(shellTexts);
  const { language, elder } = usePreferences();
  return (
    <span>
      <button
        type="button"
        className="plain-button"
        lang={language === 'zh' ? 'en' : 'zh-CN'}
        onClick={() => preferences.set({ language: language === 'zh' ? 'en' : 'zh' })}
      >
        {say('language')}
      </button>
      <button
        type="button"
        className="plain-button"
        aria-pressed={elder}
        onClick={() => preferences.set({ elder: !elder })}
      >
        {say(elder ? 'standard' : 'elder')}
      </button>
    </span>
  );
}
