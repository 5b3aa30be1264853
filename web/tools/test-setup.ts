import { cleanup, configure } from '@testing-library/react'
import { afterEach, beforeEach, vi } from 'vitest'

// Tests speak Chinese, as the first users do; a test of English says so itself. Once before anything is imported, too: the
// language is read then.
const speakChinese = () => localStorage.setItem('jiban.language', 'zh-CN')
speakChinese()
beforeEach(speakChinese)
// What comes after a question may take seconds on a busy machine; a test that finds nothing still ends.
configure({ asyncUtilTimeout: 10_000 })
afterEach(() => {
  cleanup()
  localStorage.clear()
  sessionStorage.clear()
  vi.unstubAllGlobals()
})
