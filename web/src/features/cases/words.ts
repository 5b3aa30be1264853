import { defineWords } from '@/shared/i18n/i18n'
import { asksEn } from './words.asks.en'
import { asksZh } from './words.asks.zh'
import { en } from './words.en'
import { erasureEn } from './words.erasure.en'
import { erasureZh } from './words.erasure.zh'
import { linksEn } from './words.links.en'
import { linksZh } from './words.links.zh'
import { operationsEn } from './words.operations.en'
import { operationsZh } from './words.operations.zh'
import { registerEn } from './words.register.en'
import { registerZh } from './words.register.zh'
import { scriptEn } from './words.script.en'
import { scriptZh } from './words.script.zh'
import { settingsEn } from './words.settings.en'
import { settingsZh } from './words.settings.zh'
import { zh } from './words.zh'

const allZh = {
  ...zh,
  ...operationsZh,
  ...asksZh,
  ...linksZh,
  ...erasureZh,
  ...registerZh,
  ...settingsZh,
  ...scriptZh,
}
const allEn = {
  ...en,
  ...operationsEn,
  ...asksEn,
  ...linksEn,
  ...erasureEn,
  ...registerEn,
  ...settingsEn,
  ...scriptEn,
}

export type CaseWord = keyof typeof allZh

export const { useWords, say } = defineWords<CaseWord>('cases', allZh, allEn)
