const svgNamespace = "http://www.w3.org/2000/svg";
const marginPx = 16;
const captionPx = 44;

/** What a stylesheet says of an SVG element; a picture that stands alone has no stylesheet. */
const carried = ["fill", "fill-opacity", "stroke", "stroke-opacity", "stroke-width", "font-family", "font-size"];

type Caption = { readonly title: string; readonly note: string };

/**
 * The charts inside an element as one SVG that stands alone: colours and fonts resolved as the browser shows them, on
 * the page's paper, under a caption.
 */
export function pictureOfFigure(figure: Element, { title, note }: Caption): SVGSVGElement {
  const frame = figure.getBoundingClientRect();
  const size = { width: frame.width + 2 * marginPx, height: frame.height + captionPx + 2 * marginPx };
  const style = getComputedStyle(document.documentElement);
  const ink = (name: string) => style.getPropertyValue(name).trim();
  const picture = element("svg", {
    xmlns: svgNamespace,
    width: size.width,
    height: size.height,
    viewBox: `0 0 ${size.width} ${size.height}`,
  });
  const font = getComputedStyle(document.body).fontFamily;
  picture.append(
    element("rect", { ...size, fill: ink("--paper") }),
    textAt(title, marginPx + 14, { fill: ink("--ink"), "font-size": 14, "font-weight": 500, "font-family": font }),
    textAt(note, marginPx + 32, { fill: ink("--ink-3"), "font-size": 11, "font-family": font }),
    ...[...figure.querySelectorAll("svg.recharts-surface")].map((chart) => placed(chart, frame)),
    ...[...figure.querySelectorAll("h3")].map((heading) => headingAt(heading, frame, font)),
  );
  return picture as SVGSVGElement;
}

function placed(chart: Element, frame: DOMRect): Element {
  const box = chart.getBoundingClientRect();
  const group = element("g", { transform: `translate(${box.x - frame.x + marginPx} ${at(box.y, frame)})` });
  const copy = chart.cloneNode(true) as Element;
  carryStyles(chart, copy);
  group.append(copy);
  return group;
}

function headingAt(heading: Element, frame: DOMRect, font: string): Element {
  const { color, fontSize } = getComputedStyle(heading);
  const y = at(heading.getBoundingClientRect().y, frame) + 12;
  return textAt(heading.textContent ?? "", y, { fill: color, "font-size": fontSize, "font-family": font });
}

function at(y: number, frame: DOMRect): number {
  return y - frame.y + marginPx + captionPx;
}

function carryStyles(from: Element, to: Element): void {
  const style = getComputedStyle(from);
  for (const name of carried) {
    const value = style.getPropertyValue(name);
    if (value !== "") to.setAttribute(name, value);
  }
  to.removeAttribute("class");
  to.removeAttribute("style");
  const children = [...to.children];
  [...from.children].forEach((child, index) => {
    const twin = children[index];
    if (twin) carryStyles(child, twin);
  });
}

function textAt(words: string, y: number, attributes: Readonly<Record<string, string | number>>): Element {
  const text = element("text", { x: marginPx, y, ...attributes });
  text.textContent = words;
  return text;
}

function element(name: string, attributes: Readonly<Record<string, string | number>>): Element {
  const made = document.createElementNS(svgNamespace, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  return made;
}
