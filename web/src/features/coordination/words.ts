import { defineWords } from '@/shared/i18n/i18n'
import { en } from './words.en'
import { zh } from './words.zh'

export type WhistleWord = keyof typeof zh

export const { useWords, say } = defineWords<WhistleWord>('coordination', zh, en)
