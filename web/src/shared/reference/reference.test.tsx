import { act, screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { speak } from '@/shared/i18n/i18n'
import { renderAt, stubNetwork } from '@/shared/testing/stage'
import { useChannels } from './reference'

function Channels() {
  return <p>{useChannels().data?.map(({ name }) => name)}</p>
}

test('channels_are_named_in_the_language_that_is_spoken', async () => {
  stubNetwork({ 'GET /api/channels': [{ code: 'web', name: '网站', nameEn: 'Web page', hasPerson: true }] })
  renderAt('/', <Channels />)
  await screen.findByText('网站')
  act(() => speak('en'))
  expect(await screen.findByText('Web page')).toBeDefined()
  act(() => speak('zh-CN'))
})
