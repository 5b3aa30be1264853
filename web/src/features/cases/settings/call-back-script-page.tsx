import { ArrowUpOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Form, Input } from 'antd'
import { useState } from 'react'
import { api, body } from '@/shared/api/client'
import { Moment } from '@/shared/time/time-left'
import { Failed, Loading } from '@/shared/ui/pieces'
import { Refusal } from '../page/operations/refusal'
import {
  filled,
  type Said,
  type Script,
  type ScriptVersion,
  scriptKey,
  useScript,
} from '../page/operations/script'
import { useWords } from '../words'
import './settings.css'

const mostReasons = 20
const longest = 500
const longestReason = 60

/** What callers read to requesters, as an administrator words it. */
export function CallBackScriptPage() {
  const say = useWords()
  const script = useScript()
  return (
    <>
      <p className="soft">{say('scriptIntro')}</p>
      {script.data ? (
        <Editor key={script.data.version} saved={script.data} />
      ) : script.error ? (
        <Failed error={script.error} onRetry={() => void script.refetch()} />
      ) : (
        <Loading rows={10} />
      )}
    </>
  )
}

/** Whose version it is, before the moment. */
const useBy = () => {
  const say = useWords()
  return ({ by }: ScriptVersion) => (by ? say('scriptBy', { name: by }) : say('scriptShipped'))
}

function Editor({ saved }: { saved: ScriptVersion }) {
  const say = useWords()
  const byOf = useBy()
  const queries = useQueryClient()
  const { message } = App.useApp()
  const [script, setScript] = useState<Script>(saved.script)
  const save = useMutation({
    mutationFn: () =>
      body(api.PUT('/api/settings/call-back-script', { body: { script, version: saved.version } })),
    onSuccess: (next) => {
      queries.setQueryData(scriptKey, next)
      void queries.invalidateQueries({ queryKey: [...scriptKey, 'versions'] })
      void message.success(say('saved'))
    },
  })
  const changed = JSON.stringify(script) !== JSON.stringify(saved.script)
  const set = (changes: Partial<Script>) => setScript((before) => ({ ...before, ...changes }))
  const texts = [
    script.opening,
    script.closing,
    ...script.questions.map(({ words }) => words),
    ...script.reasons,
  ]
  const whole = texts.every(({ zh, en }) => zh.trim() && en.trim())
  const reason = (n: number, next: Said) =>
    set({ reasons: script.reasons.map((one, i) => (i === n ? next : one)) })

  return (
    <>
      <p>
        {say('scriptNow', { version: saved.version, by: byOf(saved) })}
        <Moment at={saved.at} />
      </p>
      <Refusal error={save.error} onReload={() => void queries.invalidateQueries({ queryKey: scriptKey })} />
      <Form layout="vertical" className="script-form">
        <p className="soft">{say('scriptPlaces')}</p>
        <Both
          what={say('scriptOpening')}
          said={script.opening}
          onChange={(opening) => set({ opening })}
          heading
        />
        <h2>{say('scriptQuestions')}</h2>
        {script.questions.map(({ asks, words }, n) => (
          <div key={asks} className="script-row">
            <Both
              what={say(`scriptAsks.${asks}`)}
              said={words}
              onChange={(next) =>
                set({
                  questions: script.questions.map((one) => (one.asks === asks ? { asks, words: next } : one)),
                })
              }
            />
            <Button
              icon={<ArrowUpOutlined aria-hidden="true" />}
              aria-label={say('scriptUp', { what: say(`scriptAsks.${asks}`) })}
              disabled={n === 0}
              onClick={() => set({ questions: earlier(script.questions, n) })}
            />
          </div>
        ))}
        <h2>{say('scriptReasons')}</h2>
        {script.reasons.length === 0 && <p className="soft">{say('scriptNoReasons')}</p>}
        {script.reasons.map((one, n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a reason has no name but its place, and two may read the same while they are typed.
          <div key={n} className="script-row">
            <Both
              what={say('scriptReason', { n: n + 1 })}
              said={one}
              most={longestReason}
              onChange={(next) => reason(n, next)}
            />
            <Button
              icon={<DeleteOutlined aria-hidden="true" />}
              aria-label={say('scriptRemove', { n: n + 1 })}
              onClick={() => set({ reasons: script.reasons.filter((_, i) => i !== n) })}
            />
          </div>
        ))}
        {script.reasons.length < mostReasons && (
          <Button
            icon={<PlusOutlined aria-hidden="true" />}
            onClick={() => set({ reasons: [...script.reasons, { zh: '', en: '' }] })}
          >
            {say('scriptAddReason')}
          </Button>
        )}
        <Both
          what={say('scriptClosing')}
          said={script.closing}
          onChange={(closing) => set({ closing })}
          heading
        />
        <Preview script={script} />
        {!whole && <p role="status">{say('scriptMissing')}</p>}
        <div className={changed ? 'form-keys unsaved' : 'form-keys'}>
          <Button
            type="primary"
            disabled={!changed || !whole}
            loading={save.isPending}
            onClick={() => save.mutate()}
          >
            {say('save')}
          </Button>
          {changed && <Button onClick={() => setScript(saved.script)}>{say('discard')}</Button>}
        </div>
      </Form>
      <Versions inUse={saved.version} />
    </>
  )
}

