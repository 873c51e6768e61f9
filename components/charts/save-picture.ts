/** Pixels of a PNG for each CSS pixel: sharp on paper and on dense screens. */
const pngScale = 2;

/** Downloads a picture as SVG, or drawn as PNG. */
export async function savePicture(picture: SVGSVGElement, name: string, format: "svg" | "png"): Promise<void> {
  const svg = new Blob([new XMLSerializer().serializeToString(picture)], { type: "image/svg+xml" });
  download(format === "svg" ? svg : await drawPng(svg, picture), `${name}.${format}`);
}

async function drawPng(svg: Blob, picture: SVGSVGElement): Promise<Blob> {
  const image = new Image();
  const url = URL.createObjectURL(svg);
  try {
    image.src = url;
    await image.decode();
  } finally {
    URL.revokeObjectURL(url);
  }
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(Number(picture.getAttribute("width")) * pngScale);
  canvas.height = Math.round(Number(picture.getAttribute("height")) * pngScale);
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("the browser made no PNG"))), "image/png");
  });
}

function download(blob: Blob, fileName: string): void {
  const link = document.createElement("a");
  const url = URL.createObjectURL(blob);
  link.href = url;
  link.download = fileName;
  link.click();
  // The browser reads the blob after the click, not during it.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
