import { cleanup } from '@testing-library/react'
import { afterEach } from 'vitest'

// Tests speak Chinese, as the first users do; a test of English says so itself.
localStorage.setItem('jiban.language', 'zh-CN')

afterEach(() => {
  cleanup()
  localStorage.clear()
})
