import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';

/** Of both halves: grown further it only fills with what lives as long as a batch does. */
const YOUNG_BYTES = 16 << 20;

/**
 * V8 lets its heap grow with the machine's memory before it collects; a long import would carry
 * hundreds of megabytes of garbage. To be called again and again: the young space cannot be given
 * a size while the process runs, only be kept from growing.
 */
export function keepHeapSmall(): void {
  const young = getHeapSpaceStatistics().find((space) => space.space_name === 'new_space');
  const grown = (young?.space_size ?? 0) >= YOUNG_BYTES;
  setFlagsFromString('--heap-growing-percent=100');
  setFlagsFromString(`--semi-space-growth-factor=${grown ? 1 : 2}`);
}
