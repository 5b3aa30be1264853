import i18next from 'i18next'
import { initReactI18next, useTranslation } from 'react-i18next'

export type Language = 'zh-CN' | 'en'

const key = 'jiban.language'
const stored = localStorage.getItem(key)

const initial: Language =
  stored === 'zh-CN' || stored === 'en' ? stored : navigator.language.startsWith('en') ? 'en' : 'zh-CN'

const i18n = i18next.createInstance()
i18n.use(initReactI18next)
void i18n.init({
  lng: initial,
  fallbackLng: false,
  initAsync: false,
  resources: { 'zh-CN': {}, en: {} },
  interpolation: { escapeValue: false },
  returnNull: false,
})
document.documentElement.lang = initial

/** The language that is spoken now. */
export const language = (): Language => (i18n.language === 'en' ? 'en' : 'zh-CN')

/** Speaks another language from now on, here and at the next visit. */
export const speak = (to: Language) => {
  localStorage.setItem(key, to)
  document.documentElement.lang = to
  void i18n.changeLanguage(to)
}

/** The language as state: a component that reads it is drawn again when it changes. */
export const useLanguage = (): Language => {
  useTranslation(undefined, { i18n })
  return language()
}

type Values = Record<string, string | number>
export type Say<K extends string> = (key: K, values?: Values) => string

/**
 * The words of one feature in both languages. The compiler refuses a word that is missing in English; `key_one` is the
 * English singular of a word with a `count`.
 */
export const defineWords = <K extends string>(
  feature: string,
  zh: Record<K, string>,
  en: Record<NoInfer<K>, string> & Partial<Record<`${NoInfer<K>}_one`, string>>,
) => {
  i18n.addResourceBundle('zh-CN', feature, zh, true, true)
  i18n.addResourceBundle('en', feature, en, true, true)
  // A count that is written out already, `count(1)`, is one, too: i18next looks at numbers only.
  const say: Say<K> = (word, values) =>
    i18n.t(values?.count === '1' ? [`${word}_one`, word] : word, { ns: feature, ...values })
  const useWords = (): Say<K> => {
    useTranslation(feature, { i18n })
    return say
  }
  return { say, useWords }
}
