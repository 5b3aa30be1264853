import { LanguageSwitch } from '@/shared/ui/language-switch'

export function DeskApp() {
  return (
    <main>
      <LanguageSwitch />
    </main>
  )
}
