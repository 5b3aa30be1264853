/**
 * The identifier of a component in what was typed or scanned: 16 or 17 digits, with blanks or without, alone or as the end of the address that
 * the code on its label opens. Undefined when there is none.
 */
export const readComponentCode = (typed: string): string | undefined => {
  const last = typed.trim().replace(/\/+$/, '').split('/').at(-1) ?? ''
  const digits = last.replace(/\s/g, '').normalize('NFKC')
  return /^[1-9]\d{15,16}$/.test(digits) ? digits : undefined
}
