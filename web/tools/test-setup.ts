import 'fake-indexeddb/auto'
import { onlineManager } from '@tanstack/react-query'
import { cleanup, configure } from '@testing-library/react'
import { afterAll, afterEach, beforeEach, vi } from 'vitest'
import { store } from '@/features/patrol/outbox/store'
import { keepPhotos } from '@/shared/photos/kept-photos'
import { dropDrafts } from '@/shared/ui/draft'

// Tests speak Chinese, as the first users do; a test of English says so itself. Once before anything is imported, too: the
// language is read then.
const speakChinese = () => localStorage.setItem('jiban.language', 'zh-CN')
speakChinese()
beforeEach(speakChinese)
// Nothing is drawn here. The sheets that antd writes would be matched rule by rule for every question whether something is hidden,
// a third of the time of all tests.
Object.defineProperty(HTMLStyleElement.prototype, 'sheet', { get: () => null })
// What comes after a question may take seconds on a busy machine; a test that finds nothing still ends.
configure({ asyncUtilTimeout: 10_000 })
// The files of a worker share their modules (see vite.config.ts), so whatever outlives a page is put back after each test.
afterEach(async () => {
  cleanup()
  localStorage.clear()
  sessionStorage.clear()
  dropDrafts()
  vi.unstubAllGlobals()
  onlineManager.setOnline(true)
  await Promise.all(store.tables.map((table) => table.clear()))
  // After whatever is still being written.
  await keepPhotos('none', [])
  indexedDB.deleteDatabase('jiban.drafts')
})
// A page that a file only began to load would be evaluated among the modules of the next file, with what that one replaces.
afterAll(() => vi.dynamicImportSettled())
