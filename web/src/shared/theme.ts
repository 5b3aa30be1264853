import { useSyncExternalStore } from 'react'

/** What a person asked for; `system` follows the machine. */
export type ThemeChoice = 'system' | 'light' | 'dark'

const key = 'jiban.theme'
const choices: readonly string[] = ['system', 'light', 'dark']
const dark = matchMedia('(prefers-color-scheme: dark)')
const listeners = new Set<() => void>()

const stored = (): ThemeChoice => {
  const value = localStorage.getItem(key)
  return value && choices.includes(value) ? (value as ThemeChoice) : 'system'
}

const apply = () => {
  const choice = stored()
  document.documentElement.dataset.theme = choice === 'system' ? (dark.matches ? 'dark' : 'light') : choice
  for (const tell of listeners) tell()
}

dark.addEventListener('change', apply)
apply()

/** Remembers the choice and shows it at once. */
export const chooseTheme = (choice: ThemeChoice) => {
  localStorage.setItem(key, choice)
  apply()
}

const subscribe = (tell: () => void) => {
  listeners.add(tell)
  return () => listeners.delete(tell)
}

/** What is chosen, and what it comes to now. */
export const useTheme = () => ({
  choice: useSyncExternalStore(subscribe, stored),
  shown: useSyncExternalStore(subscribe, () =>
    document.documentElement.dataset.theme === 'dark' ? ('dark' as const) : ('light' as const),
  ),
})

/** The value of a colour or size of tokens.css as it stands now, for what can't read CSS variables (antd's seeds, the map). */
export const token = (name: `--${string}`): string | undefined =>
  getComputedStyle(document.documentElement).getPropertyValue(name).trim() || undefined
