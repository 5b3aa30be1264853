import { useSyncExternalStore } from 'react'

const key = 'jiban.elder'
const listeners = new Set<() => void>()

const isOn = () => document.documentElement.dataset.elder !== undefined

const show = (on: boolean) => {
  if (on) document.documentElement.dataset.elder = ''
  else delete document.documentElement.dataset.elder
}

show(localStorage.getItem(key) === 'on')

const choose = (on: boolean) => {
  localStorage.setItem(key, on ? 'on' : 'off')
  show(on)
  for (const tell of listeners) tell()
}

const subscribe = (tell: () => void) => {
  listeners.add(tell)
  return () => listeners.delete(tell)
}

/** Large print and large targets (工信部 2021, 适老化通用设计规范), remembered on the device. */
export const useElder = () => [useSyncExternalStore(subscribe, isOn), choose] as const
