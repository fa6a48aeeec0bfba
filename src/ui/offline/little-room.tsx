import { type ReactElement, useEffect, useState } from 'react';
import { useTexts } from '../texts.ts';
import { nearlyFull } from './space.ts';
import { offlineTexts } from './texts.ts';

/** Says before anything is written or taken that the device is nearly full. */
export function LittleRoom(): ReactElement | null {
  const say = useTexts(offlineTexts);
  const [full, setFull] = useState(false);
  useEffect(() => {
    let gone = false;
    void nearlyFull().then((is) => (gone ? undefined : setFull(is)));
    return () => {
      gone = true;
    };
  }, []);
  return full ? (
    <p role="alert" className="phone-refusal">
      {say('nearlyFull')}
    </p>
  ) : null;
}
