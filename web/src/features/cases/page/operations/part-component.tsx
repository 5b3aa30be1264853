import { AutoComplete } from 'antd'
import type { CasePage } from '@/shared/api/types'
import { readComponentCode } from '@/shared/component-code'
import { lngLat } from '@/shared/map/points'
import { useNearComponents } from '@/shared/reference/near-components'
import { useWords } from '../../words'

interface PartComponentProps {
  page: CasePage
  /** What the form wires to its label. */
  id?: string
  value?: string
  onChange?: (code: string | undefined) => void
}

/** Which component a part is about: scanned, typed, or chosen among that of the request and those that stand at its place. */
export function PartComponent({ page, id, value, onChange }: PartComponentProps) {
  const say = useWords()
  const { component, place } = page
  const { near } = useNearComponents(lngLat(place?.lon, place?.lat) ?? null)
  const offered = [
    ...(component
      ? [{ code: component.code, what: say('partComponentSame', { name: component.name }) }]
      : []),
    ...near
      .filter(({ code }) => code !== component?.code)
      .map(({ code, name, metres }) => ({
        code,
        what: say('partComponentNear', { name, metres: Math.round(metres) }),
      })),
  ]
  return (
    <AutoComplete
      id={id}
      value={value}
      allowClear
      placeholder={component ? component.name : say('partComponentNone')}
      // A scanner types the address on the label: what counts is the identifier in it.
      onChange={(typed: string | undefined) => onChange?.(typed && (readComponentCode(typed) ?? typed))}
      options={offered.map(({ code, what }) => ({
        value: code,
        label: (
          <>
            {what} <span className="soft">{code}</span>
          </>
        ),
        words: `${what} ${code}`,
      }))}
      showSearch={{ filterOption: (typed, option) => option?.words.includes(typed.trim()) ?? false }}
    />
  )
}
