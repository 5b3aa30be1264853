import { language } from './i18n'

const english = () => language() === 'en'

/** Things of a kind, one after the other. */
export const listed = (things: readonly (string | number)[]): string => things.join(english() ? ', ' : '、')

/** Sentences of a kind, one after the other. */
export const inTurn = (sentences: readonly string[]): string => sentences.join(english() ? '; ' : '；')

/** Whole sentences, one after the other: a full stop of Chinese has its room in itself. */
export const sentences = (...whole: readonly string[]): string => whole.join(english() ? ' ' : '')

/** What it is about, then what is said of it; alone, where one of them is missing. */
export const about = (...parts: readonly (string | null | undefined)[]): string =>
  parts.filter(Boolean).join(english() ? ': ' : '：')

/** What ends one thing of a list, as people type it in either language. */
export const listMarks = ['、', '，', ',', ';', '；']

/** A name as it stands between commas or tabs: without any of its own. */
export const betweenCommas = (name: string): string => name.replace(/[,，\t]/g, ' ')

/** What is added to something, in brackets. */
export const aside = (words: string): string => (english() ? ` (${words})` : `（${words}）`)
