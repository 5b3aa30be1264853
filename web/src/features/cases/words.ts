import { defineWords, type Say } from '@/shared/i18n/i18n'
import { en } from './words.en'
import { linksEn } from './words.links.en'
import { linksZh } from './words.links.zh'
import { zh } from './words.zh'

const allZh = { ...zh, ...linksZh }

export type CaseWord = keyof typeof allZh
export type SayCase = Say<CaseWord>

export const { useWords, say } = defineWords<CaseWord>('cases', allZh, { ...en, ...linksEn })
