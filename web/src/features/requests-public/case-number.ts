/** Damm's table (H. M. Damm, 2004), as the server's: each single wrong digit and each swap of two neighbours is found. */
const damm = [
  '0317598642',
  '7092154863',
  '4206871359',
  '1750983426',
  '6123045978',
  '3674209581',
  '5869720134',
  '8945362017',
  '9438617205',
  '2581436790',
]

const digitsOfNumber = 16

/** What was typed with every forgivable difference taken out: full-width characters, spaces, dashes of any kind. */
const plain = (typed: string) => typed.normalize('NFKC').replace(/[\s\-‐-―−_.·]/g, '')

/** What is wrong with a number that was typed; it stays `typed` until it has all its digits. */
export type NumberReading =
  | { state: 'empty' }
  | { state: 'letters' }
  | { state: 'length'; digits: number }
  | { state: 'mistyped' }
  | { state: 'good'; number: string }

/** Reads the number that people copy from paper or from a call: `20261121-0000123-1`. */
export const readNumber = (typed: string): NumberReading => {
  const digits = plain(typed)
  if (digits === '') return { state: 'empty' }
  if (!/^\d+$/.test(digits)) return { state: 'letters' }
  if (digits.length !== digitsOfNumber) return { state: 'length', digits: digits.length }
  const interim = [...digits].reduce((row, digit) => Number(damm[row]?.[Number(digit)]), 0)
  if (interim !== 0 || Number.isNaN(Date.parse(isoDay(digits)))) return { state: 'mistyped' }
  return { state: 'good', number: `${digits.slice(0, 8)}-${digits.slice(8, 15)}-${digits.slice(15)}` }
}

const isoDay = (digits: string) => `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6, 8)}`

const lengthOfCode = 8

export type CodeReading =
  | { state: 'empty' }
  /** 0, 1, I and O never stand in a code: they look alike. */
  | { state: 'alike' }
  | { state: 'length'; characters: number }
  | { state: 'good'; code: string }

/** Reads a query code: eight letters and digits, case and spaces forgiven. */
export const readCode = (typed: string): CodeReading => {
  const code = plain(typed).toUpperCase()
  if (code === '') return { state: 'empty' }
  if (/[01IO]/.test(code)) return { state: 'alike' }
  if (code.length !== lengthOfCode || !/^[A-Z2-9]+$/.test(code))
    return { state: 'length', characters: code.length }
  return { state: 'good', code }
}

/** A code as it is read out: two groups of four. */
export const spacedCode = (code: string): string => code.replace(/^(.{4})(?=.)/, '$1 ')
