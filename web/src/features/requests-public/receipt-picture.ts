import { token } from '@/shared/theme'

const width = 720
const margin = 48

interface Line {
  text: string
  size: number
  bold?: boolean
  /** Space above, in pixels of the picture. */
  above: number
}

const font = ({ size, bold }: Line) => `${bold ? '600 ' : ''}${size}px ${token('--font') ?? 'sans-serif'}`

/** Breaks a text where it stops fitting; Chinese breaks anywhere, Latin at spaces. */
const wrap = (pen: CanvasRenderingContext2D, text: string): string[] => {
  const parts = text.match(/[\p{Script=Latin}\d:：/.#=&?-]+\s?|\s|./gu) ?? []
  const lines: string[] = ['']
  for (const part of parts) {
    const last = lines.at(-1) ?? ''
    if (last !== '' && pen.measureText(last + part).width > width - 2 * margin) lines.push(part.trimStart())
    else lines[lines.length - 1] = last + part
  }
  return lines
}

const lineHeight = 1.5

/** Draws what must not be lost as a picture: people keep pictures, not addresses. */
export const drawReceipt = async (lines: readonly Line[]): Promise<Blob> => {
  const canvas = document.createElement('canvas')
  const pen = canvas.getContext('2d')
  if (!pen) throw new Error('no canvas')
  const placed: { text: string; line: Line; y: number }[] = []
  let y = margin
  for (const line of lines) {
    pen.font = font(line)
    y += line.above
    for (const text of wrap(pen, line.text)) {
      y += line.size * lineHeight
      placed.push({ text, line, y })
    }
  }
  canvas.width = width
  canvas.height = y + margin
  pen.fillStyle = token('--paper') ?? 'white'
  pen.fillRect(0, 0, canvas.width, canvas.height)
  pen.fillStyle = token('--ink') ?? 'black'
  for (const { text, line, y: at } of placed) {
    pen.font = font(line)
    pen.fillText(text, margin, at)
  }
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture'))), 'image/png'),
  )
}
