import { type VideoPlatform, videoPlatformBy } from '../../modules/video/index.ts';
import { UsageError } from '../cli/usage.ts';

/** The video platform that `ZHIBEN_VIDEO_URL` names; null: none. A wrong address stops the start. */
export function videoPlatformOf(
  environment: Readonly<Record<string, string | undefined>> = process.env,
): VideoPlatform | null {
  const { ZHIBEN_VIDEO_URL: address } = environment;
  if (!address) return null;
  const platform = videoPlatformBy(address);
  if (platform.ok) return platform.value;
  throw new UsageError(
    `视频平台地址有误 / the address of the video platform is wrong (ZHIBEN_VIDEO_URL): ${platform.error}`,
  );
}
