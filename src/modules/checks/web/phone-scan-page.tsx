import { type ReactElement, useId, useState } from 'react';
import { useNavigate } from 'react-router';
import { Button } from '../../../ui/dialog.tsx';
import { ScanCamera } from '../../../ui/phone/scan-camera.tsx';
import { useTexts } from '../../../ui/texts.ts';
import { codeIn } from './phone-code.ts';
import { phoneTasksTexts } from './phone-texts.ts';

/** `/m/scan` (扫一扫): the camera reads the code of a place; without one it is typed. */
function PhoneScanPage(): ReactElement {
  const say = useTexts(phoneTasksTexts);
  const navigate = useNavigate();
  const id = useId();
  const [text, write] = useState('');
  const [strange, setStrange] = useState(false);
  const open = (given: string, typed: boolean): void => {
    const code = codeIn(given, window.location.origin, typed);
    setStrange(code === null);
    if (code !== null) void navigate(`/s/${encodeURIComponent(code)}`);
  };
  return (
    <>
      <section className="phone-card">
        <ScanCamera onCode={(read) => open(read, false)} />
        <p role="alert" className="field-fault">
          {strange ? say('strangeCode') : ''}
        </p>
      </section>
      <form
        className="phone-card"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          open(text, true);
        }}
      >
        <div className="phone-field">
          <label htmlFor={id}>{say('typeCode')}</label>
          <input
            id={id}
            autoCapitalize="off"
            autoComplete="off"
            spellCheck={false}
            maxLength={300}
            value={text}
            onChange={({ target }) => {
              write(target.value);
              setStrange(false);
            }}
          />
        </div>
        <Button wide type="submit">
          {say('openPlace')}
        </Button>
      </form>
    </>
  );
}

export { PhoneScanPage as page };
