import type { Say } from '@/shared/i18n/i18n'

/** The words of a code, or the code itself where there are none: the server may know more of them than this page. */
export const codesOf =
  <K extends string>(say: Say<K>) =>
  (prefix: string, code: string): string => {
    const word = `${prefix}.${code}`
    const told = say(word as K)
    return told === word || told.endsWith(word) ? code : told
  }