/** One place earlier. */
const earlier = <T,>(list: readonly T[], n: number): T[] =>
  list.map((one, i) => (i === n - 1 ? (list[n] ?? one) : i === n ? (list[n - 1] ?? one) : one))

interface BothProps {
  what: string
  said: Said
  onChange: (said: Said) => void
  most?: number
  heading?: boolean
}

/** A text in both languages. */
function Both({ what, said, onChange, most = longest, heading = false }: BothProps) {
  const say = useWords()
  return (
    <div className="script-both">
      {heading && <h2>{what}</h2>}
      <Input.TextArea
        className="growing"
        rows={1}
        lang="zh-CN"
        maxLength={most}
        aria-label={say('scriptZhWords', { what })}
        placeholder={say('scriptZhWords', { what })}
        value={said.zh}
        onChange={({ target }) => onChange({ ...said, zh: target.value })}
      />
      <Input.TextArea
        className="growing"
        rows={1}
        lang="en"
        maxLength={most}
        aria-label={say('scriptEnWords', { what })}
        placeholder={say('scriptEnWords', { what })}
        value={said.en}
        onChange={({ target }) => onChange({ ...said, en: target.value })}
      />
    </div>
  )
}

/** The script as a caller will see it, in both languages, with the places filled in. */
function Preview({ script }: { script: Script }) {
  const say = useWords()
  // Each text with an example in its own language.
  const placesIn = (lng: string) => ({
    number: '20261120-0000123-1',
    class: say('scriptPreviewClass', { lng }),
    unit: say('scriptPreviewUnit', { lng }),
  })
  return (
    <section aria-label={say('scriptPreview')} className="script-preview">
      <h2>{say('scriptPreview')}</h2>
      {(['zh', 'en'] as const).map((language) => {
        const lang = language === 'zh' ? 'zh-CN' : 'en'
        const places = placesIn(lang)
        return (
          <div key={language} lang={lang}>
            <p>{filled(script.opening[language], places)}</p>
            <ol>
              {script.questions.map(({ asks, words }) => (
                <li key={asks}>{filled(words[language], places)}</li>
              ))}
            </ol>
            <ul>
              {script.reasons.map((reason) => (
                <li key={reason.zh + reason.en}>{filled(reason[language], places)}</li>
              ))}
            </ul>
            <p>{filled(script.closing[language], places)}</p>
          </div>
        )
      })}
    </section>
  )
}

/** What was read before. */
function Versions({ inUse }: { inUse: number }) {
  const say = useWords()
  const byOf = useBy()
  const versions = useQuery({
    queryKey: [...scriptKey, 'versions'],
    queryFn: () => body(api.GET('/api/settings/call-back-script/versions')),
  })
  const before = versions.data?.filter(({ version }) => version < inUse) ?? []
  if (before.length === 0) return null
  return (
    <section>
      <h2>{say('scriptVersions')}</h2>
      {before.map((one) => (
        <details key={one.version}>
          <summary>
            {say('scriptVersion', { version: one.version, by: byOf(one) })}
            <Moment at={one.at} />
          </summary>
          <Preview script={one.script} />
        </details>
      ))}
    </section>
  )
}
