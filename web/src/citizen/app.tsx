import { LanguageSwitch } from '@/shared/ui/language-switch'
import { useWords } from './words'

export function CitizenApp() {
  const say = useWords()
  return (
    <main>
      <h1>{say('title')}</h1>
      <LanguageSwitch />
    </main>
  )
}
