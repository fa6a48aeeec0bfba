import { type ReactElement, type RefObject, useEffect, useRef, useState } from 'react';
import { useTexts } from '../texts.ts';
import { type Decode, decoder } from './decoder.ts';
import { phoneTexts } from './texts.ts';

/** Looked at so often; a picture so wide shows a code of a hand's breadth. */
const EVERY_MS = 200;
const WIDEST = 640;

/** The camera behind the phone; `onCode` gets what stands in a QR code that comes into view. */
export function ScanCamera(props: { readonly onCode: (text: string) => void }): ReactElement {
  const say = useTexts(phoneTexts);
  const video = useRef<HTMLVideoElement>(null);
  const state = useCamera(video, props.onCode);
  return (
    <div className="phone-scan">
      <video ref={video} muted playsInline aria-label={say('camera')} hidden={state !== 'on'} />
      <p role="status" className={state === 'failed' ? 'phone-refusal' : 'muted'}>
        {say(state === 'on' ? 'aim' : state === 'failed' ? 'noCamera' : 'opening')}
      </p>
    </div>
  );
}

function useCamera(video: RefObject<HTMLVideoElement | null>, onCode: (text: string) => void) {
  const [state, setState] = useState<'opening' | 'on' | 'failed'>('opening');
  const told = useRef(onCode);
  told.current = onCode;
  useEffect(() => {
    let gone = false;
    let stream: MediaStream | null = null;
    let timer: ReturnType<typeof setTimeout>;
    const open = async (): Promise<void> => {
      const wanted = { video: { facingMode: 'environment' }, audio: false };
      stream = await navigator.mediaDevices.getUserMedia(wanted);
      const at = video.current;
      if (gone || !at) return close();
      at.srcObject = stream;
      await at.play();
      setState('on');
      const decode = await decoder();
      const canvas = document.createElement('canvas');
      const look = async (): Promise<void> => {
        const text = await lookOnce(at, canvas, decode).catch(() => null);
        if (gone) return;
        if (text !== null) told.current(text);
        timer = setTimeout(() => void look(), EVERY_MS);
      };
      await look();
    };
    const close = (): void => {
      for (const track of stream?.getTracks() ?? []) track.stop();
    };
    void open().catch(() => (gone ? undefined : setState('failed')));
    return () => {
      gone = true;
      clearTimeout(timer);
      close();
    };
  }, [video]);
  return state;
}

async function lookOnce(
  video: HTMLVideoElement,
  canvas: HTMLCanvasElement,
  decode: Decode,
): Promise<string | null> {
  const { videoWidth, videoHeight } = video;
  if (videoWidth === 0) return null;
  const scale = Math.min(1, WIDEST / videoWidth);
  canvas.width = Math.round(videoWidth * scale);
  canvas.height = Math.round(videoHeight * scale);
  canvas
    .getContext('2d', { willReadFrequently: true })
    ?.drawImage(video, 0, 0, canvas.width, canvas.height);
  return decode(canvas);
}
