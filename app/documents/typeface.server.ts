/** Inter as a file draws with it: embedded, and honest about the signs it lacks. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)
const files = {
  plain: require.resolve('@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf'),
  bold: require.resolve('@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf'),
} as const
export type Weight = keyof typeof files

const read = new Map<Weight, Buffer>()

function bytesOf(weight: Weight): Buffer {
  const bytes = read.get(weight) ?? readFileSync(files[weight])
  read.set(weight, bytes)
  return bytes
}

/** What stands for a sign that Inter does not have: an emoji, or a script it was not drawn for. */
export const lackingSign = '\u25a1'

/** What every typeface has: most of what is printed, and not worth asking sign by sign. */
const plainSigns = /^[\x20-\x7e]*$/

/** Of a document's font: pdfkit keeps what it opened, but its types do not say so. */
type Opened = { _font: { font: { hasGlyphForCodePoint: (codePoint: number) => boolean } } }

export function registerInter(doc: PDFKit.PDFDocument): void {
  for (const weight of ['bold', 'plain'] as const) doc.registerFont(weight, bytesOf(weight))
}

/** A text on one line of signs that can be drawn: accents put together, controls as spaces, the rest as lacking. */
export function printable(doc: PDFKit.PDFDocument, text: string): string {
  if (plainSigns.test(text)) return text
  const { font } = (doc.font('plain') as unknown as Opened)._font
  const whole = text.normalize('NFC').replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
  return [...whole.replaceAll(/\p{M}|\u200d/gu, '')]
    .map((sign) => (font.hasGlyphForCodePoint(sign.codePointAt(0) ?? 0) ? sign : lackingSign))
    .join('')
}
