import { defineWords } from '@/shared/i18n/i18n'
import { en } from './words.en'
import { zh } from './words.zh'

export const { useWords, say } = defineWords<keyof typeof zh>('coordination', zh, en)
