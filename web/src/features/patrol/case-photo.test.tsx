import { fireEvent, render, screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { CasePhoto } from './case-photo'

test.each([
  ['has a network again', () => fireEvent(window, new Event('online'))],
  ['is looked at again', () => fireEvent(document, new Event('visibilitychange'))],
])(
  'a photo that could not be loaded is loaded anew when the phone %s, and one that was there stays',
  (_, when) => {
    render(
      <>
        <CasePhoto caseId="c1" photo="b1" alt="broken" />
        <CasePhoto caseId="c1" photo="b2" alt="sound" />
      </>,
    )
    const [broken, sound] = [screen.getByAltText('broken'), screen.getByAltText('sound')]
    fireEvent.error(broken)
    when()
    expect(broken.isConnected).toBe(false)
    expect(screen.getByAltText('broken').getAttribute('src')).toBe('/api/cases/c1/attachments/b1?size=thumb')
    expect(screen.getByAltText('sound')).toBe(sound)
  },
)
