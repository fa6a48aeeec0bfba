import { useCallback, useEffect, useState } from 'react';
import type { Place } from '../model.ts';

export interface Position {
  readonly place: Place | null;
  readonly state: 'off' | 'found' | 'failed';
  /** Asks for it; the browser asks the person the first time. */
  readonly find: () => void;
}

const PATIENCE_MS = 8000;
/** A position of the last minute does. */
const AGE_MS = 60_000;

/** Where the device is, once its owner has allowed it; checks go without as well. */
export function usePosition(): Position {
  const [place, setPlace] = useState<Place | null>(null);
  const [failed, setFailed] = useState(false);
  const find = useCallback((): void => {
    navigator.geolocation?.getCurrentPosition(
      ({ coords }) => {
        setFailed(false);
        setPlace({ longitude: coords.longitude, latitude: coords.latitude });
      },
      () => setFailed(true),
      { enableHighAccuracy: true, timeout: PATIENCE_MS, maximumAge: AGE_MS },
    );
  }, []);
  useEffect(() => {
    // Allowed before: nobody is asked again.
    void navigator.permissions
      ?.query({ name: 'geolocation' })
      .then(({ state }) => (state === 'granted' ? find() : undefined))
      .catch(() => undefined);
  }, [find]);
  return { place, state: place ? 'found' : failed ? 'failed' : 'off', find };
}
