import { defineWords, type Say } from '@/shared/i18n/i18n'
import { en } from './words.en'
import { zh } from './words.zh'

export const { useWords, say } = defineWords<keyof typeof zh>('cases', zh, en)

export type CaseWord = keyof typeof zh
export type SayCase = Say<CaseWord>
