import { score } from '@/shared/numbers'
import { type Month, measures, rates } from './month'
import type { useWords } from './words'

const cell = (value: string | number) => {
  const text = String(value)
  // A cell that begins like a formula is text, whatever a spreadsheet thinks.
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** The table as comma-separated values with the columns of the page; rates to four decimals. */
export const toCsv = (month: Month, say: ReturnType<typeof useWords>): string => {
  const head = [
    say('rank'),
    say('unit'),
    ...measures.map((one) => say(one)),
    ...rates.map((one) => say(one)),
    say('composite'),
  ]
  const lines = [...month.rows, month.summary].map((row) => [
    row.rank ?? '',
    row.unit?.name ?? say('summary'),
    ...measures.map((one) => row[one]),
    ...rates.map((one) => row[one].toFixed(4)),
    score(row.composite),
  ])
  return [head, ...lines].map((line) => line.map(cell).join(',')).join('\r\n')
}

/** Saves the table. The mark at the beginning tells spreadsheets that it is UTF-8. */
export const saveCsv = (month: Month, say: ReturnType<typeof useWords>) => {
  const url = URL.createObjectURL(
    new Blob([`\ufeff${toCsv(month, say)}`], { type: 'text/csv;charset=utf-8' }),
  )
  const link = document.createElement('a')
  link.href = url
  link.download = `${month.period}-${month.kind}-${month.channels}.csv`
  link.click()
  URL.revokeObjectURL(url)
}
