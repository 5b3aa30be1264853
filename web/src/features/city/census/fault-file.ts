/** A table as a file for whoever walked: CSV with the mark by which spreadsheets know UTF-8. */
export const faultFile = (heads: readonly string[], rows: readonly (readonly string[])[]) =>
  `\uFEFF${[heads, ...rows]
    .map((row) =>
      row.map((cell) => `"${(/^[=+\-@]/.test(cell) ? `'${cell}` : cell).replaceAll('"', '""')}"`).join(','),
    )
    .join('\r\n')}\r\n`

export const saveFile = (text: string, fileName: string) => {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv' }))
  const anchor = document.createElement('a')
  anchor.href = url
  anchor.download = fileName
  anchor.click()
  URL.revokeObjectURL(url)
}
