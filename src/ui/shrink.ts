/** Longest side of a photograph that is sent. */
const LONGEST = 1600;
const QUALITY = 0.85;

/**
 * A photograph small enough to be sent from a phone, drawn anew: what its camera wrote beside the
 * picture (place, device) stays behind. What the browser cannot draw goes as it is.
 */
export async function shrunk(file: File): Promise<File> {
  if (!file.type.startsWith('image/')) return file;
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(
    () => null,
  );
  if (picture === null) return file;
  const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  const pen = canvas.getContext('2d');
  if (!pen) return file;
  // What is transparent would turn black.
  pen.fillStyle = 'white';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', QUALITY));
  if (!blob) return file;
  const name = file.name.replace(/\.[^.]*$/, '.jpg');
  return new File([blob], name, { type: 'image/jpeg', lastModified: file.lastModified });
}
