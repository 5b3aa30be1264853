import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { api, body } from '@/shared/api/client'
import type { Got } from '@/shared/api/types'
import { useLanguage } from '@/shared/i18n/i18n'
import { useWords } from '../../words'

export type ScriptVersion = Got<'/api/settings/call-back-script'>
export type Script = ScriptVersion['script']
export type Said = Script['opening']
export type Asks = Script['questions'][number]['asks']

export const scriptKey = ['settings', 'call-back-script']

/** The words that callers read now. */
export const useScript = () =>
  useQuery({
    queryKey: scriptKey,
    queryFn: () => body(api.GET('/api/settings/call-back-script')),
  })

/** What the places of a script stand for. */
export interface Places {
  number: string
  class: string
  unit: string
}

/** A text with its places filled in; what is no place of ours stays as it is. */
export const filled = (text: string, places: Places): string =>
  text.replace(/\{(number|class|unit)\}/g, (_, name: keyof Places) => places[name])

/** The order in which the questions are asked where no script could be read. */
const asShipped: readonly Asks[] = ['contacted', 'solved', 'satisfied']

export const orderOf = (script: Script | undefined): readonly Asks[] =>
  script?.questions.map(({ asks }) => asks) ?? asShipped

/** Says texts of a script in the language of the page. */
export const useSaid = (places: Places) => {
  const english = useLanguage() === 'en'
  return (said: Said) => filled(english ? said.en : said.zh, places)
}

interface ReasonsProps {
  reasons: readonly Said[]
  places: Places
  onChoose: (reason: string) => void
}

/** Reasons that a caller can take as they are. */
export function Reasons({ reasons, places, onChoose }: ReasonsProps) {
  const say = useWords()
  const said = useSaid(places)
  if (reasons.length === 0) return null
  return (
    <fieldset className="script-reasons">
      <legend className="soft">{say('scriptUse')}</legend>
      {reasons.map((reason) => (
        <Button key={reason.zh} size="small" onClick={() => onChoose(said(reason))}>
          {said(reason)}
        </Button>
      ))}
    </fieldset>
  )
}
