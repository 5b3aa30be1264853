import { speak, useLanguage } from '@/shared/i18n/i18n'

/** Offers the other language in that language's own word. */
export function LanguageSwitch({ className }: { className?: string }) {
  const spoken = useLanguage()
  const other =
    spoken === 'en' ? ({ code: 'zh-CN', name: '中文' } as const) : ({ code: 'en', name: 'English' } as const)
  return (
    <button type="button" className={className} lang={other.code} onClick={() => speak(other.code)}>
      {other.name}
    </button>
  )
}
