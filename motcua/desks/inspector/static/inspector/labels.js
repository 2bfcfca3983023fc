// Labels are read by the browser where it can, else by a library that others wrote (docs/decisions/0014): 100 kB that a
// phone fetches only when it needs them, after work was taken along, and keeps for the days without a line.
const KINDS = ["qr_code", "code_128", "ean_13"];
const STORE = "motcua-reader";
const FRAME = 960; // points of the longer side of a frame: enough for a label held near, quick on an old phone
const PICTURES = [1600, 800, 2400]; // a photograph is looked at in several sizes: a code may be small or unsharp
const BREATH = 120; // ms between two frames, in which the page can be used
const LONG = 8000; // ms without a label after which a word of advice is given

async function native() {
  const known = (await window.BarcodeDetector?.getSupportedFormats().catch(() => [])) ?? [];
  // Where the system has no service for it, the name is there and knows no format.
  if (!known.includes("qr_code")) return null;
  const detector = new window.BarcodeDetector({ formats: KINDS.filter((kind) => known.includes(kind)) });
  return async (canvas) => (await detector.detect(canvas))[0]?.rawValue ?? "";
}

function fetched(address) {
  // A script and not a module: an import that failed once without a line would fail until the page is opened anew.
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    Object.assign(script, { src: address, onload: resolve, onerror: () => reject(new Error(address)) });
    document.head.append(script);
  });
}

async function library(address) {
  if (!globalThis.ZXing) await fetched(address);
  const { BarcodeFormat, BinaryBitmap, DecodeHintType, Exception, HTMLCanvasElementLuminanceSource, HybridBinarizer, MultiFormatReader } = globalThis.ZXing;
  const reader = new MultiFormatReader();
  reader.setHints(new Map([[DecodeHintType.POSSIBLE_FORMATS, KINDS.map((kind) => BarcodeFormat[kind.toUpperCase()])], [DecodeHintType.TRY_HARDER, true]]));
  return async (canvas) => {
    try {
      return reader.decodeWithState(new BinaryBitmap(new HybridBinarizer(new HTMLCanvasElementLuminanceSource(canvas)))).getText();
    } catch (error) {
      if (error instanceof Exception) return ""; // no code, or one that is hidden in part
      throw error;
    } finally {
      reader.reset();
    }
  };
}

function drawn(source, width, height, longest) {
  const scale = Math.min(1, longest / Math.max(width, height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(source, 0, 0, canvas.width, canvas.height);
  return canvas;
}

/** Return what reads labels here, `{scan, picture}`; rejected where the library is needed and neither kept nor fetched. */
export async function reading(address) {
  const read = (await native()) ?? (await library(address));
  return {
    /** Watch the camera in `video` until a label is read or `signal` says stop; return its text, "" when stopped.
     *  `slow` is called once when nothing was found for a while; rejected where there is no camera or it is refused. */
    async scan(video, signal, slow = () => {}) {
      const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
      const hint = setTimeout(slow, LONG);
      try {
        video.srcObject = stream;
        await video.play();
        while (!signal.aborted) {
          const text = video.videoWidth ? await read(drawn(video, video.videoWidth, video.videoHeight, FRAME)) : "";
          if (text) return text;
          await new Promise((resolve) => setTimeout(resolve, BREATH));
        }
        return "";
      } finally {
        clearTimeout(hint);
        stream.getTracks().forEach((track) => track.stop());
      }
    },
    /** Return the text of a label on the photograph `file`; "" where there is none, or no picture in it. */
    async picture(file) {
      const seen = await createImageBitmap(file, { imageOrientation: "from-image" }).catch(() => null);
      if (!seen) return "";
      try {
        const longest = Math.max(seen.width, seen.height);
        for (const size of new Set(PICTURES.map((one) => Math.min(one, longest)))) {
          const text = await read(drawn(seen, seen.width, seen.height, size));
          if (text) return text;
        }
        return "";
      } finally {
        seen.close();
      }
    },
  };
}

/** Keep the library on the phone where the browser needs it; return whether it was fetched now. */
export async function keepReader(address) {
  if (!address || (await native())) return false;
  const store = await caches.open(STORE);
  if (await store.match(address)) return false;
  const answer = await fetch(address, { priority: "low" });
  if (!answer.ok || answer.redirected) throw new Error(address);
  await store.put(address, answer);
  for (const kept of await store.keys()) {
    const path = new URL(kept.url).pathname;
    if (path.includes("zxing") && path !== address) await store.delete(kept);
  }
  return true;
}
