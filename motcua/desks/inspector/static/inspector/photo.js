// A photograph is made small enough for a weak line before it is kept, the longer side at most 1280 points unless the pack
// asks for more (0: as it was taken), JPEG. When
// and of what it was taken stands in a strip under it, so that it goes wherever the picture goes and hides nothing.
const LONGEST = 1280;
const QUALITY = 0.72;
const FINE = 0.9; // of a photograph that was not made smaller: its strip must cost it little
const LINES = 3;

function written(canvas, quality = QUALITY) {
  return new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", quality));
}

/** Return `file` as a JPEG of at most `longest` points; the file itself where that is 0 or the browser cannot draw it. */
export async function small(file, longest = LONGEST) {
  if (!longest) return file;
  let picture;
  try {
    picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  } catch {
    return file;
  }
  const scale = Math.min(1, longest / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  return (await written(canvas)) ?? file;
}

function lines(pen, words, width) {
  const rows = [""];
  for (const word of words.split(/\s+/)) {
    const longer = `${rows.at(-1)} ${word}`.trim();
    if (!rows.at(-1) || pen.measureText(longer).width <= width) rows[rows.length - 1] = longer;
    else rows.push(word);
  }
  return rows.length > LINES ? [...rows.slice(0, LINES - 1), `${rows[LINES - 1]} …`] : rows;
}

/** Return the picture with `words` in a strip under it; the picture as it is where the browser cannot draw it. */
export async function captioned(blob, words, longest = LONGEST) {
  let picture;
  try {
    picture = await createImageBitmap(blob, { imageOrientation: "from-image" });
  } catch {
    return blob;
  }
  const canvas = document.createElement("canvas");
  const size = Math.max(16, Math.round(picture.width / 36));
  const font = `600 ${size}px sans-serif`;
  const pen = canvas.getContext("2d");
  pen.font = font;
  const rows = lines(pen, words, picture.width - size);
  canvas.width = picture.width;
  canvas.height = picture.height + Math.round(size * (rows.length * 1.4 + 0.8));
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(picture, 0, 0);
  pen.fillStyle = "#111";
  pen.font = font;
  rows.forEach((row, number) => pen.fillText(row, size / 2, picture.height + size * (1.4 * number + 1.4)));
  picture.close();
  return (await written(canvas, longest ? 0.8 : FINE)) ?? blob;
}
