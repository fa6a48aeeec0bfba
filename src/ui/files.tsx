import { type ReactElement, type ReactNode, useState } from 'react';
import './kit.css';
import { Button, Dialog } from './dialog.tsx';
import { kitTexts } from './kit-texts.ts';
import { useTexts } from './texts.ts';

/** A file that the server keeps. */
export interface ShownFile {
  readonly id: string;
  readonly name: string;
  readonly image: boolean;
  /** A voice note (语音): heard where it stands. */
  readonly voice?: boolean;
  readonly url: string;
}

/** Photographs small, opened large by a click; papers by their name. */
export function FileThumbs(props: {
  readonly files: readonly ShownFile[];
  readonly label: string;
  /** Beside each: what may be done with it. */
  readonly extra?: (file: ShownFile) => ReactNode;
}): ReactElement | null {
  const { files, label, extra } = props;
  const say = useTexts(kitTexts);
  const [shown, show] = useState<string | null>(null);
  if (files.length === 0) return null;
  const images = files.filter(({ image }) => image);
  return (
    <>
      <fieldset className="file-thumbs" aria-label={label}>
        {files.map((file) => (
          <div key={file.id}>
            {file.image ? (
              <button
                type="button"
                className="file-thumb"
                aria-label={say('enlarge', { name: file.name })}
                onClick={() => show(file.id)}
              >
                <img src={file.url} alt="" loading="lazy" />
              </button>
            ) : file.voice ? (
              <Voice {...file} />
            ) : (
              <a className="file-paper" href={file.url} download={file.name}>
                {file.name}
              </a>
            )}
            {extra?.(file)}
          </div>
        ))}
      </fieldset>
      {shown === null ? null : (
        <Viewer images={images} first={shown} label={label} onClose={() => show(null)} />
      )}
    </>
  );
}

/** What somebody said; it has no caption but its name. */
export function Voice({ url, name }: Pick<ShownFile, 'url' | 'name'>): ReactElement {
  return (
    <audio className="file-voice" controls preload="none" src={url} aria-label={name}>
      <track kind="captions" />
    </audio>
  );
}

/** One photograph large; Escape closes, arrows lead on. */
function Viewer(props: {
  readonly images: readonly ShownFile[];
  readonly first: string;
  readonly label: string;
  readonly onClose: () => void;
}): ReactElement | null {
  const { images, first, label, onClose } = props;
  const say = useTexts(kitTexts);
  const [at, setAt] = useState(() =>
    Math.max(
      0,
      images.findIndex(({ id }) => id === first),
    ),
  );
  const image = images[at];
  if (!image) return null;
  const last = images.length - 1;
  const go = (by: number): void => setAt(Math.min(last, Math.max(0, at + by)));
  return (
    <Dialog wide title={label} onClose={onClose}>
      <figure
        className="file-viewer"
        onKeyDown={({ key }) => {
          if (key === 'ArrowRight') go(1);
          if (key === 'ArrowLeft') go(-1);
        }}
      >
        <img src={image.url} alt={image.name} />
        <figcaption>
          {say('fileOf', { name: image.name, at: at + 1, of: images.length })}
        </figcaption>
        <div className="dialog-buttons">
          {last > 0 ? (
            <>
              <Button disabled={at === 0} onClick={() => go(-1)}>
                {say('previous')}
              </Button>
              <Button disabled={at === last} onClick={() => go(1)}>
                {say('next')}
              </Button>
            </>
          ) : null}
          <Button kind="main" onClick={onClose}>
            {say('close')}
          </Button>
        </div>
      </figure>
    </Dialog>
  );
}
